// What somebody counted beside what the run has, a panel for each series.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { addLegend, addTable } from "../figure.js";
import { dateText, parseDate, persons, rangeText, short, unitText, withUnit, words }
  from "../format.js";
import { color } from "../palette.js";
import { MOST_LINES, regimeName } from "./compare/panels.js";

const keysText = ({ keys }) => Object.values(keys).join(", ");
const title = (one) => [words(one.series), keysText(one)].filter(Boolean).join(": ");

/** What simulates the series: {name, color, of(one)}, `of` the runs of it. */
function sourcesOf(data) {
  if (!data.comparison) return [{ name: "Simulated", color: "var(--c0)", of: (one) => one.runs }];
  return data.comparison.regime.slice(0, MOST_LINES).map((_, r) =>
    ({ name: regimeName(data.comparison, r), color: color(r), of: (one) => one.regimes[r] }));
}

/** What the lines are, and what of them is not as somebody counted it. */
function linesText(data, sources) {
  const bands = "bands reach from the lowest run to the highest.";
  if (!data.comparison) {
    return "lines what the run has of the same thing in the same years or months; " + bands;
  }
  const all = data.comparison.regime.length;
  return `lines what each ${data.swept ? "point" : "regime"} has of the same thing: means of `
    + `replicates, ${bands}`
    + (data.swept ? "" : " Of a comparison there are years alone: a stock is the mean of its year.")
    + (all > sources.length ? ` Drawn are the first ${sources.length} of ${all}, the table has all.`
      : "");
}

export function observed(data) {
  const all = (data.observed ?? []).filter(({ labels }) => labels.length);
  const outside = d3.sum(data.observed ?? [], (one) => one.outside);
  const sources = sourcesOf(data);
  return {
    id: "observed",
    title: "Observed and simulated",
    caption: `Circles are what ${data.observed_file ?? "the table"} says, `
      + linesText(data, sources)
      + (outside ? ` ${outside} ${outside === 1 ? "observation lies" : "observations lie"} outside of `
        + `${data.comparison && !data.swept ? "the years" : "the run"} and `
        + `${outside === 1 ? "is" : "are"} not shown.` : ""),
    missing: all.length ? null : leftOut(data),
    depends: [],
    csv: () => csv(all, data),
    draw: (body, width) => draw(body, width, all, sources),
  };
}

/** Where there is nothing to draw: because none was asked for, or none is of these dates. */
function leftOut({ observed: asked, observed_file: file }) {
  return asked?.length ? `${file} has nothing of these dates.`
    : "`sojourn report RUN --observed FILE.csv` draws published series beside the run.";
}

/** Mean, lowest and highest of the runs. */
function simulated({ labels }, runs) {
  const over = (how) => labels.map((_, i) =>
    how(runs.map((values) => values[i]).filter((value) => value != null)) ?? null);
  if (runs.length === 1) return { values: runs[0] };
  return { values: over(d3.mean), low: over(d3.min), high: over(d3.max) };
}

const text = (one, value) => (one.units === "persons" ? persons(value) : short(value));

/** {one, source, label, counted, value, low, high} for all that was counted, or for every date. */
const rowsOf = (all, sources, every) => all.flatMap((one) => one.labels.flatMap((label, i) =>
  sources.map((source) => ({ one, source, label, counted: one.observed[i],
                             ...at(simulated(one, source.of(one)), i) }))))
  .filter(({ counted }) => every || counted != null);
const at = ({ values, low, high }, i) => ({ value: values[i], low: low?.[i], high: high?.[i] });

function draw(body, width, all, sources) {
  const columns = width > 980 ? 3 : width > 600 ? 2 : 1;
  const n = Math.min(columns, all.length);
  if (sources.length > 1) {
    addLegend(body, [...sources.map(({ name, color: tint }) => ({ name, color: tint, line: true })),
                     { name: "Observed", color: "var(--ink)", dot: true }]);
  }
  const grid = body.append("div").attr("class", "panels").style("--columns", n);
  const panel_width = Math.floor((width - 28 * (n - 1)) / n);
  for (const one of all) {
    drawPanel(grid.append("div").attr("class", "panel-chart"), panel_width, one, sources);
  }
  const columnNames = [{ name: "Series" }, { name: "When" }, { name: "Observed", number: true },
    { name: "Simulated", number: true }, { name: "Simulated / observed", number: true }];
  if (sources.length > 1) columnNames.splice(2, 0, { name: "Where", wide: true });
  addTable(body, "Observed and simulated", columnNames, rowsOf(all, sources, false),
    ({ one, source, label, counted, value, low, high }) => [
      { text: title(one), note: unitText(one.units) }, { text: dateText(label) },
      ...(sources.length > 1 ? [{ text: source.name }] : []),
      { text: text(one, counted) },
      { text: text(one, value), note: low == null ? "" : `${text(one, low)} to ${text(one, high)}` },
      { text: value == null || !counted ? "–" : d3.format(".2f")(value / counted) },
    ]);
}

function drawPanel(panel, width, one, sources) {
  panel.append("h4").text(title(one));
  const dates = one.labels.map(parseDate);
  const several = sources.length > 1;
  const series = [...sources.map(({ name, color: tint, of }) =>
    ({ name, color: tint, ...simulated(one, of(one)) })),
  { name: "Observed", color: several ? "var(--ink)" : "var(--c1)", values: one.observed, dots: true }];
  lineChart(panel, width, {
    label: title(one), unit: one.units, height: 220, dates, titles: one.labels.map(dateText),
    span: dates.length > 1 ? d3.extent(dates) : [dates[0], d3.utcYear.offset(dates[0], 1)],
    series, sorted: false, legend: !several, tell: (value) => withUnit(value, one.units),
    tellRange: one.units === "persons" ? rangeText
      : (low, high) => `${short(low)} to ${short(high)}`,
  });
}

/** Of a comparison all regimes, drawn or not. */
function csv(all, data) {
  const regimes = data.comparison?.regime.map((name, r) =>
    ({ name, of: (one) => one.regimes[r] }));
  const rows = rowsOf(all, regimes ?? sourcesOf(data), true).map((row) => [row.one.series,
    Object.entries(row.one.keys).map((pair) => pair.join("=")).join(" "), row.label, row.one.units,
    ...(regimes ? [row.source.name] : []), row.counted, row.value, row.low, row.high]);
  return { header: ["series", "keys", "date", "units", ...(regimes ? ["regime"] : []), "observed",
                    "simulated", "low", "high"], rows };
}
