// Every country's openness, rights, sentiment and excess cost: small multiples, one row each.
import * as d3 from "d3";
import { addMore, makeSvg } from "../figure.js";
import { dateText, withUnit } from "../format.js";
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
  let all = false;
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
    csv: () => measuresCsv(data, measures),
    draw: function redraw(body, width) {
      const order = countriesBySize(data).filter((i) => state.shows(i));
      drawRows(body, width, data, measures, all ? order : order.slice(0, N_SHOWN));
      addMore(body, N_SHOWN, order.length, all, () => {
        all = !all;
        body.selectAll("*").remove();
        redraw(body, width);
      });
    },
  };
}

export function countriesBySize(data) {
  const all = d3.range(data.countries.length);
  if (!data.series.stocks) return all;
  return d3.sort(all, (i) => -abroadIn(data, i).at(-1));
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
    row: narrow ? 58 : 38, chart: 26, above: narrow ? 20 : 4, head: 36,
  };
  const svg = makeSvg(body, width, layout.head + countries.length * layout.row + 4,
                      "Openness, rights, sentiment and excess by country");
  explore(svg, drawCells(svg, data, measures, countries, width, layout), { by: "xy" });
}

const shown = (measure, value) => (value == null ? "–" : measure.show(value));

function drawCells(g, data, measures, list, width, layout) {
  const { narrow } = layout;
  const column = (width - layout.names) / measures.length;
  const chart_width = column - (narrow ? 10 : 62);
  const x = d3.scaleUtc(data.span, [0, chart_width]);
  const points = [];
  measures.forEach((measure, m) => {
    const { values, units } = data.series.measures[measure.key];
    const y = scaleOf(values, layout.chart);
    const left = layout.names + m * column;
    const line = d3.line().defined((v) => v != null).x((_, i) => x(data.periods.middle[i])).y(y);
    const area = d3.area().defined((v) => v != null).x((_, i) => x(data.periods.middle[i]))
      .y0(y(0)).y1(y);
    g.append("text").attr("class", "column-name").attr("x", left).attr("y", 12).text(measure.name);
    g.append("text").attr("class", "aside").attr("x", left).attr("y", 25)
      .text(`${measure.show(y.domain()[0])} to ${measure.show(y.domain()[1])}`
        + (units === "GDP share / year" && !narrow ? " of GDP a year" : ""));
    list.forEach((country, r) => {
      const top = layout.head + r * layout.row + layout.above;
      const row = g.append("g").attr("transform", `translate(${left},${top})`);
      row.append("line").attr("class", "floor").attr("x2", chart_width)
        .attr("y1", y(0)).attr("y2", y(0));
      row.append("path").attr("class", "spark-area").style("fill", measure.color)
        .attr("d", area(values[country]));
      row.append("path").attr("class", "mark spark").style("stroke", measure.color)
        .attr("d", line(values[country]));
      if (!narrow) {
        row.append("text").attr("class", "row-value").attr("x", chart_width + 5)
          .attr("y", layout.chart / 2 + 4).text(shown(measure, values[country].at(-1)));
      }
      values[country].forEach((value, i) => {
        if (value == null) return;
        points.push({
          x: left + x(data.periods.middle[i]), y: top + y(value), group: country,
          title: `${data.countries[country].name}, ${dateText(data.periods.labels[i])}`,
          rows: [[measure.name, withUnit(value, units), measure.color]],
          dots: [{ x: left + x(data.periods.middle[i]), y: top + y(value), color: measure.color }],
        });
      });
    });
  });
  list.forEach((country, r) => {
    g.append("text").attr("class", "row-name").attr("x", 0)
      .attr("y", layout.head + r * layout.row + (narrow ? 14 : layout.above + layout.chart / 2 + 4))
      .text(clipped(data.countries[country].name, narrow ? 40 : 20));
  });
  return d3.sort(points, (point) => list.findIndex((country) => country === point.group));
}

const clipped = (text, n) => (text.length > n ? `${text.slice(0, n - 1)}…` : text);

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
