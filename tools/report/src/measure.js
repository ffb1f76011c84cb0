// How wide words are, so that labels keep clear of each other.
let context;

/** Width of `text` [px] in the page's font. */
export function textWidth(text, size = 12, weight = 400) {
  context ??= document.createElement("canvas").getContext("2d");
  context.font = `${weight} ${size}px Inter, system-ui, sans-serif`;
  return context.measureText(text).width;
}

/** `text`, shortened with "…" where it is wider than `width` [px]. */
export function fitted(text, width, size = 12, weight = 400) {
  if (textWidth(text, size, weight) <= width) return text;
  let n = text.length;
  while (n > 1 && textWidth(`${text.slice(0, n).trimEnd()}…`, size, weight) > width) --n;
  return `${text.slice(0, n).trimEnd()}…`;
}

/** Boxes are [left, top, right, bottom]. */
export const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Moves labels {y, height} that stand in one column apart, within [top, bottom]. */
export function spread(labels, top, bottom) {
  const order = [...labels].sort((a, b) => a.y - b.y);
  let free = top;
  for (const label of order) {
    label.y = Math.max(label.y, free);
    free = label.y + label.height;
  }
  let limit = bottom;
  for (const label of order.reverse()) {
    label.y = Math.min(label.y, limit - label.height);
    limit = label.y;
  }
  return labels;
}
