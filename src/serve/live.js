// Hears from `offprint serve` that the study has changed. It loads the page again where that
// changed the page, leaves the reader where they were, and shows what is wrong with the study.
// No built file holds it.
(function () {
  "use strict";
  const own = document.currentScript;
  const style = "STYLE";
  const key = "offprint-place";

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
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") rest(); else listen();
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    rest();
    listen();
  });

  function hear(now) {
    if (now.page !== own.dataset.page || now.loaded !== own.dataset.loaded) {
      rest();
      keep();
      location.reload();
    } else if (!("alone" in own.dataset)) {
      tell(now.summary, now.faults);
    }
  }

  // The reader's place: the last anchor at or above a third of the window, and how far it is from
  // the window's head; what is folded open; what has the focus; how far boxes are scrolled.
  function keep() {
    let anchor = null;
    for (const it of document.querySelectorAll("main [id]:not(svg *)")) {
      if (!it.getClientRects().length) continue;
      const top = it.getBoundingClientRect().top;
      if (top <= window.innerHeight / 3 && (!anchor || top >= anchor.top)) anchor = { id: it.id, top: top };
    }
    const boxes = Array.from(document.querySelectorAll(boxed), function (it) { return [it.scrollLeft, it.scrollTop]; });
    const folds = Array.from(document.querySelectorAll("details"), function (it) { return it.open; });
    const focused = document.activeElement;
    const place = {
      path: location.pathname,
      x: window.scrollX,
      y: window.scrollY,
      anchor: anchor,
      folds: folds,
      names: names(),
      boxes: boxes,
      focus: focused && focused !== document.body ? way(focused) : null,
      written: focused && focused.matches("input") ? focused.value : null,
    };
    try {
      sessionStorage.setItem(key, JSON.stringify(place));
      history.scrollRestoration = "manual";
    } catch {
      // Without storage the browser does what it can.
    }
  }
  const boxed = "[tabindex='0'], nav.side";

  /** Names of all that folds, so that each is known again where others came or went. */
  function names() {
    const seen = {};
    return Array.from(document.querySelectorAll("details"), function (it) {
      const text = it.id || (it.querySelector("summary") || it).textContent.trim();
      seen[text] = (seen[text] || 0) + 1;
      return text + " " + seen[text];
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

  function restore() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.removeItem(key);
    } catch {
      // There is none.
    }
    if (!place || place.path !== location.pathname) return;
    const open = new Map(place.names.map(function (name, i) { return [name, place.folds[i]]; }));
    const named = names();
    document.querySelectorAll("details").forEach(function (it, i) {
      if (open.has(named[i])) it.open = open.get(named[i]);
    });
    const focused = place.focus && found(place.focus);
    if (focused && place.written !== null && focused.matches("input")) {
      focused.value = place.written;
      focused.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (focused) focused.focus({ preventScroll: true });
    const boxes = document.querySelectorAll(boxed);
    place.boxes.forEach(function (at, i) {
      if (boxes[i]) [boxes[i].scrollLeft, boxes[i].scrollTop] = at;
    });
    let moved = false;
    function scroll() {
      if (moved) return;
      const anchor = place.anchor && document.getElementById(place.anchor.id);
      const down = anchor ? anchor.getBoundingClientRect().top - place.anchor.top : place.y - window.scrollY;
      window.scrollTo({ left: place.x, top: window.scrollY + down, behavior: "instant" });
    }
    scroll();
    // Fonts and pictures may come later, and a browser may go to the anchor of the address.
    for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      window.addEventListener(event, function () { moved = true; }, { once: true, passive: true });
    }
    function last() {
      scroll();
      requestAnimationFrame(function () {
        scroll();
        history.scrollRestoration = "auto";
      });
    }
    if (document.readyState === "complete") last(); else window.addEventListener("load", last);
  }

  // What is wrong with the study, above the last good page.
  let host = null;
  let told = "";
  function tell(summary, faults) {
    const text = JSON.stringify(faults);
    if (text === told) return;
    told = text;
    if (host) {
      const dialog = host.shadowRoot.querySelector("dialog");
      // It gives the focus back to what had it.
      if (dialog.open) dialog.close();
      host.remove();
      host = null;
    }
    if (faults.length) show(summary, faults);
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
      made("p", "The page below is the last that could be built. This goes away when the study can be built again.", { id: "what" }),
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
    document.body.append(host);
    dialog.showModal();
  }

  function begin() {
    restore();
    listen();
  }
  // Other scripts of the page have done their part by then.
  if (document.readyState === "loading" || document.readyState === "interactive") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
