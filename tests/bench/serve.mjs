// From saving a file of the shipped study to the new text on screen, through `offprint serve` and a
// headless Chromium.
//
// node tests/bench/serve.mjs [PROGRAM] [SAVES]
//
// PROGRAM is target/release/offprint where it is built, else target/debug/offprint. Nothing here
// passes or fails.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launch } from "../browser/browser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const known = ["release", "debug"].map((it) => join(root, "target", it, "offprint"));
const [program = known.find(existsSync), saves = "15"] = process.argv.slice(2);

/** What is measured: a page, the file that is saved, and how it is saved. */
const CASES = [
  { page: "index.html", file: "narrative/index.md", how: "in place" },
  { page: "methods.html", file: "narrative/methods.md", how: "in place" },
  { page: "methods.html", file: "narrative/methods.md", how: "by renaming" },
  { page: "figures.html", file: "study.yaml", how: "in place" },
];

/** The text of a file with a word before its title, or before the first line that begins with a capital. */
function changed(file, text, word) {
  if (file.endsWith(".yaml")) return text.replace(/^title: '/m, (start) => `${start}${word} `);
  const lines = text.split("\n");
  const begin = lines.indexOf("---", 1) + 1;
  const at = lines.findIndex((line, i) => i >= begin && /^[A-Z]/.test(line));
  lines[at] = `${word} ${lines[at]}`;
  return lines.join("\n");
}

async function save(path, text, how) {
  if (how === "in place") return writeFile(path, text);
  await writeFile(`${path}~`, text);
  return rename(`${path}~`, path);
}

/**
 * Notes when a word is painted: behind the frame in which it stands in the page for the first time. To
 * ask what is shown, as `innerText` does, would lay out all of the page in every frame.
 */
function watchForWord() {
  window.seen = null;
  const look = () => {
    const wanted = window.name;
    if (wanted && document.body?.textContent.includes(wanted)) {
      setTimeout(() => { window.seen = [wanted, performance.timeOrigin + performance.now()]; });
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

const folder = await mkdtemp(join(tmpdir(), "offprint-serve-"));
await cp(join(root, "content"), join(folder, "content"), { recursive: true });
const server = spawn(program, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
const browser = await launch();
try {
  const built = [];
  let address = null;
  const lines = createInterface({ input: server.stdout });
  const ready = new Promise((done) => lines.on("line", (line) => {
    const found = line.match(/Serving .* at (http:\S+)/);
    if (found) done((address = found[1]));
    const took = line.match(/^Built again in ([\d.]+) (ms|s)/);
    if (took) built.push(Number(took[1]) * (took[2] === "s" ? 1000 : 1));
  }));
  await ready;
  const page = await browser.newPage();
  await page.addInitScript(watchForWord);
  console.log(`${program}: median and worst of ${saves} saves`);
  for (const { page: name, file, how } of CASES) {
    const path = join(folder, "content", file);
    const text = await readFile(path, "utf8");
    const times = [];
    let word = "";
    built.length = 0;
    await page.goto(address + name);
    for (let i = 0; i < Number(saves); i++) {
      word = `zq${Math.random().toString(36).slice(2, 8)}`;
      await page.evaluate((it) => { window.name = it; }, word);
      // The page is at rest, as while somebody writes.
      await page.waitForTimeout(150);
      await page.evaluate(watchForWord);
      const began = performance.timeOrigin + performance.now();
      await save(path, changed(file, text, word), how);
      const seen = await page.waitForFunction((it) => window.seen?.[0] === it && window.seen[1], word, { timeout: 20000, polling: 5 });
      times.push((await seen.jsonValue()) - began);
    }
    const worst = Math.max(...times);
    const told = `${name}, ${file} saved ${how}`.padEnd(60);
    console.log(`${told} ${middle(times).toFixed(0)} ms, worst ${worst.toFixed(0)} ms; building takes ${middle(built)} ms of it`);
    await save(path, text, how);
    // The last page comes in its own time.
    await page.waitForFunction((it) => !document.body?.innerText.includes(it), word);
  }
} finally {
  await browser.close();
  server.kill();
  await rm(folder, { recursive: true });
}
