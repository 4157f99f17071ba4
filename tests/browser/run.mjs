// Sites and workflows -> what does not hold: runs every check, then every check's planted defects.
//
// node run.mjs SHIPPED ADDRESSED WORKFLOWS [PART OF A CHECK'S NAME]

import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { launch } from "./browser.mjs";
import { withDamaged } from "./sites.mjs";

const [shipped, addressed, workflows, part = ""] = process.argv.slice(2);
if (!workflows) {
  console.error("Usage: node run.mjs SHIPPED ADDRESSED WORKFLOWS [PART OF A CHECK'S NAME]");
  process.exit(2);
}
const folders = { shipped: resolve(shipped), addressed: resolve(addressed), workflows: resolve(workflows) };
const context = ({ workflows, ...sites }) => ({ browser, sites, workflows });
const here = new URL("checks/", import.meta.url);
const names = (await readdir(here)).filter((file) => file.endsWith(".mjs") && file.includes(part));
const browser = await launch();
let [passed, failed] = [0, 0];

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
    tell(`${check.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`, faults);
    for (const { defect, site, damage, found, only } of check.plants) {
      const missed = await withDamaged(folders[site], damage, async (copy) => {
        const faults = await check.run({ ...context({ [site]: copy }), only });
        if (faults.some((fault) => fault.includes(found))) return [];
        return [`was not found; found instead: ${faults.join(" | ") || "nothing"}`];
      });
      tell(`  sees a defect: ${defect}`, missed);
    }
  }
} finally {
  await browser.close();
}
if (passed + failed === 0) failed++;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
