// Every page is valid HTML: two validators have nothing to say, neither of errors nor in passing.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { replace } from "../sites.mjs";
import { allPages } from "../views.mjs";

export const name = "the Nu Html Checker and html-validate find nothing";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/**
 * What the Nu Html Checker cannot know. It judges policies without an origin and without digests,
 * and takes data for scripts: the browser is asked in `policy.mjs`. And its list of properties of
 * style sheets ends before these three. The languages of tests are nobody's, and it guesses one.
 */
const UNKNOWN = [
  /^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “(style\.css|script\.js)” blocked/,
  /^Inline (script|style) violates Content Security Policy \(meta tag\): blocked by “(script|style)-src” directive \(missing “‘unsafe-inline’” or nonce\/hash\)/,
  /^CSS: (“container-type”: Property “container-type”|“paint-order”: Property “paint-order”) doesn't exist\.$/,
  /^CSS: Unrecognized at-rule “@container”$/,
  /^This document appears to be written in .* but the “html” start tag has “lang="(en-XA|ar-XB)"”/,
];

export async function run({ sites, only }) {
  const files = [];
  for (const [site, folder] of Object.entries(sites)) {
    for (const file of await allPages(folder, only)) files.push({ path: join(folder, file), name: `${site}/${file}` });
  }
  const [nu, own] = await Promise.all([byNu(files), byHtmlValidate(files)]);
  return [...nu, ...own];
}

async function byNu(files) {
  const names = new Map(files.map(({ path, name }) => [path, name]));
  const args = ["-jar", jar, "--format", "json", "--exit-zero-always", ...names.keys()];
  const output = await new Promise((done, fail) => {
    execFile("java", args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => (error ? fail(error) : done(stderr || stdout)));
  });
  return JSON.parse(output).messages
    .filter(({ message }) => !UNKNOWN.some((known) => known.test(message)))
    .map(({ url, lastLine, message, extract }) => `${names.get(decodeURIComponent(new URL(url).pathname))}:${lastLine}: ${message} (${extract?.replace(/\s+/g, " ").slice(0, 80)})`);
}

async function byHtmlValidate(files) {
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:a11y"] });
  const faults = [];
  for (const { path, name } of files) {
    const { results } = await validator.validateString(await readFile(path, "utf8"), name);
    for (const { messages } of results) {
      for (const { line, message, ruleId } of messages) faults.push(`${name}:${line}: ${message} (${ruleId})`);
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
  planted("an element that is not closed", "Unclosed element", "<section><h2>x</h2>"),
  planted("two parts of one name", "(unique-landmark)", "<nav aria-label='Pages'>x</nav>"),
  planted("a section without a heading", "lacks heading", "<section>x</section>"),
  planted("an address with a space", "Space is not allowed", "<a href='data:text/csv,a b'>x</a>"),
];
