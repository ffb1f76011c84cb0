// How outcomes answer to a setting that is varied, a curve for each regime.
import * as d3 from "d3";
import { cells } from "../../data.js";
import { addChoice, addLegend, makeSvg } from "../../figure.js";
import { axisUnit, short, withUnit, words } from "../../format.js";
import { color } from "../../palette.js";
import { explore } from "../../tooltip.js";
import { addPanels, addQuiet, split, unitOf } from "./panels.js";

const HEIGHT = 220; // [px]
const MARGIN = { top: 12, right: 16, bottom: 38, left: 52 };

/** Regimes without the point at which settings are varied: {name, members}, members by index. */
function families({ regime, parameter, parameter_texts: texts }) {
  const point = (r) => parameter.map((_, p) => texts[r * parameter.length + p]);
  const bare = (r) => regime[r].split(", ").filter((part) => !part.includes("=")).join(", ")
    .replaceAll("_", " ") || "The scenario";
  return d3.groups(d3.range(regime.length), bare).map(([name, members]) =>
    ({ name, members: members.map((r) => ({ r, point: point(r) })) }));
}

export function responses(data, state) {
  const { comparison } = data;
  const varied = comparison.parameter ?? [];
  const chosen = state.choice("parameter", "0");
  return {
    id: "responses",
    title: "Response curves",
    caption: "Each outcome over the values of a setting that was varied: the mean of replicates "
      + "with its interval, a curve for each regime. Where several settings were varied, points of "
      + "one value differ in the others.",
    missing: varied.length && comparison.mean ? null
      : "no setting was varied; `--vary path=a,b,c` of `sojourn compare` does.",
    depends: ["parameter"],
    csv: () => csv(comparison),
    controls: (element) => {
      if (varied.length < 2) return;
      addChoice(element, "Setting", varied.map((name, p) => ({ key: String(p), name })), chosen.get(),
                chosen.set, { state, key: "parameter", get: chosen.get });
    },
    draw: (body, width) => draw(body, width, comparison, Number(chosen.get())),
  };
}

function draw(body, width, comparison, p) {
  const at = cells(comparison.parameters);
  const mean = cells(comparison.mean);
  const all = families(comparison);
  addLegend(body, all.map(({ name }, i) => ({ name, color: color(i), line: true })));
  const [shown, quiet] = split(d3.range(comparison.outcome.length), (o) =>
    d3.range(comparison.regime.length).some((r) => mean(r, o)));
  const names = shown.map((o) => words(comparison.outcome[o]));
  const numeric = d3.range(comparison.regime.length).every((r) => at(r, p) != null);
  const texts = [...new Set(d3.range(comparison.regime.length).map((r) =>
    comparison.parameter_texts[r * comparison.parameter.length + p]))];
  const place = (r) => (numeric ? at(r, p)
    : texts.indexOf(comparison.parameter_texts[r * comparison.parameter.length + p]));
  const axis = { numeric, texts, name: comparison.parameter[p], place,
                 extent: d3.extent(d3.range(comparison.regime.length), place) };
  addPanels(body, width, names).forEach(({ panel, width: w }, i) =>
    drawCurves(panel, w, comparison, shown[i], all, axis));
  addQuiet(body, "Zero everywhere, or not known", quiet.map((o) => comparison.outcome[o]));
}

function drawCurves(panel, width, comparison, o, all, axis) {
  const [mean, low, high] = ["mean", "low", "high"].map((key) =>
    (comparison[key] ? cells(comparison[key]) : () => null));
  const unit = unitOf(comparison, o);
  const every = d3.range(comparison.regime.length);
  const values = every.flatMap((r) => [mean(r, o), low(r, o), high(r, o)]).filter((v) => v != null);
  const inner = { width: width - MARGIN.left - MARGIN.right,
                  height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const [least, most] = axis.extent;
  const x = d3.scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [8, inner.width - 8]);
  const y = d3.scaleLinear(d3.extent([0, ...values]), [inner.height, 0]).nice(4);
  const scale = axisUnit(d3.max(y.domain(), Math.abs), unit);
  panel.select("h4").append("small").text(` ${scale.name}`);
  const svg = makeSvg(panel, width, HEIGHT,
                      `${words(comparison.outcome[o])} over ${axis.name}`);
  const g = svg.append("g").attr("transform", `translate(${MARGIN.left},${MARGIN.top})`);
  g.append("g").attr("class", "grid")
    .call(d3.axisLeft(y).ticks(4).tickSize(-inner.width).tickFormat(scale.show))
    .call((layer) => layer.select(".domain").remove());
  const ticks = axis.numeric ? d3.axisBottom(x).ticks(Math.max(2, Math.floor(inner.width / 70)), "~g")
    : d3.axisBottom(x).tickValues(d3.range(axis.texts.length)).tickFormat((i) => axis.texts[i]);
  g.append("g").attr("class", "axis").attr("transform", `translate(0,${inner.height})`)
    .call(ticks.tickSizeOuter(0));
  g.append("text").attr("class", "unit").attr("x", inner.width).attr("y", inner.height + 33)
    .attr("text-anchor", "end").text(axis.name);
  const points = all.flatMap((family, f) => {
    const rows = d3.sort(family.members, ({ r }) => axis.place(r)).map(({ r, point }) =>
      ({ r, point, x: x(axis.place(r)), mean: mean(r, o), low: low(r, o), high: high(r, o) }))
      .filter((row) => row.mean != null);
    drawCurve(g, rows, y, color(f), comparison.parameter.length === 1);
    return rows.map((row) => ({
      x: MARGIN.left + row.x, y: MARGIN.top + y(row.mean), group: f,
      title: `${family.name}: ${comparison.parameter.map((name, i) =>
        `${name} = ${row.point[i]}`).join(", ")}`,
      rows: [[words(comparison.outcome[o]), withUnit(row.mean, unit), color(f)],
             ["interval", row.low == null ? "–" : `${short(row.low)} to ${short(row.high)}`]],
      dots: [{ x: MARGIN.left + row.x, y: MARGIN.top + y(row.mean), color: color(f) }],
    }));
  });
  explore(svg, points, { by: "xy" });
}

function drawCurve(g, rows, y, tint, joined) {
  if (joined) {
    g.append("path").attr("class", "mark line").style("stroke", tint)
      .attr("d", d3.line().x((row) => row.x).y((row) => y(row.mean))(rows));
  }
  for (const row of rows) {
    if (row.low != null) {
      g.append("line").attr("class", "mark interval").style("stroke", tint)
        .attr("x1", row.x).attr("x2", row.x).attr("y1", y(row.low)).attr("y2", y(row.high));
    }
    g.append("circle").attr("class", "mark estimate").attr("cx", row.x).attr("cy", y(row.mean))
      .attr("r", 3.5).style("fill", tint).style("stroke", tint);
  }
}

function csv(comparison) {
  const [mean, low, high] = ["mean", "low", "high"].map((key) =>
    (comparison[key] ? cells(comparison[key]) : () => null));
  const n = comparison.parameter.length;
  const rows = comparison.regime.flatMap((regime, r) => comparison.outcome.map((outcome, o) =>
    [regime, ...comparison.parameter.map((_, p) => comparison.parameter_texts[r * n + p]), outcome,
     unitOf(comparison, o), mean(r, o), low(r, o), high(r, o)]));
  return { header: ["regime", ...comparison.parameter, "outcome", "units", "mean", "low", "high"],
           rows };
}
