// Every country's openness, rights, sentiment and excess cost: small multiples, one row each.
import * as d3 from "d3";
import { banded } from "../data.js";
import { addMore, makeSvg, rowsChoice } from "../figure.js";
import { dateText, decimal, withUnit } from "../format.js";
import { fitted } from "../measure.js";
import { explore } from "../tooltip.js";
import { abroadIn } from "./stocks.js";

const N_SHOWN = 24;
const MEASURES = [
  { key: "openness", name: "Openness", color: "var(--c0)", show: d3.format(".2f") },
  { key: "rights", name: "Rights", color: "var(--c2)", show: d3.format(".2f") },
  { key: "sentiment", name: "Sentiment", color: "var(--c1)", show: d3.format(".2f") },
  { key: "excess", name: "Excess", color: "var(--c4)", show: d3.format(".2%") },
];

export function countryMeasures(data, state) {
  const rows = rowsChoice(state, "measure-rows");
  const measures = MEASURES.filter(({ key }) => data.series?.measures?.[key]);
  return {
    id: "country-measures",
    title: "Openness, rights, sentiment, excess",
    caption: "Four measures of every country over time: the openness it declares, the rights of "
      + "migrants in practice, sentiment against migration, and the cost of customary law above "
      + "what is usual (share of GDP a year). All countries share a column's scale, so rows "
      + "compare; the number is the last value. Countries with most people from abroad come first.",
    missing: measures.length ? null
      : "the file has none of them; the observer [modules.countries] writes them.",
    depends: ["countries", rows.key],
    csv: () => measuresCsv(data, measures),
    draw: (body, width) => {
      const order = countriesBySize(data).filter((i) => state.shows(i));
      drawRows(body, width, data, measures, rows.all() ? order : order.slice(0, N_SHOWN));
      addMore(body, N_SHOWN, order.length, rows);
    },
  };
}

export function countriesBySize(data) {
  const all = d3.range(data.countries.length);
  if (!data.series.stocks) return all;
  return d3.sort(all, (i) => -abroadIn(data.series, i).at(-1));
}

function scaleOf(values, height) {
  const flat = values.flat().filter((value) => value != null);
  const low = Math.min(0, d3.min(flat) ?? 0);
  return d3.scaleLinear([low, d3.max(flat) || 1], [height, 0]);
}

function drawRows(body, width, data, measures, countries) {
  const narrow = width < 620;
  const layout = {
    names: narrow ? 0 : Math.min(190, width * 0.2), narrow,
    row: narrow ? 70 : 38, chart: 26, above: narrow ? 20 : 4, head: 36,
  };
  const svg = makeSvg(body, width, layout.head + countries.length * layout.row + 4,
                      "Openness, rights, sentiment and excess by country");
  explore(svg, drawCells(svg, data, measures, countries, width, layout), { by: "xy" });
}

const shown = (measure, value) => (value == null ? "–" : measure.show(value));

function drawCells(g, data, measures, list, width, layout) {
  const column = (width - layout.names) / measures.length;
  const points = measures.flatMap((measure, m) =>
    drawColumn(g, data, measure, list, { ...layout, left: layout.names + m * column, column }));
  list.forEach((country, r) => {
    const above = layout.narrow ? 14 : layout.above + layout.chart / 2 + 4;
    g.append("text").attr("class", "row-name").attr("x", 0)
      .attr("y", layout.head + r * layout.row + above)
      .text(fitted(data.countries[country].name, layout.narrow ? width : layout.names - 10, 13));
  });
  return d3.sort(points, (point) => list.findIndex((country) => country === point.group));
}

/** One measure of all countries listed; its points for the pointer. */
function drawColumn(g, data, measure, list, layout) {
  const { values, units } = data.series.measures[measure.key];
  const { left, column, narrow } = layout;
  const width = column - (narrow ? 10 : 62);
  const x = d3.scaleUtc(data.span, [0, width]);
  const y = scaleOf(values, layout.chart);
  g.append("text").attr("class", "column-name").attr("x", left).attr("y", 12).text(measure.name);
  g.append("text").attr("class", "aside").attr("x", left).attr("y", 25)
    .text(fitted(`${measure.show(y.domain()[0]).replace(/^0\.0+%?$/, "0")} to ${
      measure.show(y.domain()[1])}`
      + (units === "GDP share / year" && !narrow ? " of GDP a year" : ""), column - 6, 11.5));
  const at = (i) => x(data.periods.middle[i]);
  return list.flatMap((country, r) => {
    const top = layout.head + r * layout.row + layout.above;
    const series = banded(data, (one) => one.measures[measure.key].values[country]);
    const row = g.append("g").attr("transform", `translate(${left},${top})`);
    drawSpark(row, series, measure, at, y, width);
    row.append("text").attr("class", "row-value").attr("x", narrow ? 0 : width + 5)
      .attr("y", narrow ? layout.chart + 13 : layout.chart / 2 + 4)
      .text(shown(measure, series.values.at(-1)));
    return series.values.map((value, i) => ({ value, i })).filter(({ value }) => value != null)
      .map(({ value, i }) => ({
        x: left + at(i), y: top + y(value), group: country,
        title: `${data.countries[country].name}, ${dateText(data.periods.labels[i])}`,
        rows: [[measure.name, withUnit(value, units) + (series.low
          ? ` (${decimal(series.low[i])} to ${decimal(series.high[i])})` : ""), measure.color]],
        dots: [{ x: left + at(i), y: top + y(value), color: measure.color }],
      }));
  });
}

function drawSpark(row, series, measure, at, y, width) {
  const known = (value) => value != null;
  row.append("line").attr("class", "floor").attr("x2", width).attr("y1", y(0)).attr("y2", y(0));
  row.append("path").attr("class", "spark-area").style("fill", measure.color)
    .attr("d", d3.area().defined(known).x((_, i) => at(i)).y0(y(0)).y1(y)(series.values));
  if (series.low) {
    row.append("path").attr("class", "mark band").style("fill", measure.color)
      .attr("d", d3.area().defined(known).x((_, i) => at(i)).y0(y).y1((_, i) => y(series.high[i]))(
        series.low));
  }
  row.append("path").attr("class", "mark spark").style("stroke", measure.color)
    .attr("d", d3.line().defined(known).x((_, i) => at(i)).y(y)(series.values));
}

function measuresCsv(data, measures) {
  const rows = [];
  data.countries.forEach((country, c) => data.periods.labels.forEach((label, i) => {
    rows.push([label, country.id, ...measures.map(({ key }) =>
      data.series.measures[key].values[c][i])]);
  }));
  const header = measures.map(({ key }) => {
    const { units } = data.series.measures[key];
    return units === "1" ? key : `${key} [${units}]`;
  });
  return { header: ["period", "country", ...header], rows };
}
