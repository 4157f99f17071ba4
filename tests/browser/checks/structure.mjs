// Pages are built so that they can be followed without being seen: one title and headings in order,
// tables whose cells are named, a language, one main part, alternatives, nothing that moves unasked.

import { replace } from "../sites.mjs";
import { eachPage, isWhole } from "../views.mjs";

export const name = "headings are in order, tables named, languages marked, and nothing moves unasked";

export async function run(context) {
  return eachPage(context, { reducedMotion: "reduce" }, async (page, say, file) => {
    (await page.evaluate(judge, isWhole(file))).forEach(say);
  });
}

/** Runs in the page: what does not hold. */
function judge(whole) {
  const faults = [];
  const said = (it) => it.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  const named = (it) => {
    const ids = (it.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const texts = ids.map((id) => document.getElementById(id)?.textContent.trim() ?? "");
    return (it.getAttribute("aria-label") ?? "").trim() || (ids.length && texts.every(Boolean) ? texts.join(" ") : "");
  };
  const language = document.documentElement.lang;
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language)) faults.push(`its language is “${language}”`);
  if (!document.title.trim()) faults.push("it has no title");
  if (document.querySelectorAll("main").length !== 1) faults.push("it has not one main part");

  const headings = Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6"));
  if (headings.filter((it) => it.tagName === "H1").length !== 1) faults.push("it has not one heading of the first level");
  let above = 0;
  for (const it of headings) {
    const level = Number(it.tagName[1]);
    if (level > above + 1) faults.push(`a heading of level ${level} follows one of level ${above}: ${said(it)}`);
    if (!said(it)) faults.push(`a heading of level ${level} is empty`);
    above = level;
  }

  for (const table of document.querySelectorAll("table")) {
    const caption = table.caption?.textContent.trim() || named(table);
    if (!caption) faults.push(`a table has no caption: ${said(table)}`);
    for (const it of table.querySelectorAll("th")) {
      if (!["col", "row", "colgroup", "rowgroup"].includes(it.scope)) faults.push(`a heading of “${caption}” has no scope: ${said(it)}`);
    }
    const first = table.rows[0];
    if (!first?.querySelector("th[scope^='col']")) faults.push(`“${caption}” has no headings of columns`);
    // Rows of equal cells, whatever spans several.
    const widths = new Set(Array.from(table.rows, (row) => Array.from(row.cells).reduce((sum, it) => sum + it.colSpan, 0)));
    if (widths.size > 1 && !table.querySelector("[rowspan]")) faults.push(`rows of “${caption}” have ${[...widths].join(" or ")} cells`);
  }

  for (const it of document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls]")) {
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"]) {
      for (const id of (it.getAttribute(attribute) ?? "").split(" ").filter(Boolean)) {
        if (!document.getElementById(id)) faults.push(`${attribute} names #${id}, which is not there`);
      }
    }
  }
  for (const it of document.querySelectorAll("a[href], button, summary")) {
    const alternatives = Array.from(it.querySelectorAll("img[alt], svg title"), (it) => it.alt ?? it.textContent).join("");
    if (!(said(it) || named(it) || alternatives)) faults.push(`a link or button has no name: ${it.outerHTML.slice(0, 80)}`);
  }
  for (const it of document.querySelectorAll(".scroll")) {
    if (it.tabIndex !== 0 || !named(it)) faults.push(`a box that scrolls cannot be reached or has no name: ${said(it)}`);
  }
  for (const it of document.querySelectorAll("[tabindex]")) {
    if (it.tabIndex > 0) faults.push(`it has an order of its own for the tab key: ${said(it)}`);
  }
  // Marks such as a group's colour are never all: its name stands beside them or in a title.
  for (const it of document.querySelectorAll("svg[role=img]")) {
    // In one file the wide drawing says it for the narrow one as well.
    if (whole && it.matches(".narrow")) continue;
    for (const mark of it.querySelectorAll("g")) {
      if (!mark.querySelector(":scope > title")?.textContent.trim()) faults.push(`a mark of ${it.closest("[id]")?.id} has no title`);
    }
  }

  const moves = (styled) => {
    const seconds = `${styled.transitionDuration},${styled.animationDuration}`.split(",").map(parseFloat);
    return styled.scrollBehavior === "smooth" || seconds.some((it) => it > 0);
  };
  for (const it of document.querySelectorAll("*")) {
    const styled = [undefined, "::before", "::after"].some((part) => moves(getComputedStyle(it, part)));
    if (styled) faults.push(`${it.tagName.toLowerCase()} moves although less motion was asked for`);
  }
  if (document.querySelector("marquee, blink, [autoplay], animate, animateTransform")) faults.push("something moves of itself");
  return faults;
}

const planted = (defect, found, from, to, file = "methods.html") => ({
  defect,
  only: file === "style.css" ? "methods.html" : file,
  site: "shipped",
  damage: (folder) => replace(folder, file, from, to),
  found,
});

export const plants = [
  planted("a heading that leaves out a level", "follows one of level", "</main>", "<h5>x</h5></main>"),
  planted("a second title", "not one heading of the first level", "</main>", "<h1>x</h1></main>"),
  planted("a page without a language", "its language is “”", " lang=\"en\"", ""),
  planted("a table without a caption", "has no caption", " aria-labelledby=\"table-1.caption\"", "", "tables.html"),
  planted("a heading of a column without a scope", "has no scope", "<th scope=\"col\"", "<th", "tables.html"),
  planted("a row that lacks a cell", "cells", "</th><td class=\"end\">", "</th>", "tables.html"),
  planted("a box that scrolls without a name", "cannot be reached or has no name", " role=\"group\" aria-label=", " role=\"group\" title=", "tables.html"),
  planted("a name that is not there", "which is not there", "</main>", "<p aria-labelledby='gone'>x</p></main>"),
  planted("motion that nobody asked for", "moves although less motion", "main {", "main { transition: color 1s;", "style.css"),
];
