// The page for addresses that lead nowhere works at any depth, alone.

import { serve, answer } from "../server.mjs";
import { replace } from "../sites.mjs";

export const name = "the page for lost readers works at any depth";

const DEPTHS = ["gone", "a/b/c", "a/b/c/", "data/gone.csv", "as-published/gone.html"];
const TITLE = "There is no page at this address";

export async function run({ browser, sites }) {
  const faults = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  if (sites.shipped) faults.push(...(await unaddressed(page, sites.shipped)));
  if (sites.addressed) faults.push(...(await addressed(page, sites.addressed)));
  await context.close();
  return faults;
}

/** Opens an address, and gives what is wrong with the page that is shown there. */
async function lost(page, address) {
  const asked = [];
  const said = [];
  const on = { request: (it) => asked.push(it.url()), console: (it) => said.push(it.text()) };
  for (const [event, hear] of Object.entries(on)) page.on(event, hear);
  const response = await page.goto(address, { waitUntil: "load" });
  for (const [event, hear] of Object.entries(on)) page.off(event, hear);
  const faults = [];
  if (response.status() !== 404) faults.push(`is answered with ${response.status()}`);
  const heading = page.locator("h1");
  if ((await heading.count()) !== 1 || !(await heading.textContent()).includes(TITLE)) faults.push("has another title");
  const width = await page.evaluate(() => getComputedStyle(document.querySelector("main") ?? document.body).maxWidth);
  if (width === "none") faults.push("has no style");
  for (const url of asked.filter((url) => url !== address)) faults.push(`asks for ${url}`);
  // That the address itself leads nowhere is what is to be said.
  for (const text of said.filter((it) => !it.includes("404"))) faults.push(`the console says: ${text}`);
  return faults.map((fault) => `${address}: ${fault}`);
}

/** Without a declared address it cannot know where the report begins, and links nowhere. */
async function unaddressed(page, folder) {
  const faults = [];
  for (const prefix of ["/", "/repo/"]) {
    const host = await serve(folder, prefix);
    for (const depth of DEPTHS) {
      for (const fault of await lost(page, host.base + depth)) faults.push(fault);
      const links = await page.locator("a[href]").count();
      if (links) faults.push(`${prefix}${depth}: has ${links} links, and none can be right`);
    }
    await host.close();
  }
  return faults;
}

/** With one, every link of it is absolute and leads to a page of the report. */
async function addressed(page, folder) {
  const home = "https://example.org/drinks/";
  const faults = [];
  await page.route(`${new URL(home).origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const { status, type, body } = await answer(folder, new URL(home).pathname, path);
    // The page may have gone on meanwhile.
    await route.fulfill({ status, contentType: type, body }).catch(() => {});
  });
  for (const depth of DEPTHS) {
    faults.push(...(await lost(page, home + depth)));
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((it) => it.href));
    if (!links.includes(home)) faults.push(`${depth}: does not link the report`);
    for (const link of new Set(links)) {
      const { status } = await answer(folder, new URL(home).pathname, new URL(link).pathname);
      if (!link.startsWith(home) || status !== 200) faults.push(`${depth}: ${link} leads nowhere`);
    }
  }
  await page.locator("a[href]").first().click();
  if (page.url() !== home) faults.push(`its first link leads to ${page.url()}`);
  return faults;
}

const planted = (defect, site, from, to, found) => ({
  defect,
  site,
  damage: (folder) => replace(folder, "404.html", from, to),
  found,
});

export const plants = [
  planted("a style of the site", "shipped", "</head>", "<link rel=stylesheet href='style.css'></head>", "asks for"),
  planted("a style that its policy forbids", "shipped", "<style>", "<style>/**/", "has no style"),
  planted("a relative link", "shipped", "</main>", "<a href='index.html'>x</a></main>", "none can be right"),
  planted("a relative link beside an address", "addressed", "</main>", "<a href='index.html'>x</a></main>", "leads nowhere"),
  planted("a link to a page that is not there", "addressed", "tables.html", "gone.html", "gone.html leads nowhere"),
];
