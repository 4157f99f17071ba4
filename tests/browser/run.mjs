// Sites and workflows -> what does not hold: runs every check, then every check's planted defects.
//
// node run.mjs FOLDER [PART OF A CHECK'S NAME]
//
// FOLDER holds a folder for each site, one for workflows, and one with a study to be served.

import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { launch } from "./browser.mjs";
import { withDamaged } from "./sites.mjs";

const NAMES = ["shipped", "addressed", "crowded", "accented", "mirrored", "minimal", "workflows", "served"];
const [folder, part = ""] = process.argv.slice(2);
if (!folder) {
  console.error("Usage: node run.mjs FOLDER [PART OF A CHECK'S NAME]");
  process.exit(2);
}
const folders = Object.fromEntries(NAMES.map((name) => [name, join(resolve(folder), name)]));
const here = new URL("checks/", import.meta.url);
const names = (await readdir(here)).filter((file) => file.endsWith(".mjs") && file.includes(part));
const began = Date.now();
let [passed, failed] = [0, 0];

/** How long one run of a check may take, in milliseconds: some four times what the longest takes. */
const LIMIT = 600_000;
/** How long a browser may take to close. */
const CLOSE = 20_000;

const since = (time) => `${((Date.now() - time) / 1000).toFixed(1)} s`;

function tell(what, faults) {
  faults.length ? failed++ : passed++;
  console.log(`${faults.length ? "FAILED" : "ok"}  ${what}`);
  for (const fault of faults.slice(0, 20)) console.log(`        ${fault}`);
  if (faults.length > 20) console.log(`        and ${faults.length - 20} more`);
}

/** What a promise gives, or `otherwise` where that takes longer than `limit`. */
async function within(limit, promise, otherwise) {
  let timer;
  const late = new Promise((done) => { timer = setTimeout(() => done(otherwise), limit); });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The faults that a check finds, in a browser of its own: what one check leaves behind does not
 * reach the next, and a browser that no longer answers ends one check and not the run. Such a one
 * is started once more; a page that stops it stops it twice.
 */
async function faultsOf(check, { workflows, served, ...sites }, only) {
  for (const attempt of ["first", "second"]) {
    const browser = await launch();
    const faults = check.run({ browser, sites, workflows, served, only }).catch((error) => [`stops: ${error.stack ?? error}`]);
    const found = await within(LIMIT, faults, null);
    await within(CLOSE, browser.close(), null);
    if (found) return found;
    console.log(`        the ${attempt} browser did not come to an end within ${LIMIT / 1000} s`);
  }
  return ["did not end, in two browsers"];
}

for (const file of names.sort()) {
  const check = await import(new URL(file, here));
  const started = Date.now();
  const faults = await faultsOf(check, folders);
  tell(`${check.name} (${since(started)})`, faults);
  for (const { defect, site, damage, found, only } of check.plants) {
    const started = Date.now();
    const missed = await withDamaged(folders[site], damage, async (copy) => {
      const faults = await faultsOf(check, { ...folders, [site]: copy }, only);
      if (faults.some((fault) => fault.includes(found))) return [];
      return [`was not found; found instead: ${faults.join(" | ") || "nothing"}`];
    });
    tell(`  sees a defect: ${defect} (${since(started)})`, missed);
  }
}
if (passed + failed === 0) failed++;
console.log(`\n${passed} passed, ${failed} failed, in ${since(began)}`);
// Ends what does not end of its own accord: browsers and servers of checks that were given up.
process.exit(failed ? 1 : 0);
