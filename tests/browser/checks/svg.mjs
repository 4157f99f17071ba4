// Every drawing is SVG that stands on its own: well-formed XML with what it is called and what it
// shows, and nothing that a strict policy would block.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { files, replace } from "../sites.mjs";
import { allPages, isWhole } from "../views.mjs";

export const name = "drawings are well-formed SVG with title, description and role";

export async function run({ browser, sites, only }) {
  const faults = [];
  const context = await browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  for (const [site, folder] of Object.entries(sites)) {
    for (const file of await allPages(folder, only)) {
      const html = await readFile(join(folder, file), "utf8");
      const drawings = html.match(/<svg[\s>][\s\S]*?<\/svg>/g) ?? [];
      const said = await page.evaluate(judge, [drawings, html, isWhole(file)]);
      faults.push(...said.map((text) => `${site}/${file}: ${text}`));
    }
    if (only) continue;
    for (const file of (await files(folder)).filter((it) => it.endsWith(".svg"))) {
      const said = await page.evaluate(judge, [[await readFile(join(folder, file), "utf8")], "", false]);
      faults.push(...said.map((text) => `${site}/${file}: ${text}`));
    }
  }
  await context.close();
  return faults;
}

/** Runs in a page: what is wrong with drawings as they are written. */
function judge([drawings, html, whole]) {
  const SPACE = "http://www.w3.org/2000/svg";
  const ELEMENTS = "svg g title desc text tspan rect circle line path polyline polygon ellipse defs clipPath".split(" ");
  const faults = [];
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const drawing of drawings) {
    // Within a page the namespace goes without saying.
    const alone = drawing.includes(`xmlns="${SPACE}"`) ? drawing : drawing.replace("<svg", `<svg xmlns="${SPACE}"`);
    const xml = new DOMParser().parseFromString(alone, "image/svg+xml");
    const root = xml.documentElement;
    const label = `a drawing (${root.getAttribute("class")}, ${root.querySelector("title")?.textContent.slice(0, 40)})`;
    const fault = (text) => faults.push(`${label} ${text}`);
    const error = xml.querySelector("parsererror");
    if (error) {
      fault(`is not well-formed: ${error.textContent.replace(/\s+/g, " ").slice(0, 160)}`);
      continue;
    }
    if (!/^[-\d.]+ [-\d.]+ [\d.]+ [\d.]+$/.test(root.getAttribute("viewBox") ?? "")) fault("has no view box");
    for (const it of [root, ...root.querySelectorAll("*")]) {
      if (it.namespaceURI !== SPACE || !ELEMENTS.includes(it.localName)) fault(`holds <${it.localName}>`);
      for (const { name, value } of it.attributes) {
        if (name === "style" || name.startsWith("on") || name.endsWith("href")) fault(`has the attribute ${name}`);
        const number = !/^(class|id|role|aria-.*)$/.test(name);
        if (number && /NaN|Infinity|undefined/.test(value)) fault(`has ${name}="${value}"`);
        if (["width", "height", "r"].includes(name) && !(Number(value) >= 0)) fault(`has ${name}="${value}"`);
      }
    }
    if (root.getAttribute("aria-hidden") === "true") {
      if (root.querySelector("text")) fault("is hidden from those who listen, and holds text");
      continue;
    }
    if (root.getAttribute("role") !== "img") fault("has no role");
    for (const [attribute, element] of [["aria-labelledby", "title"], ["aria-describedby", "desc"]]) {
      const id = root.getAttribute(attribute);
      // In one file the narrow drawing refers to what the wide one beside it says.
      const named = root.querySelector(`#${CSS.escape(id ?? "gone")}`) ?? (whole ? page.getElementById(id) : null);
      if (named?.localName !== element || !named.textContent.trim()) fault(`has no ${element} that ${attribute} names`);
    }
  }
  return faults;
}

const planted = (defect, found, from, to) => ({
  defect,
  only: "clinicians-participants.html",
  site: "shipped",
  damage: (folder) => replace(folder, "clinicians-participants.html", from, to),
  found,
});

export const plants = [
  planted("a drawing that is no XML", "is not well-formed", "</desc>", " &nbsp; <br></desc>"),
  planted("a drawing without a description", "has no desc", "-desc\">", "-gone\">"),
  planted("a drawing without a role", "has no role", " role=\"img\"", ""),
  planted("a style within a drawing", "has the attribute style", "<rect class=\"m", "<rect style=\"fill:red\" class=\"m"),
  planted("a place that is no number", "has x=\"NaN", "<rect class=\"m blue\" x=\"", "<rect class=\"m blue\" x=\"NaN"),
];
