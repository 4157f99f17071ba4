// Hears from `offprint serve` that the study has changed, puts the new page in place of the old one
// where that is enough, and otherwise loads it; leaves the reader where they were; and shows what is
// wrong with the study. No built file holds it.
(function () {
  "use strict";
  const own = document.currentScript.dataset;
  const style = "STYLE";
  const key = "offprint-place";
  const on = EventTarget.prototype.addEventListener;

  // This runs before the other scripts of the page. What they listen for at the window or the
  // document is noted, to be taken back when they begin anew with a new page.
  const heard = [];
  let begins = false;
  for (const target of [window, document]) {
    target.addEventListener = function (type, listener, options) {
      begins = begins || ["DOMContentLoaded", "load", "pageshow", "readystatechange"].includes(type);
      heard.push([target, type, listener, options]);
      return on.call(target, type, listener, options);
    };
  }

  // The stream. A browser has six connections for all pages of a host, so pages out of sight give
  // theirs back, and ask what has changed when they are seen again.
  let stream = null;
  function listen() {
    if (stream || document.visibilityState === "hidden") return;
    stream = new EventSource("/.offprint/events?" + encodeURIComponent(location.pathname));
    stream.onmessage = function (event) { hear(JSON.parse(event.data)); };
  }
  function rest() {
    if (stream) stream.close();
    stream = null;
  }
  on.call(document, "visibilitychange", function () {
    if (document.visibilityState === "hidden") rest(); else listen();
  });
  on.call(window, "pageshow", function (event) {
    if (!event.persisted) return;
    rest();
    listen();
  });

  let last = null;
  let busy = false;
  async function hear(now) {
    last = now;
    if (busy) return;
    busy = true;
    while (last.page !== own.page || last.loaded !== own.loaded) {
      let exchanged = false;
      try {
        exchanged = last.loaded === own.loaded && await exchange();
      } catch {
        // What cannot be exchanged is loaded.
      }
      if (!exchanged) {
        rest();
        keep();
        location.reload();
        return;
      }
    }
    busy = false;
    if (!("alone" in own)) tell(last.summary, last.faults);
  }

  // Puts the new page in place of the old one. That saves the browser the start of a page, and all
  // that pages load. It takes a head that loads the same, and a script that can begin anew.
  const head = loads(document);
  function loads(page) {
    const all = page.head.querySelectorAll("link[rel~='stylesheet' i], style, script, meta[http-equiv]");
    const text = Array.from(all, function (it) { return "live" in it.dataset || (it.type || "").endsWith("json") ? "" : it.outerHTML; });
    return text.join("\n");
  }

  const scripts = Array.from(document.head.querySelectorAll("script:not([data-live], [type$='json'])"));
  const script = scripts.length === 1 && scripts[0].src ? new URL(scripts[0].src) : null;
  const again = scripts.length === 0 || (script !== null && script.origin === location.origin && scripts[0].defer);

  /** Fetches the page's script in a form that can run again and again. */
  function learn() {
    if (!again || !script) return;
    const element = document.createElement("script");
    element.src = "/.offprint/again.js?" + encodeURIComponent(script.pathname);
    document.head.append(element);
  }

  async function exchange() {
    const run = script ? window.offprintAgain : function () {};
    if (!again || begins || !run) return false;
    const answer = await fetch(location.pathname + location.search);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mark = page.querySelector("script[data-live]");
    if (!mark || "alone" in mark.dataset || mark.dataset.loaded !== own.loaded || loads(page) !== head) return false;
    if (page.body.querySelector("script:not([type$='json'])")) return false;
    const place = taken();
    hide();
    for (const [target, type, listener, options] of heard.splice(0)) target.removeEventListener(type, listener, options);
    for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) || "");
    document.title = page.title;
    document.adoptedStyleSheets.push(later);
    document.body.replaceWith(document.adoptNode(page.body));
    own.page = mark.dataset.page;
    // So that what the address names is marked as such.
    if (location.hash) location.replace(location.hash);
    run();
    give(place);
    requestAnimationFrame(function () { setTimeout(layOutAll); });
    return true;
  }

  // Charts out of sight are laid out after those in sight are shown: of a page with many, that is
  // most of the time.
  const later = new CSSStyleSheet();
  later.replaceSync("main figure { content-visibility: auto; contain-intrinsic-size: auto 30rem; }");
  function layOutAll() {
    const place = anchored();
    const sheets = document.adoptedStyleSheets;
    document.adoptedStyleSheets = Array.from(sheets).filter(function (it) { return it !== later; });
    if (place) window.scrollBy({ top: document.getElementById(place.id).getBoundingClientRect().top - place.top, behavior: "instant" });
  }

  // The reader's place: the last anchor at or above a third of the window, and how far it is from
  // the window's head; what is folded open; what has the focus; how far boxes are scrolled.
  const boxed = "[tabindex='0'], nav.side";
  function anchored() {
    // What is folded away would be laid out by a question for its place.
    let anchor = null;
    for (const it of document.querySelectorAll("main [id]:not(svg *)")) {
      if (!it.checkVisibility()) continue;
      const top = it.getBoundingClientRect().top;
      if (top <= window.innerHeight / 3 && (!anchor || top >= anchor.top)) anchor = { id: it.id, top: top };
    }
    return anchor;
  }

  function taken() {
    const focused = document.activeElement;
    return {
      path: location.pathname,
      x: window.scrollX,
      y: window.scrollY,
      anchor: anchored(),
      folds: folds().map(function ([name, it]) { return [name, it.open]; }),
      boxes: Array.from(document.querySelectorAll(boxed), function (it) { return it.checkVisibility() ? [it.scrollLeft, it.scrollTop] : [0, 0]; }),
      focus: focused && focused !== document.body ? way(focused) : null,
      written: focused && focused.matches("input") ? focused.value : null,
    };
  }

  /** All that folds, with names, so that each is known again where others came or went. */
  function folds() {
    const seen = {};
    return Array.from(document.querySelectorAll("details"), function (it) {
      const text = it.id || (it.querySelector("summary") || it).textContent.trim();
      seen[text] = (seen[text] || 0) + 1;
      return [text + " " + seen[text], it];
    });
  }

  /** The way to an element from the nearest anchor above it. */
  function way(element) {
    const steps = [];
    let it = element;
    while (it.parentElement && !it.id) {
      steps.unshift(Array.prototype.indexOf.call(it.parentElement.children, it));
      it = it.parentElement;
    }
    return { id: it.id, steps: steps };
  }

  function found(way) {
    let it = way.id ? document.getElementById(way.id) : document.documentElement;
    for (const step of way.steps) it = it && it.children[step];
    return it;
  }

  function give(place) {
    const open = new Map(place.folds);
    for (const [name, it] of folds()) if (open.has(name)) it.open = open.get(name);
    const focused = place.focus && found(place.focus);
    if (focused && place.written !== null && focused.matches("input")) {
      focused.value = place.written;
      focused.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (focused) focused.focus({ preventScroll: true });
    const boxes = document.querySelectorAll(boxed);
    place.boxes.forEach(function (at, i) {
      if (boxes[i] && at.some(Boolean)) [boxes[i].scrollLeft, boxes[i].scrollTop] = at;
    });
    // Fonts and pictures may come later, and a browser may go to the anchor of the address; but the
    // reader goes first.
    let moved = false;
    const end = new AbortController();
    for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      on.call(window, event, function () { moved = true; }, { passive: true, signal: end.signal });
    }
    function scroll() {
      if (moved) return;
      const anchor = place.anchor && document.getElementById(place.anchor.id);
      const down = anchor ? anchor.getBoundingClientRect().top - place.anchor.top : place.y - window.scrollY;
      window.scrollTo({ left: place.x, top: window.scrollY + down, behavior: "instant" });
    }
    scroll();
    function settle() {
      scroll();
      requestAnimationFrame(function () {
        scroll();
        end.abort();
        history.scrollRestoration = "auto";
      });
    }
    if (document.readyState === "complete") settle(); else on.call(window, "load", settle);
  }

  /** Keeps the place for the page that is loaded next. */
  function keep() {
    try {
      sessionStorage.setItem(key, JSON.stringify(taken()));
      history.scrollRestoration = "manual";
    } catch {
      // Without storage the browser does what it can.
    }
  }

  function restore() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch {
      // There is none.
    }
    if (place && place.path === location.pathname) give(place);
  }

  // What is wrong with the study, above the last good page.
  let host = null;
  let told = "[]";
  let focused = null;
  function tell(summary, faults) {
    const text = JSON.stringify(faults);
    if (text === told) return;
    hide();
    told = text;
    if (faults.length) show(summary, faults);
  }

  function hide() {
    if (host) {
      const inside = document.activeElement === host;
      host.remove();
      if (inside && focused) focused.focus({ preventScroll: true });
    }
    host = focused = null;
    told = "[]";
  }

  function made(name, text, attributes) {
    const element = document.createElement(name);
    element.textContent = text;
    for (const attribute of Object.keys(attributes || {})) element.setAttribute(attribute, attributes[attribute]);
    return element;
  }

  function show(summary, faults) {
    host = made("offprint-faults", "", { lang: "en", dir: "ltr" });
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const dialog = made("dialog", "", { class: "faults", role: "alertdialog", "aria-labelledby": "title", "aria-describedby": "what" });
    const head = made("div", "", { class: "head" });
    const close = made("button", "Close (Esc)", { type: "button" });
    head.append(
      made("h1", summary, { id: "title" }),
      made("p", "The page behind this is the last that could be built. This goes away when the study can be built again.", { id: "what" }),
      close,
    );
    const list = made("div", "", { class: "list", tabindex: "0", role: "region", "aria-label": "What is wrong" });
    for (const fault of faults) {
      const [title, ...excerpt] = fault.split("\n");
      const section = made("section", "");
      section.append(made("h2", title), made("pre", excerpt.join("\n"), { tabindex: "0" }));
      list.append(section);
    }
    dialog.append(head, list);
    const again = made("button", summary + ": show", { type: "button", class: "again faults" });
    again.hidden = true;
    root.append(dialog, again);
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("close", function () { again.hidden = false; });
    again.addEventListener("click", function () {
      again.hidden = true;
      dialog.showModal();
    });
    focused = document.activeElement;
    document.body.append(host);
    dialog.showModal();
  }

  // Other scripts of the page have done their part by then.
  on.call(document, "DOMContentLoaded", function () {
    restore();
    listen();
    learn();
  });
})();
