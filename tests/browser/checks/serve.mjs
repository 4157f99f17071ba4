// `offprint serve` brings what an author saves into the page that is open, where its reader is, and
// shows what is wrong with the study above the last good page.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const name = "offprint serve shows what is saved, where the reader is, and what is wrong";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const program = resolve(process.env.OFFPRINT_PROGRAM ?? join(root, "target/debug/offprint"));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How long anything may take, in milliseconds. */
const LONG = 15000;
const PAGE = "wishes.html";
const STORY = "content/narrative/wishes.md";
const DATA = "content/data/answers.yaml";

export async function run({ browser, served }) {
  if (!served) return [];
  const faults = [];
  const study = await mkdtemp(join(tmpdir(), "offprint-served-"));
  await cp(served, study, { recursive: true });
  const server = spawn(program, ["serve", study, "--port", "0", "--formats", "single-file"], { stdio: ["ignore", "pipe", "ignore"] });
  const kill = () => server.kill();
  process.once("exit", kill);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const address = await addressOf(server);
    const page = await context.newPage();
    page.setDefaultTimeout(LONG);
    page.on("pageerror", (error) => faults.push(`a script fails: ${error.message}`));
    page.on("console", (it) => {
      // Chromium asks hosts for it of its own accord.
      if (/\/(favicon\.ico|gone\.html)$/.test(it.location().url)) return;
      if (["error", "warning"].includes(it.type())) faults.push(`the console says: ${it.text()}`);
    });
    await page.goto(address + PAGE, { waitUntil: "load" });
    await author(page, study, (text) => faults.push(text));
    // Pages that hold all that they need, and pages that are not there, have other policies.
    for (const other of ["report.html", "gone.html"]) {
      await page.goto(address + other, { waitUntil: "load" });
      const heard = page.waitForResponse((it) => it.url().includes("/.offprint/events"), { timeout: LONG });
      await page.reload({ waitUntil: "load" });
      if (!(await heard.then((it) => it.ok(), () => false))) faults.push(`${other} hears of no changes`);
    }
  } catch (error) {
    faults.push(`stops: ${error.message.split("\n")[0]}`);
  } finally {
    process.off("exit", kill);
    // It may be writing into the folder that goes.
    const ended = server.exitCode !== null ? null : once(server, "exit");
    kill();
    await ended;
    await rm(study, { recursive: true });
  }
  return faults;
}

/** The address that the program prints. */
function addressOf(server) {
  return new Promise((found, lost) => {
    const lines = createInterface({ input: server.stdout });
    lines.on("line", (line) => {
      const address = line.match(/^Serving .* at (http:\S+)/);
      if (address) found(address[1]);
    });
    server.on("error", lost);
    server.on("exit", (code) => lost(new Error(`${program} serve ends with ${code}`)));
  });
}

/** Saves one thing after the other, and says what the page does not do. */
async function author(page, study, say) {
  const file = (path) => join(study, path);
  const save = async (path, change) => {
    await mkdir(dirname(file(path)), { recursive: true });
    const text = await readFile(file(path), "utf8").catch(() => readFile(join(root, path), "utf8"));
    await writeFile(file(path), change(text));
  };
  const made = await page.evaluate(count);
  await page.evaluate(settle);
  const before = await page.evaluate(where);
  if (before.y < 400 || !before.open || !before.focus) return say("has no place to lose: the check is wrong");

  const stays = async (after) => {
    // What moves late moves here.
    await page.waitForTimeout(200);
    const now = await page.evaluate(where);
    if (Math.abs(now.top - before.top) > 2) say(`${after} the reader is moved by ${Math.round(now.top - before.top)} pixels`);
    if (now.open !== before.open) say(`${after} ${now.open} of ${before.open} folds are open`);
    if (now.focus !== before.focus) say(`${after} the focus is at ${now.focus || "nothing"}`);
    const parts = await page.evaluate(count);
    if (parts !== made) say(`${after} the page has ${parts}, and had ${made}`);
  };
  const comes = async (text, what) => {
    const come = (it) => document.querySelector("main")?.innerText.includes(it);
    const there = await page.waitForFunction(come, text, { timeout: LONG }).catch(() => null);
    if (!there) say(`does not show ${what}`);
    return there !== null;
  };

  await save(DATA, (text) => text.replace("percent: 8.5}", "percent: 8.25}"));
  if (!(await comes("8.25%", "a number that was saved"))) return;
  await stays("after a new number");
  await save(STORY, (text) => text.replace("\nThe first answer", `\n${"A new passage. ".repeat(60)}\n\nThe first answer`));
  if (!(await comes("A new passage.", "a passage that was saved"))) return;
  await stays("after a new passage above");
  if (!(await page.evaluate(() => window.sameDocument))) say("loads a page where its text alone is new");
  await save("templates/style.css", (text) => `${text}\nmain { --changed: 1 }\n`);
  await page.waitForFunction(() => !window.sameDocument && document.readyState === "complete");
  await stays("after a new style");

  await save(STORY, (text) => text.replace("the last by {pct}`residents.wishes.a60`", "the last by {pct}`residents.wishes.a99`"));
  const overlay = page.locator("offprint-faults [role=alertdialog]");
  if (!(await overlay.waitFor({ state: "visible" }).then(() => true, () => false))) return say("shows no overlay of an error");
  const told = await overlay.innerText();
  for (const part of ["1 error", "error[unknown-value]", "residents.wishes.a99", "wishes.md:", "^^^^"]) {
    if (!told.includes(part)) say(`the overlay does not say ${part}`);
  }
  if (!(await page.locator("main").innerText()).includes("8.25%")) say("the last good page is gone");
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe);
    for (const fault of await page.evaluate(judge)) say(`the overlay, ${colorScheme}: ${fault}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (!(await page.evaluate(() => document.activeElement.localName === "offprint-faults"))) say("the overlay has not the focus");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.matches(".list")))) say("the excerpts are not reached with the keyboard");
  await page.keyboard.press("Escape");
  if (await overlay.isVisible()) say("the overlay is not closed with the escape key");
  await stays("after closing the overlay");
  await page.locator("offprint-faults button.again").click();
  if (!(await overlay.isVisible())) say("the overlay does not come again");
  await save(STORY, (text) => text.replace("residents.wishes.a99", "residents.wishes.a60"));
  const gone = await page.locator("offprint-faults").waitFor({ state: "detached" }).then(() => true, () => false);
  if (!gone) return say("the overlay stays when all is right again");
  await stays("after the overlay");
}

/** Runs in the page: goes down it, folds open what is there, and sets the focus. */
function settle() {
  window.sameDocument = true;
  const folds = document.querySelectorAll("main details");
  folds.forEach((it) => { it.open = true; });
  const place = folds[folds.length - 1].querySelector("summary");
  place.focus();
  window.scrollTo({ top: place.getBoundingClientRect().top + window.scrollY - 200, behavior: "instant" });
}

/** Runs in the page: where the reader is. */
function where() {
  const folds = Array.from(document.querySelectorAll("main details"));
  const focused = document.activeElement;
  return {
    y: window.scrollY,
    top: folds[folds.length - 1].getBoundingClientRect().top,
    open: folds.filter((it) => it.open).length,
    focus: focused === document.body ? "" : `${focused.localName} ${focused.textContent.slice(0, 40)}`,
  };
}

/** Runs in the page: how much of it scripts have made. */
function count() {
  return `${document.querySelectorAll(".search input").length} boxes and ${document.querySelectorAll("main button").length} buttons`;
}

/** Runs in the page: what axe finds in the overlay. */
async function judge() {
  const found = await window.axe.run("offprint-faults", { preload: false, resultTypes: ["violations"] });
  return found.violations.map(({ id, help, nodes }) => `${id} (${help}) at ${nodes.map((it) => it.target.flat().join(" ")).join(", ")}`);
}

const template = async (folder, path, change) => {
  await mkdir(join(folder, "templates", dirname(path)), { recursive: true });
  await writeFile(join(folder, "templates", path), change(await readFile(join(root, "templates", path), "utf8")));
};
const planted = (defect, path, change, found) => ({ defect, site: "served", damage: (folder) => template(folder, path, change), found });
const also = (script) => (text) => `${text}\n${script}\n`;

export const plants = [
  planted("a policy that lets nothing be heard", "base.html",
    (text) => text.replace("<meta name=\"color-scheme\"", "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'none'\">\n$&"), "does not show a number"),
  planted("a script that goes to the head of the page", "script/shared.js",
    also("setInterval(function () { window.scrollTo(0, 0); }, 100);"), "the reader is moved"),
  planted("a script that does so when it begins anew", "script/shared.js",
    also("if (window.begun) setTimeout(function () { window.scrollTo(0, 0); }, 100); window.begun = true;"), "the reader is moved"),
  planted("a script that folds when it begins anew", "script/shared.js",
    also("if (window.begun) setTimeout(function () { document.querySelectorAll('details').forEach(function (it) { it.open = false; }); }); window.begun = true;"), "folds are open"),
  planted("a script that waits for a page to be loaded", "script/shared.js",
    also("document.addEventListener('DOMContentLoaded', function () {});"), "loads a page where its text alone is new"),
  planted("a script that fails when it begins anew", "script/shared.js",
    also("if (window.begun) setTimeout(function () { gone(); }); window.begun = true;"), "a script fails"),
  planted("a script that adds to what it finds when it begins anew", "script/shared.js",
    also("if (window.begun) document.querySelector('main').append(document.createElement('button')); window.begun = true;"), "buttons, and had"),
  planted("a style that hides the overlay", "style.css", also("offprint-faults { display: none }"), "shows no overlay"),
];
