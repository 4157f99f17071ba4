// With scripts off a page says the same, and all of it is to be seen.

import { serve } from "../server.mjs";
import { pages, replace } from "../sites.mjs";

export const name = "without scripts all text is there and in sight";

export async function run({ browser, sites, only }) {
  const faults = [];
  for (const folder of Object.values(sites)) {
    const host = await serve(folder, "/");
    const texts = [];
    for (const javaScriptEnabled of [true, false]) {
      for (const width of javaScriptEnabled ? [1280] : [1280, 360]) {
        const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
        const page = await context.newPage();
        for (const file of await pages(folder, only)) {
          await page.goto(host.base + file, { waitUntil: "load" });
          const text = await page.evaluate(said);
          if (javaScriptEnabled) texts[file] = text;
          else if (texts[file] !== text) faults.push(`${file}: says something else with scripts`);
          if (javaScriptEnabled) continue;
          for (const hidden of await page.evaluate(unseen)) {
            faults.push(`${file} at ${width} pixels: nobody sees “${hidden}”`);
          }
        }
        await context.close();
      }
    }
    await host.close();
  }
  return faults;
}

/** Runs in the page: all its text but the list at the side, of which the folded one holds all. */
function said() {
  const body = document.body.cloneNode(true);
  body.querySelectorAll("nav.side").forEach((list) => list.remove());
  return body.textContent.replace(/\s+/g, " ");
}

/** Runs in the page: pieces of its text that are not to be seen, at most five. */
function unseen() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && found.length < 5) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const text = node.data.trim();
    if (!text || element.closest("script, style, svg title, svg desc, svg.wide, svg.narrow")) continue;
    // Notes repeat what the row that a number links to says; contents lists stand twice.
    if (element.closest("#notes, details.contents, nav.side")) continue;
    // Read by those who do not see the page, or shown under a pointer.
    if (element.closest(".quiet, .skip, a.anchor")) continue;
    const closed = element.closest("details:not([open])");
    const folded = closed && !element.closest("summary");
    const subject = folded ? closed : element;
    const range = document.createRange();
    range.selectNodeContents(folded ? closed.querySelector("summary") : node);
    const drawn = Array.from(range.getClientRects()).some((it) => it.width > 0 && it.height > 0);
    if (!drawn || !subject.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
      found.push(text.slice(0, 60));
    }
  }
  for (const drawing of document.querySelectorAll(".drawing")) {
    const seen = Array.from(drawing.querySelectorAll("svg")).filter((it) => it.checkVisibility());
    if (seen.length !== 1) found.push(`${seen.length} drawings of ${drawing.closest("[id]")?.id}`);
  }
  const lists = document.querySelectorAll("details.contents, nav.side");
  if (lists.length && !Array.from(lists).some((it) => it.checkVisibility())) found.push("the contents");
  for (const link of document.querySelectorAll("a.value[data-note]")) {
    if (!link.getAttribute("href")) found.push(`what ${link.textContent} stands on`);
  }
  return found.slice(0, 5);
}

const planted = (defect, file, from, to, found, only = "methods.html") => ({
  defect,
  only,
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a paragraph that waits for a script", "methods.html", "<p>", "<p hidden>", "nobody sees"),
  planted("text that a script writes", "script.js", "\"use strict\";",
    "\"use strict\"; document.querySelector('main').append('more');", "says something else"),
  planted("a style that hides charts", "style.css", ".drawing svg.wide {", ".drawing svg {", "0 drawings",
    "clinicians-support.html"),
  planted("a link that a script makes", "methods.html", "<a class=\"value\" href=", "<a class=\"value\" data-href=", "stands on"),
];
