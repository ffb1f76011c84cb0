// Regimes against each other: paired differences, levels, and years.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { cells, referenceName, referenceOf } from "../data.js";
import { addEmpty, makeSvg } from "../figure.js";
import { parseDate, short, unitText, withUnit, words } from "../format.js";
import { color } from "../palette.js";
import { explore } from "../tooltip.js";
import { seriesCsv } from "./conventions.js";

const ROW = 26; // [px]

const unitOf = (comparison, o) => comparison.outcome_units?.[o] ?? "1";
const isCompared = (comparison, r) => referenceOf(comparison, r) !== r;

function columnsFor(width) {
  return width > 980 ? 3 : width > 600 ? 2 : 1;
}
function addPanels(body, width, names) {
  const columns = Math.min(columnsFor(width), names.length);
  const grid = body.append("div").attr("class", "panels").style("--columns", columns);
  const panel_width = Math.floor((width - 28 * (columns - 1)) / columns);
  return names.map((name) => {
    const panel = grid.append("div").attr("class", "panel-chart");
    panel.append("h4").text(name);
    return { panel, width: panel_width };
  });
}

function split(list, holds) {
  return [list.filter(holds), list.filter((one) => !holds(one))];
}

/** Names what no panel shows because nothing is to be seen in it. */
function addQuiet(body, label, names) {
  if (names.length) addEmpty(body, `${label}: ${names.map((name) => words(name)).join(", ")}.`);
}

const regimeName = (comparison, r) => comparison.regime[r].replaceAll("_", " ");

export function differences(data) {
  const { comparison } = data;
  const reference = referenceName(comparison);
  const known = comparison.difference && comparison.regime.length > 1;
  return {
    id: "differences",
    title: `Against ${reference}`,
    caption: `The difference of each regime to ${reference}: the mean over replicates of the `
      + "difference between runs of equal seed, with its interval. Filled circles: the interval "
      + "leaves out zero. Every outcome has its own axis.",
    missing: known ? null
      : "a comparison of two or more regimes (`--regime`, repeated) gives them.",
    depends: [],
    csv: () => differencesCsv(comparison),
    draw: (body, width) => {
      const at = cells(comparison.difference);
      const [shown, quiet] = split(d3.range(comparison.outcome.length),
                                   (o) => d3.range(comparison.regime.length).some((r) => at(r, o)));
      const names = shown.map((o) => words(comparison.outcome[o]));
      addPanels(body, width, names).forEach(({ panel, width: w }, i) =>
        drawForest(panel, w, comparison, shown[i]));
      addQuiet(body, "No difference, or not known", quiet.map((o) => comparison.outcome[o]));
    },
  };
}

function drawForest(panel, width, comparison, o) {
  const unit = unitOf(comparison, o);
  const [mean, low, high] = ["difference", "difference_low", "difference_high"]
    .map((key) => cells(comparison[key]));
  const compared = d3.range(comparison.regime.length).filter((r) => isCompared(comparison, r));
  const rows = compared.map((r) => ({
    name: regimeName(comparison, r), color: color(r),
    mean: mean(r, o), low: low(r, o), high: high(r, o),
  }));
  const flat = rows.flatMap((row) => [row.mean, row.low, row.high]).filter((v) => v != null);
  const x = d3.scaleLinear(d3.extent([0, ...flat]), [24, width - 24]).nice(4);
  if (x.domain()[0] === x.domain()[1]) x.domain([-1, 1]);
  const height = rows.length * (ROW + 14) + 30;
  panel.select("h4").append("small").text(` ${unitText(unit)}`);
  const meaning = comparison.outcome_meaning?.[o];
  if (meaning) panel.append("p").attr("class", "meaning").text(meaning);
  const svg = makeSvg(panel, width, height, `Differences of ${words(comparison.outcome[o])}`);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 22})`)
    .call(d3.axisBottom(x).ticks(4).tickFormat(short).tickSizeOuter(0))
    .call((g) => g.select(".domain").remove());
  svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0))
    .attr("y2", height - 22);
  const points = rows.map((row, i) => {
    const y = i * (ROW + 14) + 26;
    svg.append("text").attr("class", "row-name").attr("x", 0).attr("y", y - 10).text(row.name);
    if (row.mean == null) {
      svg.append("text").attr("class", "aside").attr("x", x(0) + 6).attr("y", y + 4)
        .text("not known");
    } else {
      if (row.low != null && row.high != null) {
        svg.append("line").attr("class", "mark interval").style("stroke", row.color)
          .attr("x1", x(row.low)).attr("x2", x(row.high)).attr("y1", y).attr("y2", y);
      }
      const clear = row.low > 0 || row.high < 0;
      svg.append("circle").attr("class", "mark estimate").attr("cx", x(row.mean)).attr("cy", y)
        .attr("r", 5).style("stroke", row.color).style("fill", clear ? row.color : "var(--ground)");
    }
    svg.append("rect").attr("class", "hit").attr("data-point", i).attr("y", y - 22)
      .attr("width", width).attr("height", ROW + 12);
    return {
      x: x(row.mean ?? 0), y, group: i, title: `${row.name}: ${words(comparison.outcome[o])}`,
      rows: [["difference", withUnit(row.mean, unit), row.color],
             ["interval", `${short(row.low)} to ${short(row.high)} ${unitText(unit)}`]],
    };
  });
  explore(svg, points, { by: "mark" });
}

function differencesCsv(comparison) {
  const [mean, low, high] = ["difference", "difference_low", "difference_high"]
    .map((key) => cells(comparison[key]));
  const rows = comparison.regime.flatMap((regime, r) => comparison.outcome.map((outcome, o) =>
    [regime, outcome, unitOf(comparison, o), mean(r, o), low(r, o), high(r, o)]));
  return { header: ["regime", "outcome", "units", "difference", "low", "high"], rows };
}

export function comparisonMeans(data) {
  const { comparison } = data;
  return {
    id: "means",
    title: "Levels",
    caption: "Mean over replicates of each outcome under each regime, with its interval.",
    missing: comparison.mean ? null : "the file has no means.",
    depends: [],
    csv: () => seriesCsv(comparison.outcomes ?? comparison.mean,
                         comparison.outcomes ? ["regime", "replicate", "outcome"]
                           : ["regime", "outcome"], "value"),
    draw: (body) => drawMeans(body, comparison),
  };
}

function drawMeans(body, comparison) {
  const [mean, low, high] = ["mean", "low", "high"].map((key) =>
    (comparison[key] ? cells(comparison[key]) : () => null));
  const table = body.append("div").attr("class", "scroll").attr("tabindex", 0)
    .attr("role", "region").attr("aria-label", "Levels of outcomes").append("table");
  const head = table.append("thead").append("tr");
  head.append("th").attr("scope", "col").text("Outcome");
  comparison.regime.forEach((_regime, r) => {
    const cell = head.append("th").attr("scope", "col");
    cell.append("i").style("background", color(r));
    cell.append("span").text(regimeName(comparison, r));
  });
  const lines = table.append("tbody").selectAll("tr").data(comparison.outcome).join("tr");
  lines.append("th").attr("scope", "row").text(words)
    .append("small").text((_, o) => ` ${unitText(unitOf(comparison, o))}`);
  lines.each(function eachOutcome(_, o) {
    comparison.regime.forEach((_regime, r) => {
      const cell = d3.select(this).append("td").attr("class", "mark");
      cell.append("b").text(short(mean(r, o)));
      if (low(r, o) != null) {
        cell.append("small").text(` ${short(low(r, o))} to ${short(high(r, o))}`);
      }
    });
  });
}

export function comparisonSeries(data) {
  const { comparison } = data;
  const names = Object.keys(comparison.series);
  return {
    id: "comparison-series",
    title: "Totals by year and regime",
    caption: "Lines are means over replicates; bands reach from the lowest replicate to the "
      + "highest.",
    missing: names.length ? null : "the file has no yearly series.",
    depends: [],
    csv: () => ({
      header: ["series", "units", "regime", "replicate", "year", "value"],
      rows: names.flatMap((name) => seriesCsv(comparison.series[name],
        ["regime", "replicate", "year"], "value").rows
        .map((row) => [name, comparison.series[name].units, ...row])),
    }),
    draw: (body, width) => {
      const legend = body.append("ul").attr("class", "legend").selectAll("li")
        .data(comparison.regime).join("li");
      legend.append("i").attr("class", "line").style("background", (_, r) => color(r));
      legend.append("span").text((_, r) => regimeName(comparison, r));
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
  const lines = d3.range(n_regimes).map((r) => {
    const over = (how) => d3.range(n_years).map((y) =>
      how(d3.range(n_replicates).map((n) => at(r, n, y)).filter((v) => v != null)) ?? null);
    return { name: regimeName(comparison, r), color: color(r),
             low: over(d3.min), values: over(d3.mean), high: over(d3.max) };
  });
  lineChart(panel, width, {
    label, unit: unitText(unit), legend: false, height: 210, dates, titles: years,
    span: dates.length > 1 ? d3.extent(dates) : [dates[0], d3.utcYear.offset(dates[0], 1)],
    series: lines,
    tell: (value, line, i) =>
      `${withUnit(value, unit)} (${short(line.low[i])} to ${short(line.high[i])})`,
  });
}
