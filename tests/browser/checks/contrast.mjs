// Text in charts stands out from what is painted beneath it, and marks from the ground: light,
// dark, and in the colours that a reader forces.

import { replace } from "../sites.mjs";
import { LOST, eachPage, wide } from "../views.mjs";

export const name = "text and marks of charts stand out, light, dark and in forced colours";

const VIEWS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
  { colorScheme: "dark", forcedColors: "active" },
];

export async function run(context) {
  return eachPage(context, {}, async (page, say, file) => {
    if (file === LOST) return;
    for (const view of VIEWS) {
      await page.emulateMedia(view);
      const forced = view.forcedColors === "active" ? ", forced colours" : "";
      for (const width of [1280, 360]) {
        await wide(page, width);
        const told = (text) => say(`at ${width} pixels, ${view.colorScheme}${forced}: ${text}`);
        (await page.evaluate(judge)).forEach(told);
      }
    }
  });
}

/** Runs in the page: text and marks of its drawings that do not stand out. */
function judge() {
  const faults = new Set();
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  /** Red, green, blue and opacity of a colour as written in a computed style. */
  function colour(written) {
    if (!known.has(written)) {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = "#000";
      paint.fillStyle = written;
      paint.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
      known.set(written, [r, g, b, a / 255]);
    }
    return known.get(written);
  }
  const over = ([r, g, b, a], below) => [r, g, b].map((it, i) => it * a + below[i] * (1 - a));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((it) => (it / 255 <= 0.04045 ? it / 255 / 12.92 : ((it / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const filled = (style) => {
    if (style.fill === "none") return null;
    const [r, g, b, a] = colour(style.fill);
    return [r, g, b, a * Number(style.fillOpacity) * Number(style.opacity)];
  };
  /** Where the ink of a line of text is; its box has room above and below. */
  const inked = (text) => {
    const { a, d, e, f } = text.getScreenCTM();
    const { x, width } = text.getBBox();
    const [size, y] = [parseFloat(getComputedStyle(text).fontSize), Number(text.getAttribute("y"))];
    return { left: x * a + e, right: (x + width) * a + e, top: (y - 0.75 * size) * d + f, bottom: (y + 0.2 * size) * d + f };
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility()) continue;
    let ground = [255, 255, 255];
    const behind = [];
    for (let it = svg; it; it = it.parentElement) behind.unshift(getComputedStyle(it).backgroundColor);
    if (matchMedia("(prefers-color-scheme: dark)").matches) ground = [0, 0, 0];
    for (const written of behind) ground = over(colour(written), ground);
    const where = svg.closest("[id]")?.id;
    const marks = [];
    for (const it of svg.querySelectorAll("rect, path, circle, line, text")) {
      const style = getComputedStyle(it);
      const box = it.tagName === "text" ? inked(it) : it.getBoundingClientRect();
      if (it.tagName !== "text") {
        const fill = filled(style);
        if (fill) marks.push({ box, fill });
        const edge = style.stroke === "none" ? null : colour(style.stroke);
        // Lines and grounds help the eye; marks carry what the chart says.
        if (!it.matches(".m, .o, .w, .found")) continue;
        const best = [fill, edge].filter(Boolean).map((paint) => contrast(over(paint, ground), ground));
        const most = Math.max(0, ...best);
        if (most < 3) faults.add(`a mark (${it.getAttribute("class")}) of ${where} has a contrast of ${most.toFixed(2)}`);
        continue;
      }
      let below = [ground];
      for (const mark of marks.filter((mark) => meet(mark.box, box))) {
        // It may lie on the mark or beside it.
        below = [...below, ...below.map((it) => over(mark.fill, it))];
      }
      const fill = filled(style);
      const least = Math.min(...below.map((it) => (fill ? contrast(over(fill, it), it) : 1)));
      const said = it.textContent.slice(0, 40);
      if (least < 4.5) faults.add(`“${said}” in ${where} has a contrast of ${least.toFixed(2)}`);
      // The seam round text is painted before it and must not look like more text.
      const seam = style.stroke === "none" ? null : colour(style.stroke);
      if (seam && parseFloat(style.strokeWidth) > 2 && contrast(over(seam, ground), ground) > 1.5) {
        faults.add(`“${said}” in ${where} is smeared by the seam round it`);
      }
    }
  }
  return [...faults];
}

const planted = (defect, found, from, to) => ({
  defect,
  only: "clinicians-participants.html",
  site: "shipped",
  damage: (folder) => replace(folder, "style.css", from, to),
  found,
});

export const plants = [
  planted("pale text in charts", "360 pixels, light: “", ".chart .t { fill: var(--muted); }", ".chart .t { fill: var(--line); }"),
  planted("text of charts that forgets the dark", "1280 pixels, dark: “", ".chart text { fill: var(--ink);", ".chart text { fill: #1c1e21;"),
  planted("text of charts in the wrong colour where colours are forced", "dark, forced colours: “", "--ink: CanvasText;", "--ink: Canvas;"),
  planted("a pale mark", "light: a mark (m blue)", ".chart .m.blue { fill: var(--blue); }", ".chart .m.blue { fill: var(--line); }"),
];
