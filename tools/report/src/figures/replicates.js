// Totals by year of every replicate: how much is luck.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { banded, byYear, columnSums, ensemble } from "../data.js";
import { persons, rangeText } from "../format.js";

/** Totals of one run by year, from its series. */
const TOTALS = [
  { name: "Arrivals, without returns", key: "arrivals",
    of: (data, { arrivals }) => byYear(data, columnSums(arrivals, arrivals[0].length)) },
  { name: "People abroad or moving, end of year", key: "stocks",
    of: (data, series) => endOfYear(data, statusSum(series, (key) => key !== "returned")) },
  { name: "People without papers, end of year", key: "stocks",
    of: (data, series) => endOfYear(data, statusSum(series, (key) => key === "irregular")) },
  { name: "Interceptions", key: "interceptions",
    of: (data, { interceptions }) => byYear(data, interceptions) },
  { name: "Deaths on the way", key: "crossing_deaths",
    of: (data, { crossing_deaths }) => byYear(data, crossing_deaths) },
];

const statusSum = ({ statuses, stocks }, counts) =>
  columnSums(stocks.filter((_, i) => counts(statuses[i % statuses.length])), stocks[0].length);

function endOfYear(data, values) {
  const last = data.years.labels.map(() => null);
  values.forEach((value, i) => {
    last[data.years.labels.indexOf(data.periods.labels[i].slice(0, 4))] = value;
  });
  return last;
}

export function replicates(data) {
  const known = TOTALS.filter(({ key }) => data.series?.[key]);
  return {
    id: "replicates-series",
    title: "Totals by year, all replicates",
    caption: "The mean of all replicates, and the band between the lowest and the highest of them.",
    missing: data.replicates ? null
      : "one run only; `--replicates` makes more, and a folder shows them.",
    depends: [],
    csv: () => ({
      header: ["seed", "year", "total", "persons"],
      rows: ensemble(data).flatMap((series, r) => known.flatMap(({ name, of }) =>
        of(data, series).map((value, i) =>
          [data.replicates.seeds[r], data.years.labels[i], name, value]))),
    }),
    draw: (body, width) => {
      const columns = width > 900 ? 3 : width > 560 ? 2 : 1;
      const grid = body.append("div").attr("class", "panels").style("--columns", columns);
      const panel_width = Math.floor((width - 28 * (columns - 1)) / columns);
      for (const total of known) {
        const panel = grid.append("div").attr("class", "panel-chart");
        panel.append("h4").text(total.name);
        lineChart(panel, panel_width, {
          label: total.name, unit: "persons", span: data.span, dates: data.years.middle,
          titles: data.years.labels, height: 200,
          series: [{ name: "Mean", color: "var(--c0)",
                     ...banded(data, (series) => total.of(data, series)) }],
          tell: (value) => `${persons(value)} persons`, tellRange: rangeText,
        });
      }
    },
  };
}
