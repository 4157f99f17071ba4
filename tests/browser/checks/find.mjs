// Readers find pages, answers and passages by their words, with nothing but the files.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pages, replace } from "../sites.mjs";

export const name = "searching finds what stands in the report, from the disk";

const CONTENTS = "all-contents.html";
const ONE_FILE = "report.html";
const ANSWER = "tables.html#clinicians.resources-offered.image-labelling";
/** Pages whose text is not that of the narrative. */
const MADE = ["tables", "figures", "data", "audit", "checklist", "corrections", "references", "report", "all-contents"];

export async function run({ browser, sites, only }) {
  const base = `${pathToFileURL(sites.shipped).href}/`;
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`a script fails: ${error.message}`));
  try {
    if (only !== ONE_FILE) {
      const narrative = (await pages(sites.shipped)).filter((file) => !MADE.includes(file.replace(".html", "")));
      faults.push(...(await passages(page, only ? narrative.slice(0, 5) : narrative, base)));
      faults.push(...(await searching(page, sites.shipped, base, CONTENTS, "main")));
      faults.push(...(await fromAnyPage(page, base)));
    }
    if (only !== CONTENTS) faults.push(...(await searching(page, sites.shipped, base, ONE_FILE, ".top")));
  } catch (error) {
    faults.push(`there is no search box, or it does nothing: ${error.message}`);
  }
  await context.close();
  return faults;
}

/** Searches on the page that is open: what is said, and where the results lead. */
async function search(page, within, query) {
  await page.fill(`${within} .search input`, query);
  const links = await page.locator(`${within} .search ol a`).evaluateAll((all) => all.map((it) => it.getAttribute("href")));
  return { links, said: await page.textContent(`${within} .search [role=status]`) };
}

async function searching(page, folder, base, file, within) {
  const faults = [];
  const fault = (text) => faults.push(`${file}: ${text}`);
  await page.goto(base + file);
  const find = (query) => search(page, within, query);
  const site = file === CONTENTS;
  const title = await find("recommendations");
  if (title.links[0] !== (site ? "recommendations.html" : "#page-recommendations")) fault(`does not find a page by its title first: ${title.links[0]}`);
  const answer = site ? ANSWER : `#${ANSWER.split("#")[1]}`;
  for (const query of ["labeling assistance", "LABELING assist", "lábeling ässistance", "assistance, labeling"]) {
    const { links } = await find(query);
    if (!links.includes(answer)) fault(`does not find an answer by “${query}”`);
  }
  if ((await find("abeling")).links.length) fault("finds the middle of words");
  const none = await find("labeling zzzz");
  if (none.links.length) fault("finds what has one of two words only");
  if (!none.said.trim()) fault("says nothing where nothing is found");
  const some = await find("collaboration");
  if (!/\d/.test(some.said)) fault("does not say how many results there are");
  if (!(await page.locator(`${within} .search mark`).count())) fault("marks no word");
  for (const query of ["collaboration", "recommendation", "figure", "questionnaire", "computed", "audit"]) {
    for (const link of new Set((await find(query)).links)) {
      const [target, anchor] = link.split("#");
      const html = await readFile(join(folder, target || file), "utf8").catch(() => null);
      if (html === null) fault(`${link} leads nowhere`);
      else if (anchor && !html.includes(` id="${decodeURIComponent(anchor)}"`)) fault(`${link} leads to no anchor`);
    }
  }
  await find("collaboration");
  await page.press(`${within} .search input`, "ArrowDown");
  if (!(await page.evaluate(() => document.activeElement.matches(".search ol li:first-child a")))) fault("its results are not reached with the keyboard");
  await page.keyboard.press("Escape");
  if ((await page.inputValue(`${within} .search input`)) || (await page.locator(`${within} .search li`).count())) fault("is not emptied with the escape key");
  if (site && !(await page.locator(".everything").isVisible())) fault("does not show its list again");
  return faults;
}

/** The longest paragraph of each page of the narrative is found by words of it. */
async function passages(page, files, base) {
  const wanted = [];
  for (const file of files) {
    await page.goto(base + file);
    const texts = await page.locator("article > p:not(.kicker, .subtitle)").evaluateAll((all) => all.map((it) => it.textContent));
    const longest = texts.sort((a, b) => b.length - a.length)[0] ?? "";
    const query = (longest.match(/\b[a-z]{6,}/g) ?? []).slice(0, 6).join(" ");
    if (query) wanted.push([file, query]);
  }
  const faults = wanted.length < Math.min(5, files.length) ? [`only ${wanted.length} pages have paragraphs`] : [];
  await page.goto(base + CONTENTS);
  for (const [file, query] of wanted) {
    const { links } = await search(page, "main", query);
    if (!links.some((link) => link.split("#")[0] === file)) faults.push(`${file}: its text is not found by “${query}”`);
  }
  return faults;
}

/** The box at the head of a page leads to the results. */
async function fromAnyPage(page, base) {
  await page.goto(`${base}methods.html`);
  await page.fill(".top .search input", "labeling assistance");
  await page.press(".top .search input", "Enter");
  await page.waitForURL(`**/${CONTENTS}#q=**`);
  const links = await page.locator("main .search ol a").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
  return links.includes(ANSWER) ? [] : ["methods.html: its search box leads to no results"];
}

const planted = (defect, file, from, to, found) => ({
  defect,
  only: file === ONE_FILE ? ONE_FILE : CONTENTS,
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("texts that are not looked through", CONTENTS, "\"texts\":[", "\"texts\":[],\"lost\":[", "its text is not found"),
  planted("an answer that has another anchor", CONTENTS, "\"clinicians.resources-offered.image-labelling\",", "\"gone\",", "does not find an answer"),
  planted("a result that leads nowhere", CONTENTS, "[\"methods.html\"", "[\"gone.html\"", "leads nowhere"),
  planted("accents that have to be written", "script.js", ".replace(/\\p{M}/gu, \"\")", "", "lábeling"),
  planted("case that counts", "script.js", ".toLowerCase()", "", "LABELING"),
  planted("words that are found within words", "script.js", "sign.test(text[at - 1])", "false", "the middle of words"),
  planted("words of which one is enough", "script.js", "query.every(", "query.some(", "one of two words"),
  planted("silence where nothing is found", "script.js", "told.textContent = words.none", "told.textContent = \"\"", "says nothing"),
  planted("passages before titles", "script.js", "a.rank - b.rank", "b.rank - a.rank", "by its title first"),
  planted("no box in the one file", ONE_FILE, "<div class=\"search\"", "<div class=\"gone\"", "no search box"),
];
