// Adds to pages that read without it; each part leaves a page alone that has nothing for it.
"use strict";

// What the parts share: the words that they show, which the page holds, and small things.
const shared = (function () {
  const template = document.querySelector("template.words");
  let line = null;
  let timer = 0;

  /** Says something in a line at the foot of the window, to those who listen, too. */
  function say(text) {
    if (!line) {
      line = document.createElement("p");
      line.className = "told";
      line.setAttribute("role", "status");
      line.setAttribute("aria-live", "polite");
      document.body.append(line);
    }
    window.clearTimeout(timer);
    line.textContent = "";
    // A region that has just come, or says the same again, is read only if it changes later.
    window.setTimeout(function () { line.textContent = text; }, 50);
    timer = window.setTimeout(function () { line.textContent = ""; }, 4000);
  }

  /** A button with a text and a name that tells it from others. */
  function button(text, name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  }

  /** Where the small buttons of a line stand, which stay together. */
  function tools(line) {
    const known = line.querySelector(".tools");
    if (known) return known;
    const made = document.createElement("span");
    made.className = "tools";
    line.append(" ", made);
    return made;
  }

  return { template: template, words: template ? template.dataset : null, say: say, button: button, tools: tools };
})();
