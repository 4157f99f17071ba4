// What a number stands on is shown by hovering, by focus and by touch, stays while it is read, and
// goes at Escape, without moving anything.

import { replace } from "../sites.mjs";
import { LOST, eachPage } from "../views.mjs";

export const name = "notes of numbers show on hover, focus and touch, stay, and go at Escape";

/** Pages are where they were scrolled to at once. */
const STILL = { reducedMotion: "reduce" };

export async function run(context) {
  return [
    ...(await eachPage(context, { viewport: { width: 1280, height: 900 }, ...STILL }, byMouseAndKeys)),
    ...(await eachPage(context, { viewport: { width: 360, height: 800 }, hasTouch: true, ...STILL }, byTouch)),
  ];
}

const shown = (page) => page.locator(".note.shown");

/** The first number of a page that stands in its text. */
async function first(page, file) {
  const value = page.locator("main a.value[data-note]").first();
  return file !== LOST && (await value.count()) ? value : null;
}

/** Whether the note of a number comes, or goes. */
async function turns(page, state) {
  return shown(page).waitFor({ state, timeout: 2000 }).then(() => true, () => false);
}

async function byMouseAndKeys(page, say, file) {
  const value = await first(page, file);
  if (!value) return;
  const note = await value.getAttribute("data-note");
  const at = await value.evaluate((it) => {
    it.scrollIntoView({ block: "center" });
    const { left, top, width, height } = it.getClientRects()[0];
    return [left + width / 2, top + height / 2];
  });
  await page.mouse.move(...at);
  if (!(await turns(page, "visible"))) return say("hovering over a number shows no note");
  if ((await shown(page).getAttribute("id")) !== note) say("hovering shows another number's note");
  const box = await shown(page).boundingBox();
  const room = page.viewportSize();
  if (box.x < 0 || box.x + box.width > room.width || box.y < 0) say("a note stands outside the window");
  // Over the gap between both, as a reader's pointer goes.
  await page.mouse.move(box.x + Math.min(30, box.width / 2), box.y + 12, { steps: 4 });
  await page.waitForTimeout(400);
  if (!(await shown(page).count())) say("a note goes when the pointer reaches it");
  await page.keyboard.press("Escape");
  if (!(await turns(page, "hidden"))) say("Escape leaves a note that hovering has shown");
  await page.mouse.move(...at);
  await page.mouse.move(2, 2);
  await page.waitForTimeout(500);
  if (await shown(page).count()) say("a note stays when the pointer has gone");

  await value.focus();
  if (!(await turns(page, "visible"))) return say("focus shows no note");
  await page.keyboard.press("Escape");
  if (!(await turns(page, "hidden"))) say("Escape leaves a note that focus has shown");
  if (!(await value.evaluate((it) => it === document.activeElement))) say("Escape moves the focus");
  // Away and back, into the note, and out of it.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  if (!(await page.evaluate(() => Boolean(document.activeElement.closest(".note.shown"))))) say("a note's link is not reached");
  await page.keyboard.press("Escape");
  if (!(await turns(page, "hidden"))) say("Escape leaves a note whose link is reached");
  if (!(await value.evaluate((it) => it === document.activeElement))) say("Escape in a note does not lead back to its number");
}

async function byTouch(page, say, file) {
  const value = await first(page, file);
  if (!value) return;
  const before = page.url();
  await value.tap();
  if (!(await turns(page, "visible"))) return say("touching a number shows no note");
  if (page.url() !== before) say("touching a number leaves the place");
  const box = await shown(page).boundingBox();
  if (box.x < 0 || box.x + box.width > 360) say("a note stands outside the window at 360 pixels");
  const [x, y] = [box.x > 20 ? 4 : 356, box.y > 40 ? box.y - 30 : box.y + box.height + 30];
  await page.touchscreen.tap(x, Math.max(1, y));
  if (page.url() === before && !(await turns(page, "hidden"))) say("touching beside a note leaves it");
}

const planted = (defect, found, from, to) => ({
  defect,
  only: "methods.html",
  site: "shipped",
  damage: (folder) => replace(folder, "script.js", from, to),
  found,
});

export const plants = [
  planted("notes that hovering does not show", "hovering over a number shows no note", "link.addEventListener(\"mouseenter\"", "link.addEventListener(\"gone\""),
  planted("notes that go under the pointer", "goes when the pointer reaches it", "note.addEventListener(\"mouseenter\", stay);", ""),
  planted("notes that stay at Escape", "Escape leaves a note", "event.key === \"Escape\"", "event.key === \"gone\""),
  planted("an Escape that loses the place", "does not lead back", "if (shown.contains(document.activeElement)) owner.focus();", ""),
  planted("a touch that follows the link", "touching a number", "event.preventDefault();\n        show(link);", ""),
];
