// Citations and links are copied, with and without a clipboard that pages may use.

import { pathToFileURL } from "node:url";
import { serve } from "../server.mjs";
import { replace } from "../sites.mjs";

export const name = "citations and links are copied";

export async function run({ browser, sites }) {
  const faults = [];
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  if (sites.shipped) {
    const host = await serve(sites.shipped, "/");
    for (const file of ["about.html", "report.html"]) faults.push(...(await citations(page, host.base, file)));
    faults.push(...(await links(page, host.base)));
    await host.close();
    faults.push(...(await withoutClipboard(browser, sites.shipped)));
  }
  if (sites.addressed) faults.push(...(await addressed(page, sites.addressed)));
  await context.close();
  return faults;
}

/** Presses a button, and gives what is in the clipboard and what the page says then. */
async function copied(page, button) {
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  await button.evaluate((it) => it.click());
  await page.waitForTimeout(150);
  const said = await page.locator("p.told[role=status]").allTextContents();
  return { text: await page.evaluate(() => navigator.clipboard.readText()), said: said.join("") };
}

async function citations(page, base, file) {
  await page.goto(base + file);
  const parts = page.locator("dl.cite > div");
  const faults = [];
  const count = await parts.count();
  if (count < 3) faults.push(`${file}: has ${count} citations`);
  for (let i = 0; i < count; i++) {
    const button = parts.nth(i).locator("button");
    if ((await button.count()) !== 1) {
      faults.push(`${file}: a citation has no button`);
      continue;
    }
    const wanted = (await parts.nth(i).locator("dd").textContent()).trim();
    const { text, said } = await copied(page, button);
    if (text !== wanted) faults.push(`${file}: copies something else: ${text}`);
    if (!said) faults.push(`${file}: says nothing of it`);
  }
  return faults;
}

async function links(page, base) {
  const faults = [];
  const of = [["clinicians-support.html", "h2 .anchor"], ["clinicians-support.html", "figure .tool:last-child"], ["tables.html", ".table .tool"]];
  for (const [file, selector] of of) {
    await page.goto(base + file);
    const button = page.locator(selector).first();
    const id = await button.evaluate((it) => it.closest("figure, .table, h2").id);
    const { text, said } = await copied(page, button).catch((error) => ({ text: error.message, said: "" }));
    if (text !== `${base}${file}#${id}`) faults.push(`${file}: ${selector} copies another link: ${text}`);
    if (!said) faults.push(`${file}: says nothing of it`);
  }
  return faults;
}

/** Where a page may not use the clipboard, the old command copies what is selected. */
async function withoutClipboard(browser, folder) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => {
      const field = document.activeElement;
      window.selected = field.value?.slice(field.selectionStart, field.selectionEnd);
      return true;
    };
  });
  await page.goto(pathToFileURL(`${folder}/about.html`).href);
  const part = page.locator("dl.cite > div").first();
  await part.locator("button").evaluateAll((all) => all.forEach((it) => it.click()));
  const wanted = (await part.locator("dd").textContent()).trim();
  const text = await page.evaluate(() => window.selected);
  const left = await page.locator("textarea").count();
  await context.close();
  if (text !== wanted) return [`without a clipboard, nothing is copied, or something else: ${text}`];
  return left ? ["without a clipboard, a field is left behind"] : [];
}

/** A copy on a disk gives the declared address, which others can follow. */
async function addressed(page, folder) {
  await page.goto(pathToFileURL(`${folder}/tables.html`).href);
  const { text } = await copied(page, page.locator(".table .tool").first());
  const home = "https://example.org/drinks/tables.html#";
  return text.startsWith(home) && text.length > home.length ? [] : [`from the disk, tables.html copies ${text}`];
}

const planted = (defect, from, to, found, site = "shipped") => ({
  defect,
  site,
  damage: (folder) => replace(folder, "script.js", from, to),
  found,
});

export const plants = [
  planted("a citation's name in its place", "put(text.textContent.trim()", "put(name.textContent.trim()", "copies something else"),
  planted("silence", "shared.say(copied", "void (copied", "says nothing"),
  planted("links without an anchor", "\"#\" + encodeURI(id)", "\"\"", "another link"),
  planted("nothing selected", "field.select();", "", "without a clipboard"),
  planted("the disk in links", "elsewhere ? declared.href", "false ? declared.href", "from the disk", "addressed"),
];
