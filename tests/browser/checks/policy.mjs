// Every page carries the strict policy, before anything that it governs, and breaks it nowhere.

import { eachPage, LOST, unfold, isWhole } from "../views.mjs";
import { replace } from "../sites.mjs";

export const name = "every page carries the strict policy and keeps it";

/** What pages with files beside them may load. */
const STRICT = {
  "default-src": ["'none'"],
  "style-src": ["'self'"],
  "script-src": ["'self'"],
  "img-src": ["'self'", "data:"],
  "font-src": ["data:"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};
/** Of pages that hold everything, styles and scripts are named by their digests. */
const DIGEST = /^'sha(256|384|512)-[A-Za-z0-9+/]+=*'$/;

export async function run(context) {
  const watched = { ...context, browser: watching(context.browser) };
  return eachPage(watched, {}, async (page, say, file) => {
    const { policies, before, inline } = await page.evaluate(read);
    if (policies.length !== 1) return say(`has ${policies.length} policies`);
    if (before) say(`loads ${before} before its policy holds`);
    inline.forEach((it) => say(`holds ${it}, which a policy can only block`));
    judge(policies[0], file === LOST || isWhole(file)).forEach(say);
    // What scripts do later is governed, too.
    await unfold(page);
    const value = page.locator("a.value[data-note]").first();
    if (await value.count()) await value.focus();
    const broken = await page.evaluate(() => window.brokenPolicies);
    broken.forEach((it) => say(`breaks its policy: ${it}`));
  });
}

/** The browser, with pages that keep in mind where a policy was broken. */
function watching(browser) {
  return {
    newContext: async (options) => {
      const context = await browser.newContext(options);
      await context.addInitScript(() => {
        window.brokenPolicies = [];
        document.addEventListener("securitypolicyviolation", (it) => {
          window.brokenPolicies.push(`${it.effectiveDirective} blocks ${it.blockedURI || it.sample}`);
        });
      });
      return context;
    },
  };
}

/** Runs in the page: its policies, what comes before them, and what is written in attributes. */
function read() {
  const metas = Array.from(document.querySelectorAll("meta[http-equiv='Content-Security-Policy' i]"));
  const loads = Array.from(document.querySelectorAll("link[rel~=stylesheet], style, script, img, iframe, object"));
  const early = loads.find((it) => metas[0] && it.compareDocumentPosition(metas[0]) & Node.DOCUMENT_POSITION_FOLLOWING);
  const inline = Array.from(document.querySelectorAll("*")).flatMap((it) =>
    Array.from(it.attributes, ({ name }) => name).filter((name) => name === "style" ? !it.closest("#notes, .note.shown") : /^on/.test(name))
      .map((name) => `${name} at ${it.tagName.toLowerCase()}`));
  return { policies: metas.map((it) => it.content), before: early?.outerHTML.slice(0, 60), inline };
}

/** What a policy allows beyond the strict one. */
function judge(policy, holdsAll) {
  const faults = [];
  const found = Object.fromEntries(policy.split(";").map((it) => it.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));
  for (const name of ["default-src", "base-uri", "form-action"]) {
    if (found[name]?.join(" ") !== "'none'") faults.push(`its ${name} is not 'none'`);
  }
  for (const [name, values] of Object.entries(found)) {
    for (const value of values) {
      const governs = name === "style-src" || name === "script-src";
      const strict = STRICT[name]?.includes(value) && !(holdsAll && governs);
      if (!strict && !(holdsAll && governs && DIGEST.test(value))) faults.push(`its ${name} allows ${value}`);
    }
  }
  return faults;
}

const planted = (defect, found, from, to, file = "methods.html") => ({
  defect,
  only: file,
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a page without a policy", "has 0 policies", "Content-Security-Policy", "Content-Security-Idea"),
  planted("a policy that allows what stands in the page", "style-src allows 'unsafe-inline'", "style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  planted("a policy that allows a host", "img-src allows https:", "img-src 'self'", "img-src https: 'self'"),
  planted("a policy that comes late", "before its policy holds", "<meta charset=\"utf-8\">", "<meta charset=\"utf-8\"><link rel=\"stylesheet\" href=\"style.css\">"),
  planted("a style in an attribute", "holds style at p", "</main>", "<p style='color: red'>x</p></main>"),
  planted("a script in the page", "breaks its policy: script-src-elem blocks inline", "</main>", "<script>let a;</script></main>"),
  planted("a style that was changed behind its digest", "breaks its policy: style-src-elem", "<style>", "<style> ", "report.html"),
];
