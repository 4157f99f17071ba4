// Sites -> their pages, opened in a few tabs side by side.

import { serve } from "./server.mjs";
import { pages } from "./sites.mjs";

/** How many pages are looked at at a time. */
const TABS = 3;

/** The page for lost readers, which every check looks at that knows no reason not to. */
export const LOST = "404.html";
/** Whether a file is the report in one file, of whichever edition. */
export const isWhole = (file) => file.endsWith("report.html");

/** Pages of a site and the one for lost readers, or one of them. */
export async function allPages(folder, only) {
  const all = [...(await pages(folder)), LOST];
  return all.filter((file) => !only || file === only);
}

/**
 * Opens every page of all sites, in contexts made with `options`, and calls `look(page, say, file)`
 * with each. Gives what was said, each with its page, in the order of the pages.
 */
export async function eachPage({ browser, sites, only }, options, look) {
  const faults = [];
  for (const [site, folder] of Object.entries(sites)) {
    const host = await serve(folder, "/");
    const files = await allPages(folder, only);
    // The largest first, so that no tab works alone at the end.
    const waiting = files.map((file, i) => [file, i]);
    const last = waiting.findIndex(([file]) => isWhole(file));
    if (last > 0) waiting.unshift(...waiting.splice(last, 1));
    const said = files.map(() => []);
    const tab = async () => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [file, i] = next;
        await page.goto(host.base + file, { waitUntil: "load" });
        await look(page, (text) => said[i].push(`${site}/${file}: ${text}`), file);
      }
      await context.close();
    };
    await Promise.all(Array.from({ length: Math.min(TABS, files.length) }, tab));
    await host.close();
    faults.push(...said.flat());
  }
  return faults;
}

/** Shows a page at a width. */
export async function wide(page, width, height = 900) {
  await page.setViewportSize({ width, height });
}

/** Opens all that is folded. */
export async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
}
