// Totals by year and regime, with bands over replicates.
import * as d3 from "d3";
import { lineChart, lineDomain } from "../../chart.js";
import { cells } from "../../data.js";
import { addLegend } from "../../figure.js";
import { parseDate, short, withUnit, words } from "../../format.js";
import { color } from "../../palette.js";
import { seriesCsv } from "../conventions.js";
import { MOST_LINES, addPanels, addQuiet, linesNote, regimeName, split } from "./panels.js";

export function comparisonSeries(data) {
  const { comparison } = data;
  const names = Object.keys(comparison.series);
  return {
    id: "comparison-series",
    title: "Totals by year and regime",
    caption: "Lines are means over replicates; bands reach from the lowest replicate to the "
      + `highest. Axes need not begin at zero.${linesNote(comparison)}`,
    missing: names.length ? null : "the file has no yearly series.",
    depends: [],
    csv: () => ({
      header: ["series", "units", "regime", "replicate", "year", "value"],
      rows: names.flatMap((name) => seriesCsv(comparison.series[name],
        ["regime", "replicate", "year"], "value").rows
        .map((row) => [name, comparison.series[name].units, ...row])),
    }),
    draw: (body, width) => {
      addLegend(body, comparison.regime.slice(0, MOST_LINES).map((_, r) =>
        ({ name: regimeName(comparison, r), color: color(r), line: true })));
      const [shown, quiet] = split(names, (name) => comparison.series[name].values.some(Boolean));
      const titles = shown.map((name) => words(comparison.series[name].long_name || name));
      addPanels(body, width, titles).forEach(({ panel, width: w }, i) =>
        drawRegimes(panel, w, comparison, comparison.series[shown[i]], titles[i]));
      addQuiet(body, "Zero everywhere, or not known", quiet);
    },
  };
}

function drawRegimes(panel, width, comparison, series, label) {
  const at = cells(series);
  const [n_regimes, n_replicates, n_years] = series.shape;
  const years = series.labels[2].length ? series.labels[2] : d3.range(n_years).map(String);
  const dates = years.map((year) => parseDate(String(Math.trunc(Number(year)))));
  const unit = series.units;
  const lines = d3.range(Math.min(n_regimes, MOST_LINES)).map((r) => {
    const over = (how) => d3.range(n_years).map((y) =>
      how(d3.range(n_replicates).map((n) => at(r, n, y)).filter((v) => v != null)) ?? null);
    return { name: regimeName(comparison, r), color: color(r),
             low: over(d3.min), values: over(d3.mean), high: over(d3.max) };
  });
  lineChart(panel, width, {
    label, unit, legend: false, height: 210, dates, titles: years,
    span: dates.length > 1 ? d3.extent(dates) : [dates[0], d3.utcYear.offset(dates[0], 1)],
    series: lines, domain: lineDomain(lines.flatMap(({ low, high }) => [...low, ...high])),
    tell: (value, line, i) =>
      `${withUnit(value, unit)} (${short(line.low[i])} to ${short(line.high[i])})`,
  });
}
