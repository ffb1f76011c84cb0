// What somebody counted beside what the run has, a panel for each series.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { addTable } from "../figure.js";
import { dateText, parseDate, persons, rangeText, short, unitText, withUnit, words }
  from "../format.js";

const keysText = ({ keys }) => Object.values(keys).join(", ");
const title = (one) => [words(one.series), keysText(one)].filter(Boolean).join(": ");

export function observed(data) {
  const all = data.observed ?? [];
  const outside = d3.sum(all, (one) => one.outside);
  return {
    id: "observed",
    title: "Observed and simulated",
    caption: `Circles are what ${data.observed_file ?? "the table"} says, lines what the run has `
      + "of the same thing in the same years or months; bands reach from the lowest run to the highest."
      + (outside ? ` ${outside} observations lie outside the run and are not shown.` : ""),
    missing: all.length ? null : "`sojourn report RUN --observed FILE.csv` draws published series "
      + "beside the run.",
    depends: [],
    csv: () => csv(all),
    draw: (body, width) => draw(body, width, all),
  };
}

/** Mean, lowest and highest of the runs. */
function simulated({ labels, runs }) {
  const over = (how) => labels.map((_, i) =>
    how(runs.map((values) => values[i]).filter((value) => value != null)) ?? null);
  if (runs.length === 1) return { values: runs[0] };
  return { values: over(d3.mean), low: over(d3.min), high: over(d3.max) };
}

const text = (one, value) => (one.units === "persons" ? persons(value) : short(value));

function draw(body, width, all) {
  const columns = width > 980 ? 3 : width > 600 ? 2 : 1;
  const grid = body.append("div").attr("class", "panels")
    .style("--columns", Math.min(columns, all.length));
  const n = Math.min(columns, all.length);
  const panel_width = Math.floor((width - 28 * (n - 1)) / n);
  for (const one of all) {
    drawPanel(grid.append("div").attr("class", "panel-chart"), panel_width, one);
  }
  const rows = all.flatMap((one) => one.labels.map((label, i) => ({
    one, label, counted: one.observed[i], ...at(simulated(one), i),
  }))).filter(({ counted }) => counted != null);
  addTable(body, "Observed and simulated", [{ name: "Series" }, { name: "When" },
    { name: "Observed", number: true }, { name: "Simulated", number: true },
    { name: "Simulated / observed", number: true }], rows,
  ({ one, label, counted, value, low, high }) => [
    { text: title(one), note: unitText(one.units) }, { text: dateText(label) },
    { text: text(one, counted) },
    { text: text(one, value), note: low == null ? "" : `${text(one, low)} to ${text(one, high)}` },
    { text: value == null || !counted ? "–" : d3.format(".2f")(value / counted) },
  ]);
}
const at = ({ values, low, high }, i) => ({ value: values[i], low: low?.[i], high: high?.[i] });

function drawPanel(panel, width, one) {
  panel.append("h4").text(title(one));
  const dates = one.labels.map(parseDate);
  const series = [{ name: "Simulated", color: "var(--c0)", ...simulated(one) },
                  { name: "Observed", color: "var(--c1)", values: one.observed, dots: true }];
  lineChart(panel, width, {
    label: title(one), unit: one.units, height: 220, dates, titles: one.labels.map(dateText),
    span: dates.length > 1 ? d3.extent(dates) : [dates[0], d3.utcYear.offset(dates[0], 1)],
    series, sorted: false, tell: (value) => withUnit(value, one.units),
    tellRange: one.units === "persons" ? rangeText
      : (low, high) => `${short(low)} to ${short(high)}`,
  });
}

function csv(all) {
  const rows = all.flatMap((one) => one.labels.flatMap((label, i) => {
    const { value, low, high } = at(simulated(one), i);
    return [[one.series, Object.entries(one.keys).map((pair) => pair.join("=")).join(" "), label,
             one.units, one.observed[i], value, low, high]];
  }));
  return { header: ["series", "keys", "date", "units", "observed", "simulated", "low", "high"],
           rows };
}
