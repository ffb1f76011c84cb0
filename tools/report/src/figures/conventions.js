// Conventions and compacts: who joined when, and who keeps to them.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { cells, tableRows } from "../data.js";
import { addChoice, addEmpty, addMore, makeSvg, rowsChoice } from "../figure.js";
import { dateText, decimal, parseDate, tickText, words } from "../format.js";
import { fitted, textWidth } from "../measure.js";
import { color } from "../palette.js";
import { explore } from "../tooltip.js";
import { countriesBySize } from "./country_measures.js";

const N_CURVES = 8;
const N_ROWS = 30;

export function ratification(data, state) {
  const acts = tableRows(data.acts).filter(({ act }) => act === "joined" || act === "withdrew");
  return {
    id: "ratification",
    title: "Who joined what, and when",
    half: true,
    caption: "States that have joined each convention or compact and have not withdrawn.",
    missing: acts.length ? null : "nobody joined an instrument; states draft and join them in a "
      + "scenario with [modules.conventions] or [modules.compact].",
    csv: () => ({ header: ["date", "instrument", "state", "act"],
                  rows: tableRows(data.acts).map((a) => [a.date, a.instrument, a.state, a.act]) }),
    draw: (body, width) => drawCurves(body, width, data, state, acts),
  };
}

function drawCurves(body, width, data, state, acts) {
  const shown = new Set([...state.countries].map((i) => data.countries[i].id));
  const ours = acts.filter((act) => shown.size === 0 || shown.has(act.state));
  if (ours.length === 0) return addEmpty(body, "The countries shown joined nothing.");
  const dates = d3.sort(new Set(ours.map((act) => act.date)));
  const curves = d3.groups(ours, (act) => act.instrument).map(([name, list]) => {
    let n = 0;
    const change = d3.rollup(list, (same) => d3.sum(same, (a) => (a.act === "joined" ? 1 : -1)),
                             (act) => act.date);
    const first = d3.min(list, (act) => act.date);
    const values = dates.map((date) => {
      n += change.get(date) ?? 0;
      return date < first ? null : n;
    });
    return { name, values: [...values, n], step: true };
  });
  const series = d3.sort(curves, (curve) => -curve.values.at(-1)).slice(0, N_CURVES)
    .map((curve, i) => ({ ...curve, color: color(i) }));
  lineChart(body, width, {
    label: "States that joined each instrument", unit: "states", span: data.span, series,
    dates: [...dates.map(parseDate), data.span[1]],
    titles: [...dates.map((date) => tickText(date, data.tick)), `End of ${dateText(data.last)}`],
    tell: (n) => `${n} states`,
  });
}

export function compliance(data, state) {
  const series = data.compliance;
  const known = series && series.values.some((value) => value != null);
  const labels = series?.labels[2] ?? [];
  const objective = state.choice("objective", labels.length > 1 ? "mean" : "0");
  const rows_shown = rowsChoice(state, "compliance-rows");
  return {
    id: "compliance",
    title: "Who keeps to what they joined",
    half: true,
    caption: "Compliance of each state with the objectives of the instruments it joined, by year; "
      + "0: none, 1: full. Blank: it is no member.",
    missing: known ? null : "the file has no compliance; [modules.compact] in the scenario, and "
      + "states that join, give it.",
    depends: ["countries", "objective", rows_shown.key],
    csv: () => seriesCsv(series, ["year", "state", "objective"], "compliance"),
    controls: (element) => {
      if (labels.length < 2) return;
      const options = labels.map((name, key) => ({ key: String(key), name: words(name) }));
      addChoice(element, "Objective", [{ key: "mean", name: "Mean" }, ...options], objective.get(),
                objective.set, { state, key: "objective", get: objective.get });
    },
    draw: (body, width) => {
      const at = objective.get() === "mean" ? -1 : Number(objective.get());
      const rows = complianceRows(data, state, series, at);
      if (rows.length === 0) return addEmpty(body, "None of the countries shown is a member.");
      drawHeat(body, width, series.labels[0], rows_shown.all() ? rows : rows.slice(0, N_ROWS));
      addMore(body, N_ROWS, rows.length, rows_shown);
    },
  };
}

/** {name, values by year} of members, in the order of countries by size. */
function complianceRows(data, state, series, objective) {
  const at = cells(series);
  const [n_years, n_states, n_objectives] = series.shape;
  const index = new Map(series.labels[1].map((id, s) => [id, s]));
  const chosen = objective < 0 ? d3.range(n_objectives) : [objective];
  return countriesBySize(data)
    .filter((c) => state.shows(c) && index.has(data.countries[c].id))
    .map((c) => {
      const s = index.get(data.countries[c].id);
      const values = d3.range(n_years).map((y) => d3.mean(chosen, (o) => at(y, s, o)) ?? null);
      return { name: data.countries[c].name, values };
    })
    .filter(({ values }) => values.some((value) => value != null) && n_states > 0);
}

function drawHeat(body, width, years, rows) {
  const narrow = width < 520;
  const left = narrow ? 0 : 140;
  const row = narrow ? 36 : 18; // [px], of a narrow page with the name above
  const above = narrow ? 18 : 0;
  const top = 22;
  const cell = (width - left) / years.length;
  const ramp = (value) => `color-mix(in oklab, var(--heat-high) ${100 * value}%, var(--heat-low))`;
  const legend = body.append("div").attr("class", "ramp");
  legend.append("span").text("0");
  addRamp(legend, ramp);
  legend.append("span").text("1");
  const svg = makeSvg(body, width, top + rows.length * row, "Compliance by state and year");
  const room = d3.max(years, (year) => textWidth(String(year), 11.5)) + 10;
  const every = Math.ceil(room / cell);
  years.forEach((year, i) => {
    if (i % every) return;
    svg.append("text").attr("class", "aside").attr("x", left + (i + 0.5) * cell).attr("y", 12)
      .attr("text-anchor", "middle").text(year);
  });
  const points = [];
  rows.forEach(({ name, values }, r) => {
    svg.append("text").attr("class", "row-name").attr("y", top + r * row + (above || row) - 5)
      .text(fitted(name, (left || width) - 10, 13));
    values.forEach((value, i) => {
      if (value == null) return;
      svg.append("rect").attr("class", "mark heat").attr("data-point", points.length)
        .attr("x", left + i * cell).attr("y", top + r * row + above).attr("rx", 1)
        .attr("width", Math.max(1, cell - 1)).attr("height", row - above - 1)
        .style("fill", ramp(Math.min(1, Math.max(0, value))));
      points.push({ x: left + (i + 0.5) * cell, y: top + r * row + (row + above) / 2,
                    group: r,
                    title: `${name}, ${years[i]}`,
                    rows: [["compliance", decimal(value), ramp(value)]] });
    });
  });
  explore(svg, points, { by: "mark" });
}

/** The colours of 0 to 1, as a drawing. */
export function addRamp(legend, ramp) {
  const svg = legend.append("svg").attr("width", 120).attr("height", 9).attr("aria-hidden", "true");
  svg.selectAll("rect").data(d3.range(24)).join("rect").attr("x", (i) => 5 * i).attr("width", 5.5)
    .attr("height", 9).style("fill", (i) => ramp(i / 23));
}

/** A series as tidy rows, unknown cells left out. */
export function seriesCsv(series, axes, name) {
  const rows = [];
  const index = series.shape.map(() => 0);
  for (const value of series.values) {
    if (value != null) rows.push([...index.map((i, axis) => series.labels[axis][i] ?? i), value]);
    for (let axis = index.length - 1; axis >= 0; --axis) {
      if (++index[axis] < series.shape[axis]) break;
      index[axis] = 0;
    }
  }
  const unit = series.units && series.units !== "1" ? ` [${series.units}]` : "";
  return { header: [...axes, name + unit], rows };
}
