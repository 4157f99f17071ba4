// axe finds nothing on any page, wide and narrow, light and dark, with all that is folded open.

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { replace } from "../sites.mjs";
import { LOST, isWhole, eachPage, unfold, wide } from "../views.mjs";

export const name = "axe finds nothing, wide and narrow, light and dark";

/** What depends on colours alone; all other rules would say the same of a dark page again. */
const COLOURS = ["color-contrast", "link-in-text-block"];

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function run(context) {
  return eachPage(context, { viewport: { width: 1280, height: 900 } }, async (page, say, file) => {
    await page.evaluate(source);
    await unfold(page);
    await page.evaluate(bare);
    const views = isWhole(file)
      ? [[1280, "light", null], [360, "dark", COLOURS]]
      : [[1280, "light", null], [1280, "dark", COLOURS], [360, "dark", COLOURS], [360, "light", null]];
    for (const [width, colorScheme, rules] of views) {
      await wide(page, width);
      await page.emulateMedia({ colorScheme });
      const told = (text) => say(`at ${width} pixels, ${colorScheme}: ${text}`);
      (await page.evaluate(judge, [null, rules])).forEach(told);
    }
    // Beside the page, a note: the first number shows it.
    const value = page.locator("a.value[data-note]").first();
    if (file === LOST || !(await value.count())) return;
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await value.focus();
      const told = (text) => say(`a note, ${colorScheme}: ${text}`);
      (await page.evaluate(judge, [".note.shown", colorScheme === "dark" ? COLOURS : null])).forEach(told);
    }
  });
}

/**
 * Runs in the page: leaves of drawings what they are called and their size. Text within them has a
 * check of its own, as axe does not see what is drawn behind it; the rest would take it minutes.
 */
function bare() {
  for (const part of document.querySelectorAll("svg > :not(title, desc)")) part.remove();
}

/** Runs in the page: what axe finds in a part of it, or in all of it. */
async function judge([part, only]) {
  const { axe } = window;
  const options = { preload: false, resultTypes: ["violations"] };
  if (only) options.runOnly = only;
  else options.rules = { "target-size": { enabled: true } };
  const found = await axe.run(part ?? document, options);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, any, all, none }) => {
    const why = [...any, ...all, ...none].map((it) => it.message).join("; ");
    return `${id} (${help}) at ${target.join(" ")}: ${why}`;
  }));
}

const planted = (defect, found, file, from, to, only = "methods.html") => ({
  defect,
  only,
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a picture without an alternative", "image-alt", "methods.html", "</main>", "<img src='picture.png'></main>"),
  planted("pale text", "1280 pixels, light: color-contrast", "style.css", "--muted: #5a5d64", "--muted: #b5b6ba"),
  planted("pale text in the dark", "1280 pixels, dark: color-contrast", "style.css", "--muted: #a9abb1", "--muted: #4d5057"),
  planted("a list of contents without a name on narrow screens", "360 pixels, light: landmark-unique", "methods.html",
    "<nav aria-label=\"Contents\">", "<nav aria-label=\"Previous and next page\">"),
  planted("pale text in notes", "a note, light: color-contrast", "style.css",
    ".note :is(.fact, p) {", ".note :is(.fact, p) { opacity: 0.5;"),
  planted("links that stand too close", "target-size", "style.css", ".figure .number a {", ".gone {", "clinicians-participants.html"),
];
