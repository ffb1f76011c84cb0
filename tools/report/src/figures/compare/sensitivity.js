// Which settings make outcomes vary: Sobol indices, and the points they are made of.
import * as d3 from "d3";
import { cells } from "../../data.js";
import { addChoice, addEmpty, addLegend, makeSvg } from "../../figure.js";
import { axisUnit, decimal, short, withUnit, words } from "../../format.js";
import { fitted } from "../../measure.js";
import { explore } from "../../tooltip.js";
import { seriesCsv } from "../conventions.js";
import { addPanels, addQuiet, split } from "./panels.js";

const KINDS = [{ key: "first_order", name: "By itself", color: "var(--c0)" },
               { key: "total", name: "With others", color: "var(--c1)" }];
const ROW = 44; // [px]

export function sobolIndices(data) {
  const { sensitivity } = data;
  return {
    id: "indices",
    title: "What makes outcomes vary",
    caption: "Share of an outcome's variance that a setting makes by itself (first order), and "
      + "that it has a part in (total), with their intervals.",
    missing: sensitivity.first_order ? null : "the file has no indices.",
    depends: [],
    csv: () => csv(sensitivity),
    draw: (body, width) => {
      const at = cells(sensitivity.total);
      const parameters = d3.range(sensitivity.parameter.length);
      const [shown, quiet] = split(d3.range(sensitivity.outcome.length), (o) =>
        parameters.some((p) => at(o, p) != null));
      addLegend(body, KINDS);
      addPanels(body, width, shown.map((o) => words(sensitivity.outcome[o])))
        .forEach(({ panel, width: w }, i) => drawIndices(panel, w, sensitivity, shown[i]));
      addQuiet(body, "Does not vary", quiet.map((o) => sensitivity.outcome[o]));
    },
  };
}

function drawIndices(panel, width, sensitivity, o) {
  const read = (key) => cells(sensitivity[key]);
  const rows = sensitivity.parameter.map((name, p) => ({ name, kinds: KINDS.map((kind) => ({
    ...kind, value: read(kind.key)(o, p), low: read(`${kind.key}_low`)(o, p),
    high: read(`${kind.key}_high`)(o, p) })) }));
  const flat = rows.flatMap((row) => row.kinds.flatMap(({ value, low, high }) =>
    [value, low, high]))
    .filter((value) => value != null);
  const x = d3.scaleLinear(d3.extent([0, 1, ...flat]), [14, width - 18]).nice(4);
  const height = rows.length * ROW + 26;
  const svg = makeSvg(panel, width, height, `What makes ${words(sensitivity.outcome[o])} vary`);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 22})`)
    .call(d3.axisBottom(x).ticks(4, "~g").tickSizeOuter(0))
    .call((g) => g.select(".domain").remove());
  svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0))
    .attr("y2", height - 22);
  const points = rows.map((row, r) => {
    const top = r * ROW;
    svg.append("text").attr("class", "row-name").attr("y", top + 12)
      .text(fitted(row.name, width, 13));
    row.kinds.forEach((kind, k) => drawEstimate(svg, kind, x, top + 22 + 10 * k));
    svg.append("rect").attr("class", "hit").attr("data-point", r).attr("y", top)
      .attr("width", width).attr("height", ROW);
    return { x: x(row.kinds[1].value ?? 0), y: top + 28, group: r, title: row.name,
             rows: row.kinds.map((kind) => [kind.name, `${decimal(kind.value)} `
               + `(${decimal(kind.low)} to ${decimal(kind.high)})`, kind.color]) };
  });
  explore(svg, points, { by: "mark" });
}

function drawEstimate(svg, { value, low, high, color }, x, y) {
  if (value == null) return;
  if (low != null && high != null) {
    svg.append("line").attr("class", "mark interval").style("stroke", color)
      .attr("x1", x(low)).attr("x2", x(high)).attr("y1", y).attr("y2", y);
  }
  svg.append("circle").attr("class", "mark estimate").attr("cx", x(value)).attr("cy", y)
    .attr("r", 4).style("fill", color).style("stroke", color);
}

function csv(sensitivity) {
  const keys = KINDS.flatMap(({ key }) => [key, `${key}_low`, `${key}_high`]);
  const read = keys.map((key) => cells(sensitivity[key]));
  return { header: ["outcome", "parameter", ...keys],
           rows: sensitivity.outcome.flatMap((outcome, o) => sensitivity.parameter.map((name, p) =>
             [outcome, name, ...read.map((at) => at(o, p))])) };
}

/** Every run of the design: an outcome over one setting. */
export function designPoints(data, state) {
  const { sensitivity } = data;
  const chosen = state.choice("parameter", "0");
  return {
    id: "points",
    title: "Outcomes over a setting",
    caption: "Every point of the design, at which all settings differ: how an outcome lies over "
      + "the values of one of them.",
    missing: sensitivity.outcomes && sensitivity.parameters ? null : "the file has no points.",
    depends: ["parameter"],
    csv: () => {
      const rows = seriesCsv(sensitivity.outcomes, ["point", "outcome"], "value").rows;
      const at = cells(sensitivity.parameters);
      const index = new Map(sensitivity.point.map((point, i) => [point, i]));
      return { header: ["point", ...sensitivity.parameter, "outcome", "value"],
               rows: rows.map(([point, outcome, value]) =>
                 [point, ...sensitivity.parameter.map((_, p) =>
                 at(index.get(point), p)), outcome, value]) };
    },
    controls: (element) => {
      if (sensitivity.parameter.length < 2) return;
      addChoice(element, "Setting", 
                sensitivity.parameter.map((name, p) => ({ key: String(p), name })),
                chosen.get(), chosen.set, { state, key: "parameter", get: chosen.get });
    },
    draw: (body, width) => drawPoints(body, width, sensitivity, Number(chosen.get())),
  };
}

function drawPoints(body, width, sensitivity, p) {
  const [outcome, setting] = [cells(sensitivity.outcomes), cells(sensitivity.parameters)];
  const points = d3.range(sensitivity.point.length);
  const [shown, quiet] = split(d3.range(sensitivity.outcome.length), (o) =>
    points.some((i) => outcome(i, o)));
  if (shown.length === 0) return addEmpty(body, "No outcome is known.");
  addPanels(body, width, shown.map((o) => words(sensitivity.outcome[o])))
    .forEach(({ panel, width: w }, k) => drawScatter(panel, w, {
      name: sensitivity.parameter[p], unit: sensitivity.outcome_units[shown[k]],
      label: words(sensitivity.outcome[shown[k]]),
      dots: points.map((i) => ({ i, x: setting(i, p), y: outcome(i, shown[k]) }))
        .filter((dot) => dot.y != null),
    }));
  addQuiet(body, "Zero everywhere, or not known", quiet.map((o) => sensitivity.outcome[o]));
}

function drawScatter(panel, width, { name, unit, label, dots }) {
  const [left, top, height] = [52, 8, 200];
  const x = d3.scaleLinear(d3.extent(dots, (dot) => dot.x), [left + 6, width - 14]);
  const y = d3.scaleLinear(d3.extent([0, ...dots.map((dot) => dot.y)]), [height - 38, top]).nice(4);
  const scale = axisUnit(d3.max(y.domain(), Math.abs), unit);
  panel.select("h4").append("small").text(` ${scale.name}`);
  const svg = makeSvg(panel, width, height, `${label} over ${name}`);
  svg.append("g").attr("class", "grid").attr("transform", `translate(${left},0)`)
    .call(d3.axisLeft(y).ticks(4).tickSize(-(width - left - 14)).tickFormat(scale.show))
    .call((g) => g.select(".domain").remove());
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 38})`)
    .call(d3.axisBottom(x).ticks(Math.max(2, Math.floor(width / 90)), "~g").tickSizeOuter(0));
  svg.append("text").attr("class", "unit").attr("x", width - 14).attr("y", height - 4)
    .attr("text-anchor", "end").text(name);
  const sorted = d3.sort(dots, (dot) => dot.x);
  svg.append("g").selectAll("circle").data(sorted).join("circle").attr("class", "mark dot")
    .attr("cx", (dot) => x(dot.x)).attr("cy", (dot) => y(dot.y)).attr("r", 2.5);
  explore(svg, sorted.map((dot) => ({
    x: x(dot.x), y: y(dot.y), group: 0, title: `${name} = ${decimal(dot.x)}`,
    rows: [[label, withUnit(dot.y, unit), "var(--c0)"], ["point", short(dot.i + 1)]],
  })), { by: "xy" });
}
