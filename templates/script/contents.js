// The reader's place in the contents at the side, and files that the one file holds.
// A link to where a file is held saves the file.
document.addEventListener("click", function (event) {
  const link = event.target.closest && event.target.closest('a.download[href^="#"]');
  const held = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!held || !held.hasAttribute("download")) return;
  event.preventDefault();
  held.click();
});

(function place() {
  const links = Array.from(document.querySelectorAll(".side a[href^='#']"));
  if (!links.length || !("IntersectionObserver" in window)) return;
  const targets = links.map(function (link) {
    return document.getElementById(decodeURIComponent(link.hash.slice(1)));
  });
  function mark() {
    let current = -1;
    targets.forEach(function (target, i) {
      if (target && target.getBoundingClientRect().top < window.innerHeight * 0.3) current = i;
    });
    links.forEach(function (link, i) {
      const here = i === current;
      if (here && whole && !link.classList.contains("here")) unfold(link);
      link.classList.toggle("here", here);
    });
  }
  // In one file the list at the side shows the headings of the page that is read.
  const whole = document.querySelector("details.whole");
  let unfolded = null;
  function unfold(link) {
    if (unfolded) unfolded.remove();
    const same = Array.from(whole.querySelectorAll("a")).find(function (other) { return other.hash === link.hash; });
    const list = same && same.nextElementSibling;
    unfolded = list && list.matches("ul") ? list.cloneNode(true) : null;
    if (unfolded) link.after(unfolded);
    const side = link.closest("nav").getBoundingClientRect();
    const at = link.getBoundingClientRect();
    if (at.top < side.top || at.bottom > side.bottom) link.closest("nav").scrollTop += at.top - side.top - side.height / 3;
  }
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
  targets.forEach(function (target) { if (target) observer.observe(target); });
  mark();
})();

// Brings the page that is read into sight in a contents list longer than the window.
(function reveal() {
  const side = document.querySelector("nav.side");
  const here = side && side.querySelector("[aria-current]");
  if (!here) return;
  const hidden = here.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom;
  if (hidden > 0) side.scrollTop += hidden + side.clientHeight / 3;
})();
