// The frame around every figure: heading, caption, controls, chart, its data as CSV, and itself as
// a picture.
import * as d3 from "d3";
import { downloadPng, downloadSvg } from "./export.js";
import { csvText } from "./format.js";

/**
 * spec: {id, title, caption, half, depends, csv() -> {header, rows}, controls(element),
 * draw(body, width)}. Draws now, when the width changes, and when a choice in `depends` does.
 */
export function addFigure(section, spec, state) {
  const figure = section.append("figure").attr("id", spec.id)
    .classed("half", spec.half ?? false).attr("aria-labelledby", `${spec.id}-title`);
  figure.append("h3").attr("id", `${spec.id}-title`).text(spec.title);
  const caption = figure.append("figcaption");
  addCode(caption.append("span"), spec.caption);
  const content = figure.append("div");
  const controls = content.append("div").attr("class", "controls");
  const body = content.append("div").attr("class", "body");
  addDownloads(caption, spec, figure.node());

  let width = 0;
  const draw = () => {
    if (width === 0) return;
    body.selectAll("*").remove();
    spec.draw(body, width);
  };
  spec.controls?.(controls);
  if (controls.node().childElementCount === 0) controls.remove();
  state.subscribe(spec.depends ?? ["countries"], draw);
  new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now === width) return;
    width = now;
    draw();
  }).observe(body.node());
}

function addDownloads(caption, spec, figure) {
  const list = caption.append("span").attr("class", "downloads");
  if (spec.csv) addCsvLink(list, spec);
  for (const [name, save] of [["SVG", downloadSvg], ["PNG", downloadPng]]) {
    list.append("button").attr("type", "button").attr("class", `save ${name.toLowerCase()}`)
      .attr("aria-label", `“${spec.title}” as ${name}`).text(name)
      .on("click", () => save(figure));
  }
}

/** The text is made when somebody asks for it. */
function addCsvLink(list, spec) {
  const link = list.append("a").attr("class", "csv").attr("href", "#")
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
  addCode(line.append("span"), hint);
}

/** Text in which what stands in backticks is written by hand or by machine. */
function addCode(element, text) {
  text.split("`").forEach((part, i) => {
    if (part) element.append(i % 2 ? "code" : "span").text(part);
  });
}

/**
 * Buttons of which one is pressed. With `bound`, {state, key, get}, they follow a choice of the
 * page's state.
 * @return what presses another one, by its key
 */
export function addChoice(controls, label, options, chosen, onChoose, bound = null) {
  const group = controls.append("div").attr("class", "choice").attr("role", "group")
    .attr("aria-label", label);
  const buttons = group.selectAll("button").data(options).join("button").attr("type", "button")
    .text((option) => option.name);
  const press = (key) => buttons.attr("aria-pressed", (option) => option.key === key);
  press(chosen);
  buttons.on("click", (_, option) => {
    press(option.key);
    onChoose(option.key);
  });
  bound?.state.subscribe([bound.key], () => press(bound.get()));
  return press;
}

/** Whether a figure shows all its rows, kept in the page's state under `key`. */
export function rowsChoice(state, key) {
  const choice = state.choice(key, "");
  return { key, all: () => choice.get() === "all",
           toggle: () => choice.set(choice.get() === "all" ? "" : "all") };
}

/** "Show all 67" for figures that begin with the largest. */
export function addMore(body, n_shown, n_all, rows) {
  if (n_all <= n_shown) return;
  body.append("button").attr("type", "button").attr("class", "more")
    .text(rows.all() ? "Show fewer" : `Show all ${n_all}`).on("click", () => {
      const figure = body.node().closest("figure");
      rows.toggle();
      figure.querySelector("button.more")?.focus({ preventScroll: true });
    });
}

export function addEmpty(body, text) {
  body.append("p").attr("class", "empty").text(text);
}

/** Swatches with names. */
export function addLegend(body, items) {
  const list = body.append("ul").attr("class", "legend");
  const rows = list.selectAll("li").data(items).join("li");
  rows.append("i").style("background", (item) => item.color).classed("line", (item) => item.line)
    .classed("dot", (item) => item.dot);
  rows.append("span").text((item) => item.name);
  return list;
}

/**
 * A table that scrolls sideways within itself; on a narrow page each row is a list of its own.
 * columns: {name, number, wide, color}; cells(row): by column {text, note}.
 */
export function addTable(body, label, columns, rows, cells) {
  const table = body.append("div").attr("class", "scroll rows").attr("tabindex", 0)
    .attr("role", "region").attr("aria-label", label).append("table");
  const heads = table.append("thead").append("tr").selectAll("th").data(columns).join("th")
    .attr("scope", "col").classed("number", (column) => column.number);
  heads.filter(({ color }) => color).append("i").style("background", ({ color }) => color);
  heads.append("span").text(({ name }) => name);
  const lines = table.append("tbody").selectAll("tr").data(rows).join("tr");
  lines.each(function eachRow(row) {
    cells(row).forEach(({ text, note }, c) => {
      const cell = d3.select(this).append(c === 0 ? "th" : "td").attr("class", "mark")
        .attr("scope", c === 0 ? "row" : null).attr("data-label", columns[c].name)
        .classed("number", columns[c].number ?? false).classed("wide", columns[c].wide ?? false);
      cell.append("span").text(text);
      if (note) cell.append("small").text(` ${note}`);
    });
  });
  return table;
}

export function makeSvg(body, width, height, label) {
  return body.append("svg").attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width).attr("height", height)
    .attr("tabindex", 0).attr("role", "application").attr("aria-roledescription", "chart")
    .attr("aria-label", `${label}. Arrow keys read its values.`);
}
