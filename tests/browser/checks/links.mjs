// Every link within a site, and every anchor, leads somewhere, from every place.

import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromEachPlace, pages, replace } from "../sites.mjs";

export const name = "links and anchors within a site lead somewhere";

export async function run({ browser, sites, only }) {
  const faults = [];
  for (const folder of Object.values(sites)) {
    const files = await pages(folder, only);
    faults.push(...(await fromEachPlace(folder, (base) => visit(browser, folder, base, files))));
  }
  return faults;
}

async function visit(browser, folder, base, files) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const seen = new Map();
  for (const file of files) {
    await page.goto(base + file, { waitUntil: "domcontentloaded" });
    seen.set(file, await page.evaluate(() =>
      Array.from(document.querySelectorAll("[href], [src], [poster], [data]"))
        .filter((it) => it.rel !== "canonical")
        .flatMap((it) => ["href", "src", "poster", "data"].map((name) => it.getAttribute(name)))
        .filter((it) => it !== null)
        .map((it) => [it, new URL(it, document.baseURI).href])));
  }
  await context.close();
  const faults = [];
  const ids = new Map();
  for (const file of await pages(folder)) {
    const text = await readFile(join(folder, file), "utf8");
    const own = Array.from(text.matchAll(/<[^>]*\sid=["']([^"']*)["']/g), (found) => found[1]);
    ids.set(file, new Set(own));
    if (!seen.has(file)) continue;
    for (const id of own) {
      if (own.indexOf(id) !== own.lastIndexOf(id)) faults.push(`${file}: two elements are #${id}`);
    }
  }
  for (const [file, links] of seen) {
    for (const [written, link] of links) {
      const { protocol } = new URL(link);
      if (!link.startsWith(base)) {
        if (!["https:", "mailto:", "data:"].includes(protocol)) {
          faults.push(`${file}: ${written} leads out of the site`);
        }
        continue;
      }
      const [path, anchor] = link.slice(base.length).split("#");
      // On the disk there is nobody who shows the index of a folder.
      const target = decodeURIComponent(path);
      if (!(await access(join(folder, target)).then(() => target !== "", () => false))) {
        faults.push(`${file}: ${written} leads nowhere`);
      } else if (anchor !== undefined && !ids.get(target)?.has(decodeURIComponent(anchor))) {
        faults.push(`${file}: ${written} leads to no anchor of ${target}`);
      }
    }
  }
  return faults;
}

const planted = (defect, found, to) => ({
  defect,
  only: "methods.html",
  site: "shipped",
  damage: (folder) => replace(folder, "methods.html", "</main>", `${to}</main>`),
  found,
});

export const plants = [
  planted("a page that is not there", "gone.html leads nowhere", "<a href='gone.html'>x</a>"),
  planted("an anchor that is not there", "leads to no anchor", "<a href='tables.html#gone'>x</a>"),
  planted("an address from the root", "leads out of the site", "<a href='/tables.html'>x</a>"),
  planted("a folder in place of its index", "leads nowhere", "<a href='./'>x</a>"),
  planted("an id that stands twice", "two elements are #content", "<p id='content'>x</p>"),
];
