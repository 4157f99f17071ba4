// The tab key alone reaches everything that can be used, in order and in sight; each number shows
// its note, and what the note links to comes next.

import { replace } from "../sites.mjs";
import { LOST, isWhole, eachPage, wide } from "../views.mjs";

export const name = "the tab key reaches everything, in order and in sight, and the links of notes";

export async function run(context) {
  return eachPage(context, { reducedMotion: "reduce" }, async (page, say, file) => {
    const keys = await page.context().newCDPSession(page);
    const key = { type: "rawKeyDown", key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
    for (const width of file === LOST || isWhole(file) ? [1280] : [1280, 360]) {
      await wide(page, width);
      await page.reload({ waitUntil: "load" });
      const steps = await page.evaluate(watch);
      // In the order of the tab key, from the top of the page round to it again. Keys wait in line in
      // the browser, so that none waits for the news of the one before.
      await Promise.all(Array.from({ length: steps + 3 }, () => keys.send("Input.dispatchKeyEvent", key)));
      (await page.evaluate(judge)).forEach((text) => say(`at ${width} pixels: ${text}`));
    }
  });
}

/** Runs in the page: lists what is to be reached, and notes what is; gives the number of steps. */
function watch() {
  const can = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const expected = [];
  for (const it of document.querySelectorAll(can)) {
    if (it.closest("#notes") || !it.checkVisibility({ visibilityProperty: true })) continue;
    expected.push(it);
    const note = it.dataset.note && document.getElementById(it.dataset.note);
    if (note) expected.push(...note.querySelectorAll("a[href]"));
  }
  const name = (it) => `${it.tagName.toLowerCase()}.${it.getAttribute("class") ?? ""} “${(it.getAttribute("aria-label") ?? it.textContent).trim().slice(0, 30)}”`;
  const reached = [];
  const faults = [];
  document.addEventListener("focusin", ({ target: it }) => {
    // From the last link of a note the focus passes through the number again.
    if (it.dataset.note && reached.includes(it)) return;
    reached.push(it);
    const styled = getComputedStyle(it);
    const fault = (text) => faults.length < 10 && faults.push(`${name(it)} ${text}`);
    if (styled.outlineStyle === "none" || parseFloat(styled.outlineWidth) < 2) fault("does not show that it is reached");
    const boxes = Array.from(it.getClientRects()).filter((box) => box.width && box.height);
    const [box] = boxes;
    if (!box || box.bottom < 0 || box.right < 0 || box.top > innerHeight || box.left > innerWidth) return fault("is reached out of sight");
    // A box that scrolls may be higher than the window; and what is wide and stands in a box that
    // scrolls sideways is shown in part only, be it one line or its end.
    const points = boxes.flatMap(({ left, top, right, bottom, width, height }) => [
      [left + Math.min(width / 2, 20), top + Math.min(height / 2, 12)],
      [right - Math.min(width / 2, 5), bottom - Math.min(height / 2, 5)],
    ]);
    const within = (at, end) => Math.max(0, Math.min(end - 1, at));
    const tops = points.map(([x, y]) => document.elementFromPoint(within(x, innerWidth), within(y, innerHeight)));
    const covers = (top) => top && top !== it && !it.contains(top) && !top.contains(it);
    if (tops.every(covers)) fault(`is covered by ${name(tops[0])}`);
    const note = it.dataset.note && document.getElementById(it.dataset.note);
    if (it.dataset.note && !note?.matches(".shown")) fault("does not show its note");
    if (note && it.getAttribute("aria-describedby") !== note.id) fault("is not described by its note");
  });
  window.reachedByTab = { expected, reached, faults, name };
  return expected.length;
}

/** Runs in the page: what was not reached, or in another order. */
function judge() {
  const { expected, reached, faults, name } = window.reachedByTab;
  const missed = expected.filter((it) => !reached.includes(it));
  faults.push(...missed.slice(0, 10).map((it) => `${name(it)} is not reached`));
  if (missed.length > 10) faults.push(`and ${missed.length - 10} more are not reached`);
  const wrong = reached.slice(0, expected.length).findIndex((it, i) => it !== expected[i]);
  if (!missed.length && wrong >= 0) faults.push(`${name(reached[wrong])} is reached in the place of ${name(expected[wrong])}`);
  return faults;
}

const planted = (defect, found, from, to, file = "methods.html") => ({
  defect,
  only: "methods.html",
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a link that the tab key passes over", "is not reached", "<a class=\"value\"", "<a tabindex=\"-1\" class=\"value\""),
  planted("an order of its own", "is reached in the place of", "<a class=\"value\"", "<a tabindex=\"1\" class=\"value\""),
  planted("a focus that is not shown", "does not show that it is reached", ":focus-visible { outline: 2px solid", ":focus-visible { outline: 0 solid", "style.css"),
  planted("something in front of what is reached", "is covered by", ".foot {", ".foot { position: fixed; inset: 0;", "style.css"),
  planted("notes that the focus does not show", "does not show its note", "link.addEventListener(\"focus\"", "link.addEventListener(\"gone\"", "script.js"),
  planted("links of notes that the tab key passes over", "is not reached", "if (event.key === \"Tab\") tab(event);", "", "script.js"),
];
