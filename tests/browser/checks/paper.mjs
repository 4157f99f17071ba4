// Printed to PDF, a page holds all its words, the titles of its figures and the values in them.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { replace } from "../sites.mjs";
import { eachPage, LOST } from "../views.mjs";

export const name = "paper holds all words of a page, its figures' titles and their values";

export async function run({ sites: { mirrored, ...sites }, ...others }) {
  // Words that signs of direction turn come out of a PDF turned, letter by letter, so that site is
  // not judged here.
  const context = { sites, ...others };
  const folder = await mkdtemp(join(tmpdir(), "offprint-paper-"));
  let count = 0;
  try {
    return await eachPage(context, {}, async (page, say, file) => {
      if (file === LOST) return;
      await page.emulateMedia({ media: "print" });
      const texts = await page.evaluate(printed);
      const path = join(folder, `${count++}.pdf`);
      await writeFile(path, await page.pdf({ preferCSSPageSize: true }));
      const paper = plain(await read(path));
      const lost = [...new Set(texts)].flatMap((text) => missing(text, paper));
      lost.push(...fewer(texts, paper));
      for (const text of lost.slice(0, 5)) say(`paper lacks “${text}”`);
      if (lost.length > 5) say(`paper lacks ${lost.length - 5} more`);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of a PDF in the order in which it was set. */
function read(path) {
  return new Promise((done, fail) => {
    execFile("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"], { maxBuffer: 1 << 26 }, (error, text) => (error ? fail(error) : done(text)));
  });
}

/** Text without spaces, ligatures, and marks that show nothing: where lines end is the paper's affair. */
function plain(text) {
  return text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f]/g, "");
}

const ARABIC = /\p{Script=Arabic}/u;

/** A text that paper lacks: as a whole, or the words of it, where a page ends within it. */
function missing(text, paper) {
  if (paper.includes(plain(text))) return [];
  // Brackets beside Arabic are turned round.
  if (ARABIC.test(text)) text = text.replace(/[()[\]]/g, " ");
  return text.split(/\s+/).filter((word) => {
    const letters = plain(word);
    // Readers of PDF give the letters of Arabic in an order of their own: all are to be there. The
    // pictures of emoji are no text on paper.
    if (ARABIC.test(word)) return [...letters].some((it) => !paper.includes(it));
    if (/\p{Extended_Pictographic}/u.test(word)) return false;
    return letters && !paper.includes(letters) && !(letters.length > 20 && pieces(letters, paper));
  });
}

/** Values and other short texts that stand less often on paper than in the page, where text repeats them. */
function fewer(texts, paper) {
  const wanted = new Map();
  for (const text of texts.filter((it) => it.length <= 8 && !ARABIC.test(it)).map(plain)) wanted.set(text, (wanted.get(text) ?? 0) + 1);
  return [...wanted].filter(([text, count]) => text && paper.split(text).length - 1 < count).map(([text]) => text);
}

/** Whether a long word stands on paper in pieces, as a page may end within it. */
function pieces(word, paper) {
  return Array.from(word).some((_, i) => i > 3 && paper.includes(word.slice(0, i)) && paper.includes(word.slice(i)));
}

/** Runs in the page: all text that is to be printed. */
function printed() {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const it = walker.currentNode.parentElement;
    if (it.closest("script, style, title, desc, .quiet, #notes, .note")) continue;
    // What leads on, searches, saves and copies is of use on a screen alone.
    if (it.closest("nav, .skip, .anchor, .source .download, button, .top .all, [role=search], .saves")) continue;
    // Charts are printed in their wide form, tables that repeat them are folded away; the rules of the
    // audit and the contents of the whole, too.
    if (it.closest("svg.narrow, .under details, .check details, details.contents, .glossary summary")) continue;
    const text = walker.currentNode.data.trim();
    if (text) texts.push(text);
  }
  return texts;
}

const planted = (defect, found, from, to) => ({
  defect,
  only: "clinicians-participants.html",
  site: "shipped",
  damage: (folder) => replace(folder, "style.css", from, to),
  found,
});

const onPaper = "@media print {";
export const plants = [
  planted("paragraphs that are not printed", "paper lacks “", onPaper, `${onPaper} article > p { display: none; }`),
  planted("figures without titles", "paper lacks “", onPaper, `${onPaper} figcaption { display: none; }`),
  planted("charts without values", "%”", onPaper, `${onPaper} .chart .v { display: none; }`),
  planted("a box that cuts its text", "paper lacks “", onPaper, `${onPaper} .scroll { max-height: 2cm; overflow: hidden !important; }`),
];
