// Tables sort within each question, and come back as published.

import { pathToFileURL } from "node:url";
import { replace } from "../sites.mjs";

export const name = "tables sort upwards, downwards, and back as published";

export async function run({ browser, sites }) {
  const base = `${pathToFileURL(sites.shipped).href}/`;
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const faults = [];
  for (const file of ["tables.html", "clinicians-support.html", "report.html"]) {
    await page.goto(base + file);
    try {
      for (const fault of await sorting(page)) faults.push(`${file}: ${fault}`);
    } catch (error) {
      faults.push(`${file}: cannot be sorted: ${error.message}`);
    }
  }
  await context.close();
  return faults;
}

async function sorting(page) {
  // What is folded cannot be pressed.
  await page.evaluate(() => document.querySelectorAll("main details").forEach((it) => (it.open = true)));
  const faults = new Set();
  const before = await page.evaluate(order);
  const buttons = page.locator("main table thead .sort");
  const count = await buttons.count();
  if (!count) return ["no table has a button"];
  for (const direction of ["ascending", "descending", "none"]) {
    // The second column holds numbers in each table, the last one has gaps in many.
    const found = await page.evaluate(pressed, direction);
    found.forEach((it) => faults.add(it));
    const now = await page.evaluate(order);
    if (direction !== "none" && now === before) faults.add(`nothing moves: ${direction}`);
    if (direction === "none" && now !== before) faults.add("rows do not come back as published");
  }
  await buttons.first().focus();
  await page.keyboard.press("Enter");
  const column = await buttons.first().evaluate((it) => it.parentElement.getAttribute("aria-sort"));
  if (column !== "ascending") faults.add("the keyboard does not sort");
  const names = await buttons.evaluateAll((all) => all.map((it) => it.getAttribute("aria-label")));
  if (names.some((it) => !it || it.endsWith(" "))) faults.add("a button does not say by what it sorts");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  if ((await page.evaluate(order)) !== before) faults.add("paper does not have tables as published");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  return Array.from(faults);
}

/** Runs in the page: all rows of its tables, in their order. */
function order() {
  return Array.from(document.querySelectorAll("main tr"), (row) => row.textContent).join("\n");
}

/** Runs in the page: presses the last column of each table, and looks at its rows. */
function pressed(direction) {
  const found = [];
  let gaps = 0;
  const read = (cell) => {
    const text = cell.querySelector(".why") ? "" : cell.firstChild?.textContent.trim() ?? "";
    return !text || text.startsWith("–") ? null : Number(text.replace(/[,%]/g, "").replace("−", "-").match(/-?[\d.]+/)[0]);
  };
  for (const table of document.querySelectorAll("main .scroll:not(.computed) table:has(.sort)")) {
    const heads = table.tHead.rows[table.tHead.rows.length - 1].cells;
    const column = heads.length - 1;
    if (!heads[column].matches(".end") || table.closest(".audit")) continue;
    heads[column].querySelector(".sort").click();
    if ((heads[column].getAttribute("aria-sort") ?? "none") !== direction) found.push(`a head does not say ${direction}`);
    for (const part of table.tBodies) {
      const rows = Array.from(part.rows);
      const heading = rows.findIndex((it) => it.matches(".question"));
      if (heading > 0) found.push("a question does not stand above its answers");
      const sum = rows.findIndex((it) => it.matches(".sum"));
      const moving = rows.filter((it) => !it.matches(".question, .sum"));
      if (sum >= 0 && rows.slice(sum).some((it) => moving.includes(it))) found.push("a sum does not stand below what it sums up");
      if (direction === "none") continue;
      const values = moving.map((it) => read(it.cells[column]));
      const known = values.filter((it) => it !== null);
      gaps += known.length && known.length < values.length ? 1 : 0;
      if (values.slice(0, known.length).includes(null)) found.push("what is missing does not come last");
      const sign = direction === "ascending" ? 1 : -1;
      if (known.some((it, i) => i && sign * (it - known[i - 1]) < 0)) found.push(`numbers are not ${direction}: ${known.join(" ")}`);
    }
  }
  if (direction === "ascending" && document.querySelector("#computed-values") && !gaps) found.push("no question has gaps to be looked at");
  return Array.from(new Set(found));
}

const planted = (defect, from, to, found) => ({
  defect,
  site: "shipped",
  damage: (folder) => replace(folder, "script.js", from, to),
  found,
});

export const plants = [
  planted("one direction only", "direction * (numeric", "1 * (numeric", "not descending"),
  planted("numbers that are sorted as texts", "numeric ? one - two", "numeric ? (String(one) < String(two) ? -1 : 1)", "not ascending"),
  planted("gaps that come first", "(one === null) - (two === null)", "(two === null) - (one === null)", "does not come last"),
  planted("heads that move", "\".question, .sum\"", "\".gone\"", "does not stand"),
  planted("an order that is lost", "if (direction) {", "if (true) {", "as published"),
  planted("heads that say nothing", "\"aria-sort\", direction", "\"data-sort\", direction", "does not say ascending"),
  planted("paper that is sorted", "\"beforeprint\"", "\"gone\"", "paper"),
];
