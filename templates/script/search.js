// Finds pages, headings, questions, answers and passages by their words.
(function search() {
  if (!shared.template) return;
  const words = shared.words;
  const everything = document.querySelector(".everything");
  const whole = document.querySelector("details.whole");
  const link = document.querySelector(".top a.all");
  const top = document.querySelector(".top");
  const box = shared.template.content.querySelector(".search").cloneNode(true);
  const input = box.querySelector("input");
  function onEnter(act) {
    input.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && !event.isComposing) act();
    });
  }
  const told = box.querySelector("[role=status]");
  const list = box.querySelector("ol");
  const MOST = 50;

  // Elsewhere the box leads to the page of all contents.
  if (!everything && !whole) {
    if (!link || !top) return;
    told.remove();
    list.remove();
    top.append(box);
    onEnter(function () {
      window.location.href = link.href + "#q=" + encodeURIComponent(input.value.trim());
    });
    return;
  }
  if (everything) everything.before(box);
  else top.append(box);

  // Scripts that set no space between words, or no reliable one.
  const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const sign = /[\p{L}\p{N}]/u;

  /** A text without case, accents and kinds of apostrophes. */
  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\u2018\u2019\u02bc]/g, "'");
  }

  /** Where a word begins in a folded text; within words, too, where they are not set apart. */
  function find(text, word, from) {
    let at = text.indexOf(word, from);
    while (at > 0 && sign.test(word[0]) && !dense.test(word) && sign.test(text[at - 1])) at = text.indexOf(word, at + 1);
    return at;
  }

  // Ranks: 0 pages, 1 headings, 2 questions, figures and tables, 3 answers, 4 passages.
  let entries = null;
  function add(rank, own, context, href) {
    const text = own.replace(/\s+/g, " ").trim();
    if (text) entries.push({ rank: rank, own: text, context: context, href: href, in: folded(text), beside: folded(context) });
  }

  /** Everything that the page of all contents lists and holds. */
  function listed() {
    everything.querySelectorAll("[data-rank] a").forEach(function (a) {
      const above = a.closest("ul").closest("li");
      add(+a.closest("[data-rank]").dataset.rank, a.textContent, above ? above.querySelector("a").textContent : "", a.getAttribute("href"));
    });
    const held = document.querySelector("script.index");
    const index = held ? JSON.parse(held.textContent) : { questions: [], texts: [] };
    index.questions.forEach(function ([id, label, wording, answers]) {
      const at = "tables.html#";
      if (wording) add(2, wording, label, at + id);
      answers.forEach(function ([own, answer, value]) { add(3, answer + ": " + value, label, at + own); });
    });
    index.texts.forEach(function ([file, title, parts]) {
      parts.forEach(function ([anchor, heading, texts]) {
        const context = heading ? title + " › " + heading : title;
        texts.forEach(function (text) { add(4, text, context, anchor ? file + "#" + anchor : file); });
      });
    });
  }

  /** The text of an element without links to itself and without buttons. */
  function textOf(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".anchor, button, svg, .meta, .flag, .audit-flag, .also").forEach(function (it) { it.remove(); });
    return copy.textContent;
  }

  /** Everything that the one file shows. */
  function shown() {
    document.querySelectorAll("div.page").forEach(function (page) {
      let [title, heading, question, at] = ["", "", "", page.id];
      page.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, dd, tr[id], figure[id], [id].found, [id].check").forEach(function (it) {
        const inside = it.closest("figure, table");
        if (inside && inside !== it && !it.matches("tr")) return;
        if (it.id && !inside) at = it.id;
        const href = "#" + (it.id || at);
        if (/^H[1-6]$/.test(it.tagName)) {
          const text = textOf(it).trim();
          add(title ? 1 : 0, text, title, href);
          if (title) heading = text;
          else title = text;
          question = heading;
        } else if (it.matches("figure")) {
          const line = it.querySelector(".headline") || it.querySelector(".question");
          add(2, it.querySelector(".number").textContent + " " + line.textContent, title, href);
        } else if (it.matches("tr.question")) {
          question = (it.querySelector("bdi") || it).textContent;
          add(2, question, title, href);
        } else if (it.matches("tr")) {
          add(3, textOf(it.cells[0]).trim() + ": " + textOf(it.cells[1]).trim(), question, href);
        } else if (it.matches("p, li, dd") && !it.querySelector("p, li, dd") && !it.closest("nav, .under, .kicker, .cite")) {
          add(4, textOf(it), heading ? title + " › " + heading : title, href);
        }
      });
    });
  }

  /** The entries that have all words, most of them their own, the best first. */
  function found(query) {
    if (!entries) {
      entries = [];
      if (everything) listed();
      else shown();
    }
    const known = new Set();
    const hits = entries.filter(function (it) {
      const own = query.filter(function (word) { return find(it.in, word, 0) >= 0; });
      return own.length && query.every(function (word) { return own.includes(word) || find(it.beside, word, 0) >= 0; });
    });
    const begins = function (it) { return find(it.in, query[0], 0) === 0 ? 0 : 1; };
    hits.sort(function (a, b) { return a.rank - b.rank || begins(a) - begins(b); });
    // A place is named once, except for the passages in it.
    return hits.filter(function (it) {
      const fresh = it.rank === 4 || !known.has(it.href);
      known.add(it.href);
      return fresh;
    });
  }

  /** A text with the words marked in it; a long one as the part round the first of them. */
  function marked(text, query) {
    let plain = "";
    const places = [];
    let at = 0;
    for (const one of text) {
      const fold = folded(one);
      for (let i = 0; i < fold.length; i++) places.push([at, at + one.length]);
      plain += fold;
      at += one.length;
    }
    const spans = [];
    query.forEach(function (word) {
      for (let i = find(plain, word, 0); i >= 0; i = find(plain, word, i + word.length)) {
        spans.push([places[i][0], places[i + word.length - 1][1]]);
      }
    });
    spans.sort(function (a, b) { return a[0] - b[0]; });
    let [start, end] = [0, text.length];
    if (text.length > 240 && spans.length) {
      if (spans[0][0] > 90) start = text.indexOf(" ", spans[0][0] - 80) + 1;
      if (start > spans[0][0]) start = spans[0][0] - 40;
      end = Math.min(end, start + 230);
      const space = text.lastIndexOf(" ", end);
      if (end < text.length && space > start + 150) end = space;
    }
    const out = document.createDocumentFragment();
    if (start > 0) out.append("… ");
    let done = start;
    spans.forEach(function ([from, to]) {
      if (from < done || to > end) return;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      out.append(text.slice(done, from), mark);
      done = to;
    });
    out.append(text.slice(done, end));
    if (end < text.length) out.append(" …");
    return out;
  }

  function item(hit, query) {
    const made = document.createElement("li");
    const a = document.createElement("a");
    const where = document.createElement("span");
    const bdi = document.createElement("bdi");
    a.href = hit.href;
    where.className = "where";
    if (hit.rank === 4) {
      a.append(hit.context);
      bdi.append(marked(hit.own, query));
      where.append(bdi);
    } else {
      bdi.append(marked(hit.own, query));
      a.append(bdi);
      where.append(hit.context);
    }
    made.append(a, where);
    return made;
  }

  function update() {
    const query = folded(input.value).split(/\s+/).map(function (word) {
      return word.replace(/^[^\p{L}\p{N}%]+|[^\p{L}\p{N}%]+$/gu, "");
    }).filter(Boolean);
    const hits = query.length ? found(query) : [];
    list.replaceChildren();
    hits.slice(0, MOST).forEach(function (hit) { list.append(item(hit, query)); });
    if (everything) everything.hidden = query.length > 0;
    if (!query.length) told.textContent = "";
    else if (!hits.length) told.textContent = words.none;
    else told.textContent = (hits.length > MOST ? words.more : words.results).replace("{n}", hits.length).replace("{most}", MOST);
  }

  /** Takes up what an address asks for. */
  function asked() {
    const query = /^#q=(.*)$/.exec(window.location.hash);
    if (!query) return;
    try {
      input.value = decodeURIComponent(query[1].replace(/\+/g, " "));
    } catch {
      input.value = query[1];
    }
    update();
    input.focus();
  }

  input.addEventListener("input", function () {
    update();
    if (!everything) return;
    const query = input.value.trim();
    // So that the way back leads to the same results; some browsers forbid it on the disk.
    try {
      window.history.replaceState(null, "", query ? "#q=" + encodeURIComponent(query) : window.location.pathname);
    } catch {
      // The results are there all the same.
    }
  });
  onEnter(function () {
    const first = list.querySelector("a");
    if (first) first.focus();
  });
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      input.dispatchEvent(new Event("input"));
      input.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input].concat(Array.from(list.querySelectorAll("a")));
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!step || !next) return;
    event.preventDefault();
    next.focus();
  });
  window.addEventListener("hashchange", function () { if (everything) asked(); });
  if (everything) asked();
})();
