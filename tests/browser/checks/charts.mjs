// Text in charts is whole, alone in its place and large enough, at every width.

import { replace } from "../sites.mjs";
import { LOST, eachPage, wide } from "../views.mjs";

export const name = "text of charts is not cut, covered, overlapped or small";

const WIDTHS = [1280, 768, 360, 320];

export async function run(context) {
  return eachPage(context, {}, async (page, say, file) => {
    if (file === LOST) return;
    for (const width of WIDTHS) {
      await wide(page, width);
      (await page.evaluate(judge)).forEach((text) => say(`at ${width} pixels: ${text}`));
    }
  });
}

/** Runs in the page: what is wrong with the text of its drawings. */
function judge() {
  const faults = [];
  const room = document.documentElement.clientWidth;
  /** How far two boxes reach into each other, to the side and upwards. */
  const shared = (a, b) => [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
  const meet = (a, b, by) => shared(a, b).every((it) => it > by);
  for (const svg of document.querySelectorAll("svg.chart")) {
    if (!svg.checkVisibility()) continue;
    const where = svg.closest("[id]")?.id;
    const frame = svg.getBoundingClientRect();
    const matrix = svg.getScreenCTM();
    const texts = Array.from(svg.querySelectorAll("text"), (text) => {
      const { x, width } = text.getBBox();
      const [size, y] = [parseFloat(getComputedStyle(text).fontSize), Number(text.getAttribute("y"))];
      const side = (x) => x * matrix.a + matrix.e;
      const height = (y) => y * matrix.d + matrix.f;
      // From the top of capitals to the foot of descenders.
      const box = { left: side(x), right: side(x + width), top: height(y - 0.74 * size), bottom: height(y + 0.2 * size) };
      return { box, said: text.textContent, pixels: size * matrix.d };
    });
    const marks = Array.from(svg.querySelectorAll("rect.m, path.m, circle.m"), (it) => it.getBoundingClientRect());
    texts.forEach(({ box, said, pixels }, i) => {
      const fault = (text) => faults.push(`“${said.slice(0, 40)}” in ${where} ${text}`);
      if (pixels < 11.99) fault(`is ${pixels.toFixed(2)} pixels large`);
      // Round letters reach over their edges by a pixel.
      if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5 || box.top < frame.top - 1.5 || box.bottom > frame.bottom + 1.5) {
        const by = [frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom];
        fault(`leaves its drawing by ${Math.max(...by).toFixed(1)} (left, right, top, bottom: ${by.map((it) => it.toFixed(1)).join(", ")})`);
      }
      if (box.left < -1 || box.right > room + 1) fault("leaves the window");
      for (const other of texts.slice(i + 1)) if (meet(box, other.box, 1)) fault(`overlaps “${other.said.slice(0, 40)}”`);
      if (marks.some((mark) => meet(box, mark, 1.5))) fault("lies on a mark");
    });
  }
  return faults;
}

const planted = (defect, found, change) => ({
  defect,
  only: "clinicians-participants.html",
  site: "shipped",
  damage: (folder) => replace(folder, "clinicians-participants.html", ...change),
  found,
});

export const plants = [
  planted("a label that leaves its drawing", "leaves its drawing", ["</text>", " and more and more and more of it and even more, and then some more of it</text>"]),
  planted("two labels in one place", "overlaps “", ["<text class=\"l\"", "<text class=\"l\" x=\"60\" y=\"60\" font-size=\"14\">one over the other</text><text class=\"l\" x=\"60\" y=\"62\" font-size=\"14\">the other over the one</text><text class=\"l\""]),
  planted("a label on a mark", "lies on a mark", ["</title><rect", "</title><rect class=\"m blue\" x=\"0\" y=\"0\" width=\"680\" height=\"400\"/><rect"]),
  planted("small text", "pixels large", ["font-size=\"14.5\"", "font-size=\"11.5\""]),
];
