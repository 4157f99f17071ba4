// Every page loads whole from every place, and asks for nothing outside the site.

import { fromEachPlace, pages, replace } from "../sites.mjs";

export const name = "pages load whole, without an error, and fetch nothing from elsewhere";

export async function run({ browser, sites, only }) {
  const faults = [];
  for (const folder of Object.values(sites)) {
    const files = await pages(folder, only);
    faults.push(...(await fromEachPlace(folder, (base) => visit(browser, base, files))));
  }
  return faults;
}

async function visit(browser, base, files) {
  const faults = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  let file = "";
  const fault = (text) => faults.push(`${file}: ${text}`);
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) fault(`asks for ${url}`);
  });
  page.on("requestfailed", (it) => fault(`does not get ${it.url()}: ${it.failure()?.errorText}`));
  page.on("response", (it) => it.status() >= 400 && fault(`gets ${it.status()} for ${it.url()}`));
  page.on("console", (it) => {
    // Chromium asks hosts for it of its own accord.
    if (it.location().url.endsWith("/favicon.ico")) return;
    if (["error", "warning"].includes(it.type())) fault(`the console says: ${it.text()}`);
  });
  page.on("pageerror", (error) => fault(`a script fails: ${error.message}`));
  for (file of files) {
    await page.goto(base + file, { waitUntil: "load" });
    // What waits for being seen is fetched now.
    await page.evaluate(() => Promise.all(Array.from(document.images, (it) => {
      it.loading = "eager";
      return it.decode().catch(() => {});
    })));
    const style = await page.evaluate(() => getComputedStyle(document.querySelector("main")).fontFamily);
    if (!style.includes("Offprint")) fault(`has no style: its text is set in ${style}`);
  }
  await context.close();
  return faults;
}

const planted = (defect, found, from, to, file = "methods.html") => ({
  defect,
  only: "methods.html",
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a font from elsewhere", "asks for https://example.org/font.css", "</head>",
    "<link rel=stylesheet href='https://example.org/font.css'></head>"),
  planted("a picture that is not there", "gone.png", "</main>", "<img src='gone.png' alt=''></main>"),
  planted("a script in the page", "the console says", "</main>", "<script>let a</script></main>"),
  planted("a script that fails", "a script fails", "\"use strict\";", "\"use strict\"; gone();", "script.js"),
  planted("an address from the root", "has no style", "href=\"style.css\"", "href=\"/style.css\""),
];
