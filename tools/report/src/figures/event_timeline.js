// What happened to states, aligned under what happened to people.
import * as d3 from "d3";
import { timeAxis, valueAxis } from "../chart.js";
import { banded, columnSums, tableRows } from "../data.js";
import { makeSvg } from "../figure.js";
import { axisUnit, dateText, parseDate, persons, rangeText } from "../format.js";
import { fitted } from "../measure.js";
import { COLORS, GREY, color } from "../palette.js";
import { explore } from "../tooltip.js";

/** Stages, and policies, whose events share a lane; of the others every module has its own, between these. */
const STAGES = {
  shock: { name: "Shocks", color: COLORS[1], rank: -1 },
  policies: { name: "Policies", color: COLORS[5], rank: 1 },
  "home front": { name: "Politics at home", color: COLORS[7], rank: 2 },
};
const OTHERS = [0, 2, 4, 3, 6].map(color); // the rest are grey

const COLUMNS = ["date", "stage", "module", "kind", "text"];
const STRIP = 74; // [px]
const LANE = 30; // [px]

export function eventTimeline(data, state) {
  const n_left_out = data.events ? data.events.n - data.events.date.length : 0;
  return {
    id: "event-timeline",
    title: "Events under the series",
    caption: "Above, arrivals, people without papers and deaths on the way, each on its own scale. "
      + "Below, on the same axis, when shocks began and what states did about it; hover for "
      + "actors, terms and reasons."
      + (n_left_out ? ` The last ${persons(n_left_out)} events are left out.` : ""),
    missing: data.events?.date?.length ? null
      : "no event was recorded; shocks ([modules.NAME] of a type that `sojourn describe` lists), "
        + "deals, areas and conventions make events.",
    csv: () => ({ header: COLUMNS,
                  rows: tableRows(events(data)).map((e) => COLUMNS.map((name) => e[name])) }),
    draw: (body, width) => draw(body, width, data, state),
  };
}

/** Run files of earlier versions name neither module nor stage. */
const events = ({ events: { date, kind, text, module = [], stage = [] } }) =>
  ({ date, kind, text, module: date.map((_, i) => module[i] ?? ""),
     stage: date.map((_, i) => stage[i] ?? "") });

/** Policies are decreed in the stage of shocks and are none. */
const laneOf = ({ stage, module, kind }) =>
  (kind.startsWith("policy ") ? "policies" : stage in STAGES ? stage : module);

/** The lanes of `found`, each with its events in order. */
function lanesOf(found) {
  const lanes = d3.groups(found, laneOf);
  const rank = ([key]) => STAGES[key]?.rank ?? 0;
  const others = OTHERS.values();
  return lanes.sort((a, b) => rank(a) - rank(b)).map(([key, own]) => ({
    own, ...(STAGES[key] ?? { name: titled(key), color: others.next().value ?? GREY }) }));
}
const titled = (module) =>
  module ? module[0].toUpperCase() + module.slice(1).replaceAll("_", " ") : "Events";

/** Series over the periods, of the countries shown where they are by country. */
function strips(data, state) {
  const { series, periods } = data;
  const n = periods.labels.length;
  const add = (known, name, tint, dates, of) =>
    (known ? [{ name, color: tint, dates, ...banded(data, of) }] : []);
  return [
    ...add(series.arrivals, "Arrivals", "var(--c0)", periods.middle,
           (one) => columnSums(one.arrivals.filter((_, i) => state.shows(i)), n)),
    ...add(series.stocks, "Without papers", "var(--c4)", periods.to, ({ statuses, stocks }) =>
      columnSums(stocks.filter((_, i) => statuses[i % statuses.length] === "irregular"
        && state.shows(Math.floor(i / statuses.length))), n)),
    ...add(series.crossing_deaths, "Deaths on the way, everywhere", "var(--c1)", periods.middle,
           (one) => one.crossing_deaths),
  ].filter(({ values }) => d3.max(values) > 0);
}

function shownEvents(data, state) {
  const all = tableRows(events(data));
  const ids = [...state.countries].map((i) => data.countries[i].id);
  const about = ids.map((id) => new RegExp(`(^|[^A-Za-z0-9_])${escaped(id)}([^A-Za-z0-9_]|$)`));
  return all.filter(({ text }) => about.length === 0 || about.some((one) => one.test(text)));
}
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function draw(body, width, data, state) {
  const narrow = width < 620;
  const margin = { left: narrow ? 46 : 136, right: 20, top: 8 };
  const inner = width - margin.left - margin.right;
  const series = strips(data, state);
  const lanes = lanesOf(shownEvents(data, state));
  const lane_height = narrow ? LANE + 12 : LANE;
  const below = series.length * (STRIP + 14);
  const height = margin.top + below + lanes.length * lane_height + 34;
  const svg = makeSvg(body, width, height, "Events under the series");
  const g = svg.append("g").attr("transform", `translate(${margin.left},${margin.top})`);
  const x = d3.scaleUtc(data.span, [0, inner]);
  const points = [];

  series.forEach((strip, s) => {
    const top = s * (STRIP + 14) + 14;
    const most = d3.max(strip.high ?? strip.values) || 1;
    const y = d3.scaleLinear([0, most], [STRIP - 14, 0]).nice(2);
    const unit = axisUnit(y.domain()[1]);
    const layer = g.append("g").attr("transform", `translate(0,${top})`);
    valueAxis(layer, y, inner, 2, unit.show);
    layer.append("path").attr("class", "mark area soft").style("fill", strip.color)
      .attr("d", d3.area().x((_, i) => x(strip.dates[i])).y0(y(0)).y1(y)(strip.values));
    if (strip.low) {
      layer.append("path").attr("class", "mark band").style("fill", strip.color)
        .attr("d", d3.area().x((_, i) => x(strip.dates[i])).y0(y).y1((_, i) => y(strip.high[i]))(
          strip.low));
    }
    layer.append("path").attr("class", "mark line").style("stroke", strip.color)
      .attr("d", d3.line().x((_, i) => x(strip.dates[i])).y(y)(strip.values));
    layer.append("text").attr("class", "strip-name").attr("y", -4).text(`${strip.name}, ${unit.name}`);
    strip.values.forEach((value, i) => points.push({
      x: margin.left + x(strip.dates[i]), y: margin.top + top + y(value), group: strip.name,
      title: `${strip.name}, ${dateText(data.periods.labels[i])}`,
      rows: [[strip.name, `${persons(value)} persons`
        + (strip.low ? ` (${rangeText(strip.low[i], strip.high[i])})` : ""), strip.color]],
    }));
  });
  lanes.forEach((lane, l) => {
    const middle = below + l * lane_height + lane_height - LANE / 2 + 4;
    g.append("line").attr("class", "lane").attr("x2", inner).attr("y1", middle).attr("y2", middle);
    g.append("text").attr("class", "lane-name")
      .text(fitted(lane.name, narrow ? inner : margin.left - 16, 13))
      .attr("x", narrow ? 0 : -12).attr("y", narrow ? middle - 14 : middle + 4)
      .attr("text-anchor", narrow ? "start" : "end");
    lane.own.forEach((event, i) => {
      const at = x(parseDate(event.date)) + 1;
      const y = middle + (lane.own.length > 30 ? ((i * 7) % 13) - 6 : 0);
      g.append("circle").attr("class", "mark event").style("fill", lane.color)
        .attr("cx", at).attr("cy", y).attr("r", lane.own.length > 200 ? 2.5 : 4.5);
      points.push({ x: margin.left + at, y: margin.top + y, group: lane.name,
                    title: `${dateText(event.date)}: ${event.kind}`,
                    rows: [[event.text, "", lane.color]] });
    });
  });
  timeAxis(g, x, below + lanes.length * lane_height + 8, inner);
  const bottom = margin.top + below + lanes.length * lane_height;
  explore(svg, points, { by: "xy", rule: [margin.top + 8, bottom] });
}
