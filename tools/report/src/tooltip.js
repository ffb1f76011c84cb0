// One tooltip for the page. It follows the pointer and the arrow keys; what it says is also read to
// those who do not see it.
import * as d3 from "d3";

let box, voice;

function make() {
  box = d3.select(document.body).append("div").attr("class", "tip").attr("aria-hidden", "true");
  voice = d3.select(document.body).append("div").attr("class", "unseen")
    .attr("aria-live", "polite");
}

/** point: {title, rows: [[label, text, color]]}; x and y in the window [px]. */
export function showTip(point, x, y, aloud = false) {
  if (!box) make();
  box.selectAll("*").remove();
  box.append("p").attr("class", "tip-title").text(point.title);
  for (const [label, text, color] of point.rows) {
    const row = box.append("p").attr("class", "tip-row");
    if (color) row.append("i").style("background", color);
    row.append("span").text(label);
    row.append("b").text(text);
  }
  box.classed("shown", true);
  const { offsetWidth: width, offsetHeight: height } = box.node();
  const right = x + 16 + width < window.innerWidth;
  const left = right ? x + 16 : Math.max(6, x - 16 - width);
  const top = Math.max(6, Math.min(y - height / 2, window.innerHeight - height - 6));
  box.style("left", `${Math.min(left, window.innerWidth - width - 6)}px`).style("top", `${top}px`);
  if (aloud) {
    voice.text([point.title, ...point.rows.map(([label, text]) => `${label} ${text}`)].join("; "));
  }
}

export function hideTip() {
  box?.classed("shown", false);
}

/**
 * Lets pointer and arrow keys walk over the points of a chart.
 * points: {x, y, title, rows, group, dots: [{x, y, color}]}, x and y in the svg [px].
 * by "x": the nearest along the axis; "xy": the nearest within 40 px; "mark": the one whose index
 * the mark under the pointer carries as data-point.
 * Left and right step, up and down go to the next `group`.
 */
export function explore(svg, points, { by = "x", rule = null, onPoint = () => {} } = {}) {
  if (points.length === 0) return;
  const layer = svg.append("g").attr("class", "cursor").attr("aria-hidden", "true");
  let at = -1;

  function show(i, aloud) {
    at = i;
    const point = points[i];
    layer.selectAll("*").remove();
    if (rule) {
      layer.append("line").attr("x1", point.x).attr("x2", point.x)
        .attr("y1", rule[0]).attr("y2", rule[1]);
    }
    const dots = point.dots ?? (by === "mark" ? [] : [point]);
    for (const dot of dots) {
      layer.append("circle").attr("cx", dot.x).attr("cy", dot.y).attr("r", 4)
        .style("fill", dot.color ?? "var(--ink)");
    }
    onPoint(point, layer);
    const box = svg.node().getBoundingClientRect();
    showTip(point, box.left + point.x, box.top + point.y, aloud);
  }
  function hide() {
    layer.selectAll("*").remove();
    onPoint(null, layer);
    hideTip();
  }
  function nearest(event) {
    if (by === "mark") {
      const mark = event.target.closest("[data-point]");
      return mark ? Number(mark.dataset.point) : -1;
    }
    const [x, y] = d3.pointer(event, svg.node());
    const far = (p) => (by === "x" ? Math.abs(p.x - x) : Math.hypot(p.x - x, p.y - y));
    const i = d3.minIndex(points, far);
    return by === "xy" && far(points[i]) > 40 ? -1 : i;
  }
  function byKey(key) {
    const last = points.length - 1;
    if (key === "Home") return 0;
    if (key === "End") return last;
    if (key === "ArrowRight") return Math.min(last, at + 1);
    if (key === "ArrowLeft") return Math.max(0, at - 1);
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (step === 0) return -1;
    const group = points[Math.max(0, at)].group;
    for (let i = at + step; i >= 0 && i <= last; i += step) if (points[i].group !== group) return i;
    return Math.max(0, Math.min(last, at + step));
  }

  svg
    .on("pointermove pointerdown", (event) => {
      const i = nearest(event);
      i < 0 ? hide() : show(i, false);
    })
    .on("pointerleave blur", hide)
    .on("keydown", (event) => {
      if (event.key === "Escape") return hide();
      const i = byKey(event.key);
      if (i < 0) return;
      event.preventDefault();
      show(i, true);
    });
}
