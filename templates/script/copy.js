// Copies citations, and links to headings, figures and tables.
(function copy() {
  const words = shared.words;
  if (!words) return;

  /** The way that is left where a page may not use the clipboard. */
  function selected(text) {
    const field = document.createElement("textarea");
    const before = document.activeElement;
    field.className = "quiet";
    field.value = text;
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    field.remove();
    if (before) before.focus();
    return done;
  }

  function put(text, done) {
    const say = function (copied) { shared.say(copied ? done : words.notCopied); };
    if (!navigator.clipboard) return say(selected(text));
    navigator.clipboard.writeText(text).then(function () { say(true); }, function () { say(selected(text)); });
  }

  /** Where an element can be found by others, as far as the page knows. */
  function address(id) {
    const declared = document.querySelector("link[rel=canonical]");
    const elsewhere = window.location.protocol === "file:" && declared && !document.querySelector(".superseded");
    return (elsewhere ? declared.href : window.location.href).split("#")[0] + "#" + encodeURI(id);
  }

  document.querySelectorAll("dl.cite dt").forEach(function (name) {
    const text = name.nextElementSibling;
    if (!text) return;
    const button = shared.button(words.copy, words.copy + ": " + name.textContent, function () { put(text.textContent.trim(), words.copied); });
    button.className = "tool";
    name.append(button);
  });

  document.querySelectorAll("figure.figure[id], .table[id]").forEach(function (it) {
    const line = it.querySelector(".source");
    if (!line) return;
    const name = it.querySelector(".number a, .caption b") || it.querySelector(".caption");
    const button = shared.button(words.copyLink, words.copyLink + ": " + name.textContent, function () { put(address(it.id), words.linkCopied); });
    button.className = "tool";
    shared.tools(line).append(button);
  });

  // The sign beside a heading leads to it, and copies where that is.
  document.querySelectorAll("a.anchor").forEach(function (link) { link.title = words.copyLink; });
  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("a.anchor");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    put(address(decodeURIComponent(link.hash.slice(1))), words.linkCopied);
  });
})();
