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
const context = ({ workflows, served, ...sites }) => ({ browser, sites, workflows, served });
const here = new URL("checks/", import.meta.url);
const names = (await readdir(here)).filter((file) => file.endsWith(".mjs") && file.includes(part));
const began = Date.now();
const browser = await launch();
let [passed, failed] = [0, 0];

const since = (time) => `${((Date.now() - time) / 1000).toFixed(1)} s`;

function tell(what, faults) {
  faults.length ? failed++ : passed++;
  console.log(`${faults.length ? "FAILED" : "ok"}  ${what}`);
  for (const fault of faults.slice(0, 20)) console.log(`        ${fault}`);
  if (faults.length > 20) console.log(`        and ${faults.length - 20} more`);
}

try {
  for (const file of names.sort()) {
    const check = await import(new URL(file, here));
    const started = Date.now();
    const faults = await check.run(context(folders));
    tell(`${check.name} (${since(started)})`, faults);
    for (const { defect, site, damage, found, only } of check.plants) {
      const started = Date.now();
      const missed = await withDamaged(folders[site], damage, async (copy) => {
        const faults = await check.run({ ...context({ [site]: copy }), only });
        if (faults.some((fault) => fault.includes(found))) return [];
        return [`was not found; found instead: ${faults.join(" | ") || "nothing"}`];
      });
      tell(`  sees a defect: ${defect} (${since(started)})`, missed);
    }
  }
} finally {
  await browser.close();
}
if (passed + failed === 0) failed++;
console.log(`\n${passed} passed, ${failed} failed, in ${since(began)}`);
process.exitCode = failed ? 1 : 0;
