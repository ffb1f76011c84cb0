// Totals by year of every replicate: how much is luck.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { short, withUnit } from "../format.js";

export function replicates(data) {
  const known = data.replicates?.runs.length > 1;
  return {
    id: "replicates-series",
    title: "Totals by year, all replicates",
    caption: "The mean of all replicates, and the band between the lowest and the highest of them.",
    missing: known ? null : "one run only; `--replicates` makes more, and a folder shows them.",
    depends: [],
    csv: () => ({
      header: ["seed", "year", "total", "persons"],
      rows: data.replicates.runs.flatMap((run, r) =>
        Object.entries(run).flatMap(([name, { values }]) => values.map((value, i) =>
          [data.replicates.seeds[r], data.years.labels[i], name, value]))),
    }),
    draw: (body, width) => {
      const panels = Object.keys(data.replicates.runs[0]);
      const columns = width > 900 ? 3 : width > 560 ? 2 : 1;
      const grid = body.append("div").attr("class", "panels").style("--columns", columns);
      const panel_width = Math.floor((width - 28 * (columns - 1)) / columns);
      for (const name of panels) {
        const panel = grid.append("div").attr("class", "panel-chart");
        const { long_name, units } = data.replicates.runs[0][name];
        panel.append("h4").text(long_name);
        drawPanel(panel, panel_width, data, data.replicates.runs.map((run) => run[name].values),
                  long_name, units);
      }
    },
  };
}

function drawPanel(panel, width, data, runs, label, unit) {
  const years = data.years.labels;
  const over = (how) => years.map((_, i) => how(runs.map((values) => values[i])));
  const [low, mean, high] = [d3.min, d3.mean, d3.max].map(over);
  lineChart(panel, width, {
    label, unit, span: data.span, dates: data.years.middle, titles: years, height: 200,
    series: [{ name: "Mean", color: "var(--c0)", values: mean, low, high }],
    tell: (value, _, i) => `${withUnit(value, unit)} (${short(low[i])} to ${short(high[i])})`,
  });
}
