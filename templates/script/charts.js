// Saves charts, in the colours of light pages, as SVG or PNG.
(function charts() {
  const words = shared.words;
  if (!words) return;
  const SVG = "http://www.w3.org/2000/svg";
  const MARGIN = 16;
  // What a style sheet says of shapes and texts, with what holds where nothing is said.
  const SAID = {
    "fill": "#000000", "fill-opacity": "1", "stroke": "none", "stroke-width": "1px", "stroke-dasharray": "none",
    "stroke-linejoin": "miter", "paint-order": "normal", "font-weight": "400",
  };

  /** A colour as all programs know it. */
  function colour(text) {
    if (text === "none") return text;
    const pen = document.createElement("canvas").getContext("2d");
    pen.fillStyle = text;
    return pen.fillStyle;
  }

  /** A drawing that needs no style sheet, on its ground; its texts where they are wanted apart. */
  function alone(figure, apart) {
    const room = document.createElement("div");
    room.className = "drawing light aside";
    const drawing = figure.querySelector("svg.wide").cloneNode(true);
    room.append(drawing);
    document.body.append(room);
    const ground = colour(getComputedStyle(room).backgroundColor);
    const family = getComputedStyle(drawing).fontFamily;
    const texts = [];
    drawing.querySelectorAll("*").forEach(function (it) {
      if (it.matches("title, desc, g")) return it.removeAttribute("class");
      const style = getComputedStyle(it);
      const said = {};
      Object.keys(SAID).forEach(function (name) {
        const value = style.getPropertyValue(name);
        said[name] = name === "fill" || name === "stroke" ? colour(value) : value;
        if (said[name] !== SAID[name]) it.setAttribute(name, said[name].replace(/px$/, ""));
      });
      it.removeAttribute("class");
      if (!it.matches("text")) return;
      const at = function (name) { return Number(it.getAttribute(name)); };
      const align = { start: "start", middle: "center", end: "end" }[style.textAnchor];
      const size = at("font-size") || Number(drawing.getAttribute("font-size"));
      texts.push({ text: it.textContent, x: at("x"), y: at("y"), size: size, align: align, said: said });
    });
    room.remove();
    const [x, y, width, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
    const size = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    const back = document.createElementNS(SVG, "rect");
    Object.keys(size).forEach(function (name) { back.setAttribute(name, size[name]); });
    back.setAttribute("fill", ground);
    const titles = drawing.querySelectorAll(":scope > title, :scope > desc");
    if (titles.length) titles[titles.length - 1].after(back);
    else drawing.prepend(back);
    drawing.removeAttribute("class");
    drawing.setAttribute("viewBox", Object.values(size).join(" "));
    drawing.setAttribute("width", size.width);
    drawing.setAttribute("height", size.height);
    drawing.setAttribute("font-family", family);
    if (apart) drawing.querySelectorAll("text").forEach(function (it) { it.remove(); });
    return { svg: new XMLSerializer().serializeToString(drawing), texts: texts, size: size, family: family };
  }

  function save(figure, blob, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = figure.id.split("/").pop() + "." + ending;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function saveSvg(figure) {
    const text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + alone(figure, false).svg + "\n";
    save(figure, new Blob([text], { type: "image/svg+xml" }), "svg");
  }

  // A picture of a drawing does not know the fonts of the page, so texts are set beside it.
  async function savePng(figure) {
    const { svg, texts, size, family } = alone(figure, true);
    const picture = new Image(size.width, size.height);
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await Promise.all([picture.decode()].concat(["400", "600"].map(function (weight) {
      return document.fonts.load(weight + " 14px " + family);
    })));
    const canvas = document.createElement("canvas");
    canvas.width = 2 * size.width;
    canvas.height = 2 * size.height;
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(picture, 0, 0, size.width, size.height);
    pen.translate(-size.x, -size.y);
    pen.lineJoin = "round";
    texts.forEach(function (it) {
      pen.font = it.said["font-weight"] + " " + it.size + "px " + family;
      pen.textAlign = it.align;
      if (it.said.stroke !== "none") {
        pen.strokeStyle = it.said.stroke;
        pen.lineWidth = parseFloat(it.said["stroke-width"]);
        pen.strokeText(it.text, it.x, it.y);
      }
      pen.fillStyle = it.said.fill;
      pen.fillText(it.text, it.x, it.y);
    });
    canvas.toBlob(function (blob) { save(figure, blob, "png"); }, "image/png");
  }

  document.querySelectorAll("figure.figure[id]").forEach(function (figure) {
    const line = figure.querySelector(".source");
    if (!line || !figure.querySelector("svg.wide")) return;
    const number = figure.querySelector(".number").textContent;
    [["SVG", saveSvg], ["PNG", savePng]].forEach(function ([kind, act]) {
      const button = shared.button(kind, words.save.replace("{}", kind) + ": " + number, function () { act(figure); });
      button.className = "tool";
      shared.tools(line).append(button);
    });
  });
})();
