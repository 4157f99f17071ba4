// What a number stands on, beside the number.
(function notes() {
  const home = document.getElementById("notes");
  if (!home) return;
  let shown = null;
  let owner = null;
  let timer = 0;

  function hide() {
    window.clearTimeout(timer);
    if (!shown) return;
    shown.classList.remove("shown");
    shown.removeAttribute("role");
    shown.removeEventListener("mouseenter", stay);
    shown.removeEventListener("mouseleave", leave);
    shown.removeEventListener("focusin", stay);
    shown.removeEventListener("focusout", leave);
    home.append(shown);
    owner.removeAttribute("aria-describedby");
    shown = null;
    owner = null;
  }

  function show(link) {
    window.clearTimeout(timer);
    if (owner === link) return;
    hide();
    const note = document.getElementById(link.dataset.note);
    if (!note) return;
    owner = link;
    shown = note;
    note.setAttribute("role", "note");
    note.classList.add("shown");
    link.setAttribute("aria-describedby", note.id);
    document.body.append(note);
    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left, room - note.offsetWidth - 8));
    const below = at.bottom + 8 + note.offsetHeight <= window.innerHeight || at.top < note.offsetHeight + 8;
    const top = below ? at.bottom + 8 : at.top - note.offsetHeight - 8;
    note.style.left = left + window.scrollX + "px";
    note.style.top = top + window.scrollY + "px";
    note.addEventListener("mouseenter", stay);
    note.addEventListener("mouseleave", leave);
    note.addEventListener("focusin", stay);
    note.addEventListener("focusout", leave);
  }

  function stay() {
    window.clearTimeout(timer);
  }

  function leave() {
    window.clearTimeout(timer);
    timer = window.setTimeout(hide, 250);
  }

  // While it is shown, a note comes behind its number in the order of the tab key, wherever it
  // stands in the page.
  function tab(event) {
    if (!shown) return;
    const links = Array.from(shown.querySelectorAll("a[href]"));
    const at = links.indexOf(document.activeElement);
    if (document.activeElement === owner && !event.shiftKey && links.length) {
      event.preventDefault();
      stay();
      links[0].focus();
    } else if (at === 0 && event.shiftKey) {
      event.preventDefault();
      owner.focus();
      stay();
    } else if (at >= 0 && at === links.length - 1 && !event.shiftKey) {
      // From the number, the browser goes on to what follows it.
      owner.focus();
    }
  }

  // Where a number does not name its note, it is the first one that leads to the same row.
  const first = new Map();
  home.querySelectorAll(".note > a:last-child").forEach(function (row) {
    const href = row.getAttribute("href");
    if (!first.has(href)) first.set(href, row.parentElement.id);
  });
  document.querySelectorAll("a.value:not([data-note])").forEach(function (link) {
    const id = first.get(link.getAttribute("href"));
    if (id) link.dataset.note = id;
  });
  document.querySelectorAll("a.value[data-note]").forEach(function (link) {
    let touched = false;
    link.addEventListener("mouseenter", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { show(link); }, owner ? 0 : 120);
    });
    link.addEventListener("mouseleave", leave);
    link.addEventListener("focus", function () { if (!touched) show(link); });
    link.addEventListener("blur", leave);
    link.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
    link.addEventListener("click", function (event) {
      if (touched && owner !== link) {
        event.preventDefault();
        show(link);
      }
      touched = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Tab") tab(event);
    if (event.key === "Escape" && shown) {
      if (shown.contains(document.activeElement)) owner.focus();
      hide();
    }
  });
  // What the focus goes on to is never covered, not even for the moment in which a pointer may return.
  document.addEventListener("focusin", function (event) {
    if (shown && !shown.contains(event.target) && event.target !== owner) hide();
  });
  document.addEventListener("pointerdown", function (event) {
    if (shown && !shown.contains(event.target) && event.target !== owner) hide();
  });
})();
