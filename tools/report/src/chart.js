// Charts over time: lines with bands, stacked areas, stacked bars, all with the same axes.
import * as d3 from "d3";
import { addLegend, makeSvg } from "./figure.js";
import { axisUnit, short } from "./format.js";
import { textWidth } from "./measure.js";
import { explore } from "./tooltip.js";

const BANDS = 0.54; // opacity of all bands together, where more than three would hide what they are of
const MARGIN = { top: 26, right: 18, bottom: 26, left: 46 };

export function timeAxis(g, x, height, width, { dates = [] } = {}) {
  g.append("g").attr("class", "axis").attr("transform", `translate(0,${height})`)
    .call(d3.axisBottom(x).tickValues(timeTicks(x, width, dates)).tickSizeOuter(0).tickFormat(tickText))
    .call((axis) => axis.selectAll(".tick text").attr("dy", "0.9em"));
}

const isNewYear = (date) => date.getUTCMonth() === 0 && date.getUTCDate() === 1;

/** Dates whose labels stand on the axis without touching each other or its ends; of years no months. */
function timeTicks(x, width, dates) {
  const kept = [];
  let free = -20;
  const years = dates.length > 0 && dates.every(isNewYear);
  for (const date of x.ticks(Math.max(2, Math.floor(width / 80)))) {
    if (years && !isNewYear(date)) continue;
    const half = textWidth(tickText(date), 11.5) / 2 + 5;
    if (x(date) - half < free || x(date) + half > width + 20) continue;
    kept.push(date);
    free = x(date) + half;
  }
  return kept;
}

/** "2015" for a January, "Apr" for other months, "20 Apr" within them. */
function tickText(date) {
  if (date.getUTCDate() > 1) return d3.utcFormat("%-d %b")(date);
  return d3.utcFormat(date.getUTCMonth() === 0 ? "%Y" : "%b")(date);
}

/** Names of the periods under the middle of their bars, as many as there is room for. */
function periodAxis(g, x, height, width, spec) {
  const every = Math.ceil(spec.dates.length / Math.max(2, Math.floor(width / 44)));
  const axis = g.append("g").attr("class", "axis").attr("transform", `translate(0,${height})`);
  axis.append("path").attr("class", "domain").attr("d", `M0,0.5H${width}`);
  spec.dates.forEach((date, i) => {
    if (i % every) return;
    axis.append("text").attr("x", x(date)).attr("y", 18).attr("text-anchor", "middle")
      .text(spec.titles[i]);
  });
}

/**
 * From the least to the greatest of values over which a line is drawn; from zero, unless all of them
 * lie far from it, where what tells them apart would not be seen.
 */
export function lineDomain(values) {
  const known = values.filter((value) => value != null);
  if (known.length === 0) return [0, 1];
  const [least, most] = d3.extent(known);
  if (least > 0 && least > most / 2) return least === most ? [0, most] : [least, most];
  if (most < 0 && most < least / 2) return least === most ? [least, 0] : [least, most];
  return [Math.min(0, least), Math.max(0, most) || (least < 0 ? 0 : 1)];
}

export function valueAxis(g, y, width, n_ticks = 4, format = short) {
  g.append("g").attr("class", "grid")
    .call(d3.axisLeft(y).ticks(n_ticks).tickSize(-width).tickFormat(format))
    .call((axis) => axis.select(".domain").remove())
    .call((axis) => axis.selectAll(".tick text").attr("x", -8));
}

/** The empty chart: svg, the group to draw in, scales and inner size. */
function frame(body, width, spec) {
  const height = spec.height ?? (width < 520 ? 230 : 290);
  const margin = { ...MARGIN, ...spec.margin };
  if (width < 300) margin.right = 10;
  const svg = makeSvg(body, width, height, spec.label);
  const g = svg.append("g").attr("transform", `translate(${margin.left},${margin.top})`);
  const inner = { width: width - margin.left - margin.right,
                  height: height - margin.top - margin.bottom };
  const x = d3.scaleUtc(spec.span, [0, inner.width]);
  const y = d3.scaleLinear(spec.domain, [inner.height, 0]);
  if (!spec.exact) y.nice(4);
  const unit = spec.format ? { name: spec.unit, show: spec.format }
    : axisUnit(d3.max(spec.domain, Math.abs), spec.unit);
  valueAxis(g, y, inner.width, 4, unit.show);
  (spec.bounds ? periodAxis : timeAxis)(g, x, inner.height, inner.width, spec);
  if (unit.name) svg.append("text").attr("class", "unit").attr("x", 0).attr("y", 9).text(unit.name);
  return { svg, g, x, y, margin, ...inner };
}

const valueOf = ({ value }) => value;

/** A value, and what it is from the lowest to the highest run. */
function told(spec, series, value, i) {
  const range = series.low?.[i] != null && spec.tellRange
    ? ` (${spec.tellRange(series.low[i], series.high[i])})` : "";
  return spec.tell(value, series, i) + range;
}

const allTold = (spec, sum, i) => spec.tell(sum)
  + (spec.total?.low?.[i] != null && spec.tellRange
    ? ` (${spec.tellRange(spec.total.low[i], spec.total.high[i])})` : "");

/** A tooltip for every moment: all series that have a value there, largest first. */
function momentPoints(chart, spec, top) {
  const rule = [chart.margin.top, chart.margin.top + chart.height];
  const points = spec.dates.map((date, i) => {
    const known = spec.series
      .map((series) => ({ series, value: series.values[i] }))
      .filter(({ value }) => value != null && !(spec.hideZero && value === 0));
    if (spec.sorted !== false) known.sort((a, b) => b.value - a.value);
    return {
      x: chart.margin.left + chart.x(date),
      y: chart.margin.top + chart.height / 3,
      title: spec.titles[i],
      rows: [...(top || known.length < 2 ? [] : [["all", allTold(spec, d3.sum(known, valueOf), i)]]),
        ...known.slice(0, 12).map(({ series, value }) =>
          [series.name, told(spec, series, value, i), series.color])],
      dots: top ? known.map(({ series, value }) => ({
        x: chart.margin.left + chart.x(date),
        y: chart.margin.top + chart.y(value),
        color: series.color,
      })) : [],
    };
  });
  explore(chart.svg, points.filter((point) => point.rows.length > 0), { by: "x", rule });
}

function legendOf(body, spec, line) {
  if (spec.legend === false || spec.series.length < 2) return;
  addLegend(body, spec.series.map(({ name, color }) => ({ name, color, line })));
}

/**
 * spec: {label, unit, span, dates, titles (by date), series: [{name, color, values, low, high,
 * step, dots}], tell(value, series, i), tellRange?(low, high), domain?, height?, format?}. `low`
 * and `high` make a band; `dots` are marks without a line.
 */
export function lineChart(body, width, spec) {
  legendOf(body, spec, true);
  const most = d3.max(spec.series, (s) => d3.max(s.high ?? s.values)) || 1;
  const least = d3.min(spec.series, (s) => d3.min(s.low ?? s.values)) ?? 0;
  const chart = frame(body, width, { domain: [Math.min(0, least), most], ...spec });
  const at = (i) => chart.x(spec.dates[i]);
  const known = (value) => value != null;
  const n_bands = spec.series.filter(({ low }) => low).length;
  for (const series of spec.series) {
    const curve = series.step ? d3.curveStepAfter : d3.curveLinear;
    if (series.dots || series.values.filter(known).length === 1) addDots(chart, series, at);
    if (series.dots) continue;
    if (series.low) {
      chart.g.append("path").attr("class", "mark band").style("fill", series.color)
        .style("fill-opacity", n_bands > 3 ? BANDS / n_bands : null)
        .attr("d", d3.area().curve(curve).defined((_, i) => known(series.low[i]))
          .x((_, i) => at(i)).y0((_, i) => chart.y(series.low[i]))
          .y1((_, i) => chart.y(series.high[i]))(series.values));
    }
    chart.g.append("path").attr("class", "mark line").style("stroke", series.color)
      .style("stroke-dasharray", series.dash ?? null).classed("thin", series.thin ?? false)
      .attr("d", d3.line().curve(curve).defined(known).x((_, i) => at(i))
        .y((value) => chart.y(value))(series.values));
  }
  momentPoints(chart, spec, true);
  return chart;
}

function addDots(chart, series, at) {
  series.values.forEach((value, i) => {
    if (value == null) return;
    chart.g.append("circle").attr("class", "mark observed").style("stroke", series.color)
      .attr("cx", at(i)).attr("cy", chart.y(value)).attr("r", 4);
  });
}

/** Where all series together lie from the lowest run to the highest: {low, high} by date. */
function drawTotal(chart, spec) {
  if (!spec.total?.low) return;
  const { low, high } = spec.total;
  spec.dates.forEach((date, i) => {
    if (low[i] == null) return;
    const x = chart.x(date);
    chart.g.append("path").attr("class", "mark whisker")
      .attr("d", `M${x - 3},${chart.y(high[i])}h6m-3,0V${chart.y(low[i])}m-3,0h6`);
  });
}

function drawTotalBand(chart, spec) {
  if (!spec.total?.low) return;
  const { low, high } = spec.total;
  chart.g.append("path").attr("class", "mark band total")
    .attr("d", d3.area().defined((_, i) => low[i] != null).x((_, i) => chart.x(spec.dates[i]))
      .y0((_, i) => chart.y(low[i])).y1((_, i) => chart.y(high[i]))(low));
}

function stacked(spec) {
  const sums = spec.dates.map(() => 0);
  return spec.series.map((series) => ({
    ...series,
    spans: series.values.map((value, i) => [sums[i], (sums[i] += value ?? 0)]),
  }));
}
const topOf = (layers, spec) => Math.max(
  d3.max(layers.at(-1)?.spans ?? [], (span) => span[1]) || 1, d3.max(spec.total?.high ?? []) ?? 0);

export function areaChart(body, width, spec) {
  legendOf(body, spec, false);
  const layers = stacked(spec);
  const chart = frame(body, width, { domain: [0, topOf(layers, spec)], ...spec });
  for (const layer of layers) {
    chart.g.append("path").attr("class", "mark area").style("fill", layer.color)
      .attr("d", d3.area().x((_, i) => chart.x(spec.dates[i])).y0((span) => chart.y(span[0]))
        .y1((span) => chart.y(span[1]))(layer.spans));
  }
  drawTotalBand(chart, spec);
  momentPoints(chart, spec, false);
}

/** One bar per period: spec.bounds has the dates where each begins and ends. */
export function barChart(body, width, spec) {
  legendOf(body, spec, false);
  const layers = stacked(spec);
  const chart = frame(body, width, { domain: [0, topOf(layers, spec)], ...spec });
  for (const layer of layers) {
    layer.spans.forEach(([low, high], i) => {
      if (!(high > low)) return;
      const [from, to] = spec.bounds[i].map(chart.x);
      const gap = Math.min(40, (to - from) * 0.28);
      chart.g.append("rect").attr("class", "mark bar").style("fill", layer.color)
        .attr("x", from + gap / 2).attr("width", Math.max(1, to - from - gap))
        .attr("y", chart.y(high)).attr("height", Math.max(0.5, chart.y(low) - chart.y(high)));
    });
  }
  drawTotal(chart, spec);
  momentPoints(chart, spec, false);
}
