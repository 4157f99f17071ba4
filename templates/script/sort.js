// Sorts the rows of tables, within each question: upwards, downwards, as published.
(function sort() {
  const words = shared.words;
  if (!words) return;
  const quoted = function (text) { return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); };
  const between = words.thousands ? "(?:" + quoted(words.thousands) + "(?=\\d))?" : "";
  const number = new RegExp("[-\u2212]?(?:\\d" + between + ")+(?:" + quoted(words.decimal) + "\\d+)?");
  const starts = new RegExp("^\\W?" + number.source, "u");
  const order = (function () {
    try {
      return new Intl.Collator(document.documentElement.lang, { numeric: true });
    } catch {
      return new Intl.Collator(undefined, { numeric: true });
    }
  })();
  const sorted = new Map();

  /** What a cell says, without remarks in it. */
  function said(cell) {
    const own = Array.from(cell ? cell.childNodes : []).filter(function (it) {
      return it.nodeType === Node.TEXT_NODE || /^(A|B|BDI|EM|STRONG|CODE)$/.test(it.nodeName);
    });
    return own.map(function (it) { return it.textContent; }).join("").replace(/[ \n]+/g, " ").trim();
  }

  /** The number in a text; nothing where it is missing. */
  function value(text) {
    const found = /^\u2013(?!\d)/.test(text) ? null : number.exec(text);
    if (!found) return null;
    const plain = words.thousands ? found[0].split(words.thousands).join("") : found[0];
    return Number(plain.replace("\u2212", "-").replace(words.decimal, "."));
  }

  /** The rows of a part that move; heads of questions and sums stay where they are. */
  function moving(part) {
    return Array.from(part.rows).filter(function (row) { return !row.matches(".question, .sum"); });
  }

  function arrange(table, column, direction) {
    const numeric = sorted.get(table).numeric(column);
    sorted.get(table).published.forEach(function (rows, part) {
      const keys = new Map(rows.map(function (row) {
        const text = said(row.cells[column]);
        return [row, numeric ? value(text) : text || null];
      }));
      const next = rows.slice();
      if (direction) {
        next.sort(function (a, b) {
          const [one, two] = [keys.get(a), keys.get(b)];
          if (one === null || two === null) return (one === null) - (two === null);
          return direction * (numeric ? one - two : order.compare(one, two));
        });
      }
      const behind = Array.from(part.rows).slice(part.rows.length - 1).find(function (row) { return row.matches(".sum"); });
      next.forEach(function (row) { part.insertBefore(row, behind || null); });
    });
  }

  function show(table, column, direction) {
    const state = sorted.get(table);
    state.column = column;
    state.direction = direction;
    Array.from(state.heads).forEach(function (head, i) {
      head.removeAttribute("aria-sort");
      if (i === column && direction) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    });
    arrange(table, column, direction);
  }

  document.querySelectorAll("main .scroll table").forEach(function (table) {
    const head = table.tHead && table.tHead.rows[table.tHead.rows.length - 1];
    if (!head) return;
    const published = new Map(Array.from(table.tBodies, function (part) { return [part, moving(part)]; }));
    const all = Array.from(published.values());
    if (!all.some(function (rows) { return rows.length > 1; })) return;
    const numeric = function (column) {
      if (head.cells[column].matches(".end")) return true;
      const texts = all.flat().map(function (row) { return said(row.cells[column]); });
      return texts.every(function (text) { return !text || /^\u2013/.test(text) || starts.test(text); });
    };
    sorted.set(table, { published: published, heads: head.cells, numeric: numeric, column: 0, direction: 0 });
    Array.from(head.cells).forEach(function (cell, column) {
      if (!cell.matches("th")) return;
      const button = shared.button("", words.sort.replace("{}", said(cell)), function () {
        const state = sorted.get(table);
        const before = state.column === column ? state.direction : 0;
        show(table, column, { 0: 1, 1: -1, "-1": 0 }[before]);
      });
      button.className = "sort";
      cell.append(button);
    });
  });

  // Paper has tables as published.
  window.addEventListener("beforeprint", function () {
    sorted.forEach(function (state, table) { if (state.direction) arrange(table, state.column, 0); });
  });
  window.addEventListener("afterprint", function () {
    sorted.forEach(function (state, table) { if (state.direction) arrange(table, state.column, state.direction); });
  });
})();
