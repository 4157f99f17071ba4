// Charts are saved as SVG and PNG that stand alone, in the colours of light pages.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { replace } from "../sites.mjs";

export const name = "charts are saved as SVG and PNG";

const INK = [28, 30, 33];

export async function run({ browser, sites, only }) {
  const base = `${pathToFileURL(sites.shipped).href}/`;
  const faults = [];
  const saved = {};
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme, viewport: { width: colorScheme === "dark" ? 360 : 1280, height: 900 } });
    const page = await context.newPage();
    for (const file of ["figures.html", "report.html"].filter((it) => !only || it === only)) {
      await page.goto(base + file);
      const figures = page.locator("figure.figure[id]");
      const count = await figures.count();
      // Several of each kind of chart.
      let asked = 0;
      for (let i = 0; i < count; i += only ? 30 : file === "report.html" ? 24 : 6) {
        // Of downloads that no finger asks for, a browser allows a page ten at once.
        if (++asked % 4 === 0) await page.reload();
        const id = await figures.nth(i).getAttribute("id");
        const fault = (text) => faults.push(`${file}#${id}, ${colorScheme}: ${text}`);
        const svg = await save(page, figures.nth(i), "SVG", fault);
        const png = await save(page, figures.nth(i), "PNG", fault);
        if (!svg || !png) continue;
        const text = svg.bytes.toString("utf8");
        if (svg.name !== `${id}.svg` || png.name !== `${id}.png`) fault(`its files are called ${svg.name} and ${png.name}`);
        const texts = await figures.nth(i).locator("svg.wide text").count();
        const size = await page.evaluate(drawn, { text, texts }).catch((error) => ({ faults: [error.message] }));
        size.faults.forEach(fault);
        const picture = await page.evaluate(painted, { data: png.bytes.toString("base64"), ink: INK });
        if (picture.width !== 2 * size.width || picture.height !== 2 * size.height) fault(`its picture has ${picture.width} by ${picture.height} pixels`);
        if (picture.inked < 100) fault("its picture has no text");
        if (picture.marked < 100) fault("its picture has no marks");
        saved[id] ??= text;
        if (saved[id] !== text) fault("is saved in other colours in the dark, or on another page");
      }
    }
    await context.close();
  }
  if (!Object.keys(saved).length) faults.push("no chart was saved");
  return faults;
}

async function save(page, figure, kind, fault) {
  const coming = page.waitForEvent("download", { timeout: 10_000 }).catch(() => null);
  await figure.locator(".tool").filter({ hasText: kind }).evaluateAll((all) => all.forEach((it) => it.click()));
  const download = await coming;
  if (!download) {
    fault(`no ${kind} is saved`);
    return null;
  }
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Runs in the page: the size of a drawing, and what is wrong with it. */
function drawn({ text, texts }) {
  const faults = [];
  const xml = new DOMParser().parseFromString(text, "image/svg+xml");
  if (xml.querySelector("parsererror")) return { faults: ["its SVG is no XML"] };
  const root = xml.documentElement;
  const [width, height] = [Number(root.getAttribute("width")), Number(root.getAttribute("height"))];
  if (root.localName !== "svg" || !(width > 600 && height > 40)) faults.push(`its SVG is ${width} by ${height}`);
  if (!root.getAttribute("viewBox")?.endsWith(`${width} ${height}`)) faults.push("its SVG has another view box");
  for (const name of ["title", "desc"]) {
    if (!root.querySelector(`:scope > ${name}`)?.textContent) faults.push(`its SVG has no ${name}`);
  }
  if (!root.getAttribute("font-family")?.includes("sans-serif")) faults.push("its SVG names no font");
  if (xml.querySelector("[class]") || /var\(|href|url\(/.test(text)) faults.push("its SVG needs a style of elsewhere");
  if (xml.querySelectorAll("text").length !== texts) faults.push("its SVG has lost texts");
  if (!Array.from(xml.querySelectorAll("text")).every((it) => it.getAttribute("fill")?.startsWith("#"))) faults.push("its texts have no colour");
  return { width, height, faults };
}

/** Runs in the page: a picture's size, its pixels in the colour of text, and those in other strong colours. */
async function painted({ data, ink }) {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height).data;
  let [inked, marked] = [0, 0];
  for (let i = 0; i < pixels.length; i += 4) {
    const [red, green, blue] = pixels.subarray(i, i + 3);
    if (Math.abs(red - ink[0]) + Math.abs(green - ink[1]) + Math.abs(blue - ink[2]) < 12) inked++;
    else if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) marked++;
  }
  return { width: image.width, height: image.height, inked, marked };
}

const planted = (defect, from, to, found, file = "script.js") => ({
  defect,
  site: "shipped",
  only: "figures.html",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("the colours of dark pages", "\"drawing light aside\"", "\"drawing aside\"", "other colours"),
  planted("no font", "drawing.setAttribute(\"font-family\", family);", "", "names no font"),
  planted("no colours", "it.setAttribute(name, said[name]", "void (name, said[name]", "no colour"),
  planted("a picture without text", "pen.fillText(", "void (", "has no text"),
  planted("a picture of text alone", "pen.drawImage(", "void (", "has no marks"),
  planted("a picture that the policy forbids", "img-src 'self' data:", "img-src 'self'", "no PNG", "figures.html"),
];
