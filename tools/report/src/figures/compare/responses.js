// How outcomes answer to a setting that is varied, a curve for each regime.
import * as d3 from "d3";
import { lineDomain } from "../../chart.js";
import { cells } from "../../data.js";
import { addChoice, addLegend, makeSvg } from "../../figure.js";
import { axisUnit, short, valueText, withUnit, words } from "../../format.js";
import { fitted, textWidth } from "../../measure.js";
import { color } from "../../palette.js";
import { explore } from "../../tooltip.js";
import { addPanels, addQuiet, split, unitOf } from "./panels.js";

const HEIGHT = 220; // [px]
const MOST_CURVES = 8; // as many as there are colours
const MARGIN = { top: 12, right: 16, bottom: 38, left: 52 };

/** A regime's name without the point at which settings are varied. */
function bareName({ regime, parameter }, point, r) {
  const suffix = parameter.map((name, p) => `${name}=${point(r)[p]}`).join(", ");
  if (regime[r] === suffix) return "";
  return (regime[r].endsWith(`, ${suffix}`) ? regime[r].slice(0, -suffix.length - 2) : regime[r])
    .replaceAll("_", " ");
}

const last = (path) => path.split(".").slice(-2).join(".");

/**
 * Points that differ in the setting `p` alone: {name, members}, members by index. Where they are too
 * many to be told apart (settings drawn at random), or stand alone, a family for each regime, whose
 * points no line joins.
 */
function families(comparison, p) {
  const { regime, parameter, parameter_texts: texts } = comparison;
  const point = (r) => parameter.map((_, i) => texts[r * parameter.length + i]);
  const bare = (r) => bareName(comparison, point, r);
  const others = (r) => [bare(r), ...parameter.flatMap((name, i) =>
    (i === p ? [] : [`${last(name)} = ${valueText(point(r)[i])}`]))].filter(Boolean).join(", ");
  const list = (of, joined) => d3.groups(d3.range(regime.length), of).map(([name, members]) =>
    ({ name: name || "The scenario", joined, members: members.map((r) => ({ r, point: point(r) })) }));
  const curves = list(others, true);
  const apart = curves.length <= MOST_CURVES && curves.some(({ members }) => members.length > 1);
  return apart ? curves : list(bare, false);
}

export function responses(data, state) {
  const { comparison } = data;
  const varied = comparison.parameter ?? [];
  const chosen = state.choice("parameter", "0");
  const which = () => (varied[chosen.get()] === undefined ? 0 : Number(chosen.get()));
  return {
    id: "responses",
    title: "Response curves",
    caption: "Each outcome over the values of a setting that was varied: the mean of replicates, "
      + "with its interval as a bar and a band. A curve for each regime"
      + (varied.length > 1 ? " and each value of the other settings; points that no line joins "
        + "differ in these as well." : ".") + " Axes need not begin at zero.",
    missing: varied.length && comparison.mean ? null
      : "no setting was varied; `--vary path=a,b,c` of `sojourn compare` does.",
    depends: ["parameter"],
    csv: () => csv(comparison),
    controls: (element) => {
      if (varied.length < 2) return;
      addChoice(element, "Setting", varied.map((name, p) => ({ key: String(p), name })),
                String(which()), chosen.set,
                { state, key: "parameter", get: () => String(which()) });
    },
    draw: (body, width) => draw(body, width, comparison, which()),
  };
}

function draw(body, width, comparison, p) {
  const at = cells(comparison.parameters);
  const mean = cells(comparison.mean);
  const all = families(comparison, p);
  if (all.length > 1) {
    addLegend(body, all.map(({ name, joined }, i) => ({ name, color: color(i), line: joined })));
  }
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
  const room = inner.width / Math.max(1, axis.texts.length); // of a label that is no number
  const labels = axis.texts.map((text) => fitted(valueText(text), room - 6, 11.5));
  const edge = axis.numeric ? 8 : Math.max(8, d3.max(labels, (text) => textWidth(text, 11.5)) / 2);
  const x = d3.scaleLinear(least === most ? [least - 1, most + 1] : [least, most],
                           [edge, inner.width - edge]);
  const y = d3.scaleLinear(lineDomain(values), [inner.height, 0]).nice(4);
  const scale = axisUnit(d3.max(y.domain(), Math.abs), unit);
  panel.select("h4").append("small").text(` ${scale.name}`);
  const svg = makeSvg(panel, width, HEIGHT,
                      `${words(comparison.outcome[o])} over ${axis.name}`);
  const g = svg.append("g").attr("transform", `translate(${MARGIN.left},${MARGIN.top})`);
  g.append("g").attr("class", "grid")
    .call(d3.axisLeft(y).ticks(4).tickSize(-inner.width).tickFormat(scale.show))
    .call((layer) => layer.select(".domain").remove());
  const ticks = axis.numeric ? d3.axisBottom(x).ticks(Math.max(2, Math.floor(inner.width / 70)), "~g")
    : d3.axisBottom(x).tickValues(d3.range(axis.texts.length)).tickFormat((i) => labels[i]);
  g.append("g").attr("class", "axis").attr("transform", `translate(0,${inner.height})`)
    .call(ticks.tickSizeOuter(0));
  g.append("text").attr("class", "unit").attr("x", inner.width).attr("y", inner.height + 33)
    .attr("text-anchor", "end").text(axis.name);
  const points = all.flatMap((family, f) => {
    const rows = d3.sort(family.members, ({ r }) => axis.place(r)).map(({ r, point }) =>
      ({ r, point, x: x(axis.place(r)), mean: mean(r, o), low: low(r, o), high: high(r, o) }))
      .filter((row) => row.mean != null);
    drawCurve(g, rows, y, color(f), family.joined);
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
    g.append("path").attr("class", "mark band").style("fill", tint)
      .attr("d", d3.area().defined((row) => row.low != null).x((row) => row.x)
        .y0((row) => y(row.low)).y1((row) => y(row.high))(rows));
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
