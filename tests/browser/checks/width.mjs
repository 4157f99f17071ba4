// No page scrolls sideways: on narrow screens, enlarged to 200 %, with text twice as large, and
// with the spacing of text that readers may set.

import { replace } from "../sites.mjs";
import { eachPage, unfold, wide } from "../views.mjs";

export const name = "no page scrolls sideways or cuts text, at any width, size and spacing of text";

/** Spacing as WCAG 1.4.12 has it. */
const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
/** 640 pixels are what 1280 are when they are enlarged to 200 %. */
const VIEWS = [
  ["at 1280 pixels", 1280, ""],
  ["at 768 pixels", 768, ""],
  ["at 640 pixels, as enlarged to 200 %", 640, ""],
  ["at 360 pixels", 360, ""],
  ["at 320 pixels", 320, ""],
  ["at 320 pixels, spaced", 320, SPACED],
  ["with text twice as large", 1280, ":root { font-size: 200% !important; }"],
];

export async function run(context) {
  return eachPage(context, {}, async (page, say) => {
    await unfold(page);
    for (const [where, width, style] of VIEWS) {
      await wide(page, width);
      (await page.evaluate(judge, style)).forEach((text) => say(`${where}: ${text}`));
    }
  });
}

/** Runs in the page: what leaves the window to the side, and what is cut, at most five. */
function judge(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  const root = document.documentElement;
  const room = root.clientWidth;
  const faults = [];
  const name = (it) => `${it.tagName.toLowerCase()}${it.id ? `#${it.id}` : ""}.${it.getAttribute("class") ?? ""} “${it.textContent.trim().slice(0, 30)}”`;
  if (root.scrollWidth > room) faults.push(`the page is ${root.scrollWidth} pixels wide`);
  for (const it of document.body.querySelectorAll("*")) {
    if (faults.length >= 5) break;
    const styled = getComputedStyle(it);
    // What is for those who do not see the page stands outside it, or in a point.
    if (it.closest(".quiet, .skip, svg *, title")) continue;
    // Text that does not fit is cut only where a box hides or scrolls it; boxes that scroll can be reached.
    const cuts = styled.overflowX !== "visible" && it.scrollWidth > it.clientWidth + 1;
    if (cuts && !it.matches("[tabindex='0'], nav.side, pre")) faults.push(`${name(it)} cuts its text`);
    if (it.closest("[tabindex='0'], pre")) continue;
    const { left, right, width } = it.getBoundingClientRect();
    if (width && it.checkVisibility() && (right > room + 1 || left < -1)) faults.push(`${name(it)} stands from ${left.toFixed(0)} to ${right.toFixed(0)}`);
  }
  document.adoptedStyleSheets = [];
  return faults;
}

const planted = (defect, found, from, to, only = "methods.html") => ({
  defect,
  only,
  site: "shipped",
  damage: (folder) => replace(folder, from.startsWith("<") ? only : "style.css", from, to),
  found,
});

export const plants = [
  planted("a wide table outside a box that scrolls", "at 320 pixels: the page is", "<div class=\"scroll", "<div class=\"", "tables.html"),
  planted("text that is cut", "cuts its text", ".caption {", ".caption { overflow: hidden; white-space: nowrap;", "tables.html"),
  planted("a column in pixels", "at 640 pixels, as enlarged to 200 %: the page is", "main {", "main { min-width: 700px;"),
  planted("a line that does not break when it is spaced", "at 320 pixels, spaced: the page is", "<h1>", "<h1><span style=\"white-space:nowrap\"></span><b class=\"key\">A line that just fits in</b>"),
];
