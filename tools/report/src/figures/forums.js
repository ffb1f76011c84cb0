// Forums: how many of which kind, how decisions spread over them, and their lives.
import * as d3 from "d3";
import { lineChart, timeAxis } from "../chart.js";
import { cells, tableRows } from "../data.js";
import { makeSvg } from "../figure.js";
import { decimal, parseDate, tickText, words } from "../format.js";
import { fitted } from "../measure.js";
import { color } from "../palette.js";
import { explore } from "../tooltip.js";
import { seriesCsv } from "./conventions.js";

const HINT = "[forums.NAME] in the scenario, or [modules.forum_politics], with which states found "
  + "them, give it.";

const yearDates = (labels) => labels.map((year) => parseDate(String(Math.trunc(Number(year)))));
const spanOf = (dates) => (dates.length > 1 ? d3.extent(dates)
  : [d3.utcMonth.offset(dates[0], -6), d3.utcMonth.offset(dates[0], 6)]);

export function forumCount(data) {
  const series = data.forum_count;
  return {
    id: "forum-count",
    title: "Forums at work",
    half: true,
    caption: "Forums that live at the beginning of each year, by kind. Whole world.",
    missing: series?.values.length ? null : `the file has no forum counts; ${HINT}`,
    depends: [],
    csv: () => seriesCsv(series, ["year", "forum_type"], "forums"),
    draw: (body, width) => {
      const [years, types] = series.labels;
      const at = cells(series);
      const dates = yearDates(years);
      lineChart(body, width, {
        label: "Number of forums by kind", unit: "forums", span: spanOf(dates), dates,
        titles: years,
        series: types.map((type, t) => ({ name: words(type), color: color(t), step: true,
                                          values: years.map((_, y) => at(y, t)) })),
        tell: (n) => `${n} forums`,
      });
    },
  };
}

const SHARES = [
  { key: "decision_concentration", name: "Spread of decisions, 1 − HHI", color: color(0) },
  { key: "bilateral_share", name: "Share decided between two states", color: color(1) },
];

export function concentration(data) {
  const known = SHARES.filter(({ key }) => data[key]?.values.length);
  return {
    id: "concentration",
    title: "Where decisions are made",
    half: true,
    caption: "One minus the Herfindahl index of consequential decisions over venues, each pair of "
      + "states a venue (0: one venue decides everything), and the share decided bilaterally.",
    missing: known.length ? null : `the file has no concentration of decisions; ${HINT}`,
    depends: [],
    csv: () => {
      const rows = known.flatMap(({ key }) =>
        data[key].labels[0].map((year, i) => [key, year, data[key].values[i]]));
      return { header: ["measure", "year", "value"], rows };
    },
    draw: (body, width) => {
      const years = data[known[0].key].labels[0];
      const dates = yearDates(years);
      lineChart(body, width, {
        label: "Concentration of decisions", unit: "share", span: spanOf(dates), dates,
        titles: years, domain: [0, 1], format: decimal,
        series: known.map(({ key, ...spec }) => ({ ...spec, values: data[key].values })),
        tell: decimal,
      });
    },
  };
}

const ROW = 24; // [px]

export function forumLives(data) {
  const forums = tableRows(data.forums);
  return {
    id: "forum-lives",
    title: "Lives of forums",
    caption: "Each bar is a forum from its founding to its end, darker the more formal it is; "
      + "hover for its members, rule and how it came about.",
    missing: forums.length ? null : `the file lists no forum; ${HINT}`,
    depends: [],
    csv: () => {
      const header = Object.keys(data.forums);
      return { header, rows: forums.map((forum) => header.map((name) => forum[name])) };
    },
    draw: (body, width) => drawLives(body, width, data, forums),
  };
}

function drawLives(body, width, data, forums) {
  const narrow = width < 620;
  const left = narrow ? 0 : Math.min(240, width * 0.26);
  const row = narrow ? ROW + 16 : ROW;
  const inner = width - left - 20;
  const svg = makeSvg(body, width, forums.length * row + 30, "Lives of forums");
  const g = svg.append("g").attr("transform", `translate(${left},0)`);
  const x = d3.scaleUtc(data.span, [0, inner]);
  const clamp = (date) => Math.max(0, Math.min(inner, x(date)));
  const points = d3.sort(forums, (forum) => forum.founded ?? "").map((forum, i) => {
    const begin = forum.founded ? clamp(parseDate(forum.founded)) : 0;
    const end = forum.ended ? clamp(parseDate(forum.ended)) : inner;
    const y = i * row + (narrow ? 18 : 4);
    g.append("text").attr("class", "row-name")
      .text(fitted(forum.name, narrow ? inner : left - 16, 13))
      .attr("x", narrow ? 0 : -12).attr("text-anchor", narrow ? "start" : "end")
      .attr("y", narrow ? y - 5 : y + 11);
    g.append("rect").attr("class", "mark life").attr("data-point", i)
      .attr("x", begin).attr("y", y).attr("width", Math.max(2, end - begin)).attr("height", 14)
      .attr("rx", 2).style("fill-opacity", 0.3 + 0.7 * Math.min(1, Number(forum.formality) || 0));
    if (!forum.ended) g.append("path").attr("class", "going-on")
      .attr("d", `M${inner},${y + 2}l5,5l-5,5z`);
    const rows = [
      ["founded", forum.founded ? tickText(forum.founded, data.tick) : "before the run"],
      ["ended", forum.ended ? tickText(forum.ended, data.tick) : "lives"],
      ...["members", "rule", "formality", "origin", "pathway"]
        .filter((key) => forum[key] !== undefined && forum[key] !== "")
        .map((key) => [key, String(forum[key])]),
    ];
    return { x: left + (begin + end) / 2, y: y + 7, group: i, title: forum.name, rows };
  });
  timeAxis(g, x, forums.length * row + 4, inner);
  explore(svg, points, { by: "mark" });
}
