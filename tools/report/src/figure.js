// The frame around every figure: heading, caption, controls, chart, and its data as CSV.
import * as d3 from "d3";
import { csvText } from "./format.js";

/**
 * spec: {id, title, caption, half, depends, csv() -> {header, rows}, controls(element, redraw),
 * draw(body, width)}. Draws now, when the width changes, and when a choice in `depends` does.
 */
export function addFigure(section, spec, state) {
  const figure = section.append("figure").attr("id", spec.id)
    .classed("half", spec.half ?? false).attr("aria-labelledby", `${spec.id}-title`);
  figure.append("h3").attr("id", `${spec.id}-title`).text(spec.title);
  const caption = figure.append("figcaption");
  caption.append("span").text(spec.caption);
  addCsvLink(caption, spec);
  const content = figure.append("div");
  const controls = content.append("div").attr("class", "controls");
  const body = content.append("div").attr("class", "body");

  let width = 0;
  const draw = () => {
    if (width === 0) return;
    body.selectAll("*").remove();
    spec.draw(body, width);
  };
  spec.controls?.(controls, draw);
  if (controls.node().childElementCount === 0) controls.remove();
  state.subscribe(spec.depends ?? ["countries"], draw);
  new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now === width) return;
    width = now;
    draw();
  }).observe(body.node());
}

/** The text is made when somebody asks for it. */
function addCsvLink(caption, spec) {
  const link = caption.append("a").attr("class", "csv").attr("href", "#")
    .attr("download", `${spec.id}.csv`).attr("aria-label", `Data of “${spec.title}” as CSV`)
    .text("Data (CSV)");
  link.on("click", () => {
    if (link.attr("href") !== "#") return;
    const { header, rows } = spec.csv();
    const file = new Blob([csvText(header, rows)], { type: "text/csv;charset=utf-8" });
    link.attr("href", URL.createObjectURL(file));
  });
}

/** Says in one line what is not shown and what would show it. */
export function addLeftOut(section, title, hint) {
  const line = section.append("p").attr("class", "left-out");
  line.append("b").text(`${title}: `);
  line.append("span").text(hint);
}

/** Buttons of which one is pressed. */
export function addChoice(controls, label, options, chosen, onChoose) {
  const group = controls.append("div").attr("class", "choice").attr("role", "group")
    .attr("aria-label", label);
  const buttons = group.selectAll("button").data(options).join("button").attr("type", "button")
    .text((option) => option.name)
    .attr("aria-pressed", (option) => option.key === chosen);
  buttons.on("click", (_, option) => {
    buttons.attr("aria-pressed", (other) => other === option);
    onChoose(option.key);
  });
}

/** "Show all 67" for figures that begin with the largest. */
export function addMore(body, n_shown, n_all, all, onClick) {
  if (n_all <= n_shown && !all) return;
  body.append("button").attr("type", "button").attr("class", "more")
    .text(all ? "Show fewer" : `Show all ${n_all}`).on("click", onClick);
}

export function addEmpty(body, text) {
  body.append("p").attr("class", "empty").text(text);
}

/** Swatches with names. */
export function addLegend(body, items) {
  const list = body.append("ul").attr("class", "legend");
  const rows = list.selectAll("li").data(items).join("li");
  rows.append("i").style("background", (item) => item.color).classed("line", (item) => item.line);
  rows.append("span").text((item) => item.name);
  return list;
}

export function makeSvg(body, width, height, label) {
  return body.append("svg").attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width).attr("height", height)
    .attr("tabindex", 0).attr("role", "application").attr("aria-roledescription", "chart")
    .attr("aria-label", `${label}. Arrow keys read its values.`);
}
