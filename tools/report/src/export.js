// A figure as a picture: what stands in its body, with its title, as one SVG that needs no style
// sheet; and the same as a PNG.
const SCALE = 2; // pixels of a PNG for each of the page
const EDGE = 16; // [px]
const PROPERTIES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
  "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight",
  "font-family", "text-anchor", "paint-order", "stop-color"];
const COLOURS = new Set(["fill", "stroke", "stop-color"]);

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
  .replaceAll('"', "&quot;");

/** Any colour of a style sheet as every reader of SVG knows it. */
function plainColours() {
  const known = new Map();
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  return (color) => {
    if (!color || color === "none" || color.startsWith("url")) return color;
    if (!known.has(color)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
      known.set(color, a === 255 ? `rgb(${r},${g},${b})`
        : a === 0 ? "none" : `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`);
    }
    return known.get(color);
  };
}

/** The page's own fonts, for texts to look the same elsewhere. */
const fontRules = () => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => rule.cssText).join("\n");

/** A copy of a drawing with its styles written into it. */
function styledCopy(svg, plain) {
  const copy = svg.cloneNode(true);
  const [own, copies] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  own.forEach((element, i) => {
    const style = getComputedStyle(element);
    const text = PROPERTIES.map((name) => {
      const value = style.getPropertyValue(name);
      return value ? `${name}:${COLOURS.has(name) ? plain(value) : value.replaceAll('"', "'")}` : "";
    });
    copies[i].setAttribute("style", text.filter(Boolean).join(";"));
  });
  for (const element of copy.querySelectorAll(".cursor, .hit")) element.remove();
  for (const name of ["tabindex", "role", "aria-roledescription", "style", "class"]) {
    copy.removeAttribute(name);
  }
  return copy;
}

/** The lines of a text as they stand on the page: {text, box}. */
function linesOf(node) {
  const lines = [];
  const range = document.createRange();
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 3) last.text += ` ${word}`;
    else lines.push({ text: word, box });
  }
  return lines;
}

class Picture {
  #parts = [];
  #origin;
  #plain = plainColours();

  constructor(origin) {
    this.#origin = origin;
  }
  add(element) {
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden") return;
    if (element.localName === "button" || element.localName === "a") return;
    const box = element.getBoundingClientRect();
    if (element.localName === "svg") return this.#addDrawing(element, box);
    this.#addBox(style, box);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.#addText(child, style);
      else if (child.nodeType === Node.ELEMENT_NODE) this.add(child);
    }
  }
  /** @param size {width, height} [px] */
  text(size, ground) {
    const [width, height] = [Math.ceil(size.width + 2 * EDGE), Math.ceil(size.height + 2 * EDGE)];
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" `
      + `viewBox="0 0 ${width} ${height}"><style>${escaped(fontRules())}</style>`
      + `<rect width="100%" height="100%" fill="${this.#plain(ground)}"/>`
      + `${this.#parts.join("\n")}</svg>\n`;
  }

  #at = (box) => [(box.left - this.#origin.left + EDGE).toFixed(1),
                  (box.top - this.#origin.top + EDGE).toFixed(1)];
  #addDrawing(svg, box) {
    const copy = styledCopy(svg, this.#plain);
    const [x, y] = this.#at(box);
    for (const [name, value] of Object.entries({ x, y, width: box.width, height: box.height,
                                                 overflow: "visible" })) {
      copy.setAttribute(name, value);
    }
    this.#parts.push(new XMLSerializer().serializeToString(copy));
  }
  #addBox(style, box) {
    const fill = this.#plain(style.backgroundColor);
    const [x, y] = this.#at(box);
    if (fill !== "none" && box.width > 0) {
      const radius = Math.min(parseFloat(style.borderRadius) || 0, box.width / 2);
      this.#parts.push(`<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" `
        + `rx="${style.borderRadius.endsWith("%") ? box.width / 2 : radius}" fill="${fill}"/>`);
    }
    if (parseFloat(style.borderBottomWidth) > 0 && box.width > 0) {
      const bottom = Number(y) + box.height;
      this.#parts.push(`<path d="M${x},${bottom}h${box.width}" `
        + `stroke="${this.#plain(style.borderBottomColor)}"/>`);
    }
  }
  #addText(node, style) {
    const size = parseFloat(style.fontSize);
    for (const { text, box } of linesOf(node)) {
      const [x, y] = this.#at(box);
      const base = Number(y) + box.height / 2 + size * 0.36;
      this.#parts.push(`<text x="${x}" y="${base.toFixed(1)}" fill="${this.#plain(style.color)}" `
        + `font-size="${size}" font-weight="${style.fontWeight}" `
        + `font-family="${escaped(style.fontFamily)}">${escaped(text)}</text>`);
    }
  }
}

/** Title and body of a figure as the text of an SVG file. */
export function figureSvg(figure) {
  const parts = [figure.querySelector("h3"), figure.querySelector(".body")];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const gap = boxes[1].top - boxes[0].bottom - EDGE; // what stands between is left out
  const picture = new Picture({ left, top: boxes[0].top });
  picture.add(parts[0]);
  const body = new Picture({ left, top: boxes[0].top + gap });
  body.add(parts[1]);
  const size = { width: Math.max(...boxes.map((box) => box.width)),
                 height: boxes[0].height + EDGE + boxes[1].height };
  const ground = getComputedStyle(document.body).backgroundColor;
  return joined(picture.text(size, ground), body.text(size, "none"));
}

/** The second drawing laid over the first. */
const joined = (first, second) => {
  const inner = second.slice(second.indexOf("</style>") + "</style>".length);
  return first.replace("</svg>\n", "") + inner.replace(/^<rect[^>]*\/>/, "");
};

export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function downloadSvg(figure) {
  download(`${figure.id}.svg`, new Blob([figureSvg(figure)], { type: "image/svg+xml" }));
}

export async function downloadPng(figure) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figureSvg(figure))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  const context = canvas.getContext("2d");
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  canvas.toBlob((blob) => download(`${figure.id}.png`, blob), "image/png");
}
