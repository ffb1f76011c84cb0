// What happens on the way: deaths, interceptions and crossings by route and corridor.
import * as d3 from "d3";
import { barChart } from "../chart.js";
import { banded, byYear, columnSums } from "../data.js";
import { addEmpty, addMore, makeSvg, rowsChoice } from "../figure.js";
import { decimal, persons, rangeText, sharedUnit, words } from "../format.js";
import { fitted, textWidth } from "../measure.js";
import { color, GREY } from "../palette.js";
import { explore } from "../tooltip.js";

const N_GROUPS = 7;
const N_ROWS = 15;
const COUNTS = ["crossings", "interceptions", "crossing_deaths", "readmissions", "turned_away"];

const missing = (data) => (data.corridors ? null
  : "the run has no corridors; `[[corridor]]` or `world.corridors` of the scenario gives them.");

const corridorName = (data, corridor) => {
  const name = (i) => data.countries[i]?.name ?? "?";
  return corridor.from < 0 ? corridor.label : `${name(corridor.from)} → ${name(corridor.to)}`;
};
/** What corridors without a row of their own add up to comes last, without ends. */
const shown = (data, state) =>
  [...data.corridors.list, { ...data.corridors.rest, from: -1, to: -1, label: "", route: "" }]
    .filter(({ from, to }) => state.shows(from) || state.shows(to));

const REST = "Other corridors";

/** The name of a corridor's group: its route where corridors have routes, else its own. */
function groupNamer(data) {
  const have_routes = data.corridors.list.some((corridor) => corridor.route);
  return (corridor) =>
    (have_routes || !corridor.label ? corridor.route || REST : corridorName(data, corridor));
}

const DRAWN = ["crossings", "interceptions", "crossing_deaths"];

/** Groups in the order of their shares of all that is drawn, in the whole run: who only dies, or
 *  only comes across, is seen as well. All figures agree on their colours; the last takes up what
 *  is left. */
export function colorOfGroups(data) {
  const name = groupNamer(data);
  const all = DRAWN.map((key) => d3.sum(data.corridors.list, (c) => d3.sum(c[key] ?? [])) || 1);
  const weight = (c) => d3.sum(DRAWN, (key, k) => d3.sum(c[key] ?? []) / all[k]);
  const sizes = d3.rollups(data.corridors.list.filter((c) => name(c) !== REST),
                           (members) => d3.sum(members, weight), name);
  const own = d3.sort(sizes, ([, size]) => -size).slice(0, N_GROUPS).map(([key]) => key);
  return new Map([...own.map((key, i) => [key, color(i)]), [REST, GREY]]);
}

function grouped(data, state, count) {
  const colors = colorOfGroups(data);
  const name = groupNamer(data);
  const of_group = d3.group(shown(data, state), (c) => (colors.has(name(c)) ? name(c) : REST));
  return [...colors].filter(([key]) => of_group.has(key)).map(([key, tint]) => ({
    name: key, color: tint,
    values: columnSums(of_group.get(key).map((c) => c[count] ?? []), data.years.labels.length),
  }));
}

function yearlyBars(body, width, data, state, count, label) {
  const series = grouped(data, state, count);
  if (!series.some(({ values }) => d3.sum(values) > 0)) {
    return addEmpty(body, "None in the countries shown.");
  }
  barChart(body, width, {
    label, unit: "persons", span: data.span, series, hideZero: true,
    dates: data.years.middle, titles: data.years.labels,
    bounds: data.years.from.map((from, i) => [from, data.years.to[i]]),
    total: state.countries.size || !data.replicates ? null
      : banded(data, (one) => byYear(data, one[count] ?? [])),
    tell: (n) => `${persons(n)} persons`, tellRange: rangeText,
  });
}

/** What a page of several runs says of bars that show one of them. */
const ofRun = (data) => (data.replicates
  ? ` Bars are those of seed ${data.seed}, the lines above them reach from the lowest to the `
    + "highest of all runs." : "");

/** What a page of coarse agents says of counts that may be of a few. */
const ofFewAgents = (data) => (data.persons_per_agent > 1
  ? ` One agent stands for ${persons(data.persons_per_agent)} persons: counts of a few agents, and `
    + "rates made of them, are chance." : "");

export function crossings(data, state) {
  return {
    id: "crossings",
    title: "Crossings",
    half: true,
    caption: "People who came across without leave, by year and route. One journey may cross "
      + `several borders.${ofRun(data)}`,
    missing: missing(data),
    csv: () => corridorCsv(data, ["crossings"]),
    draw: (body, width) =>
      yearlyBars(body, width, data, state, "crossings", "Crossings by year"),
  };
}

export function crossingDeaths(data, state) {
  return {
    id: "deaths",
    title: "Deaths on the way",
    half: true,
    caption: `People who died in an attempt to cross, by year and route.${ofRun(data)}${
      ofFewAgents(data)}`,
    missing: missing(data),
    csv: () => corridorCsv(data, ["crossing_deaths"]),
    draw: (body, width) =>
      yearlyBars(body, width, data, state, "crossing_deaths", "Deaths on the way by year"),
  };
}

export function interceptions(data, state) {
  return {
    id: "interceptions",
    title: "Interceptions",
    half: true,
    caption: "Attempts that border guards stopped, by year and route. A person can be stopped more "
      + `than once.${ofRun(data)}`,
    missing: missing(data),
    csv: () => corridorCsv(data, ["interceptions"]),
    draw: (body, width) =>
      yearlyBars(body, width, data, state, "interceptions", "Interceptions by year"),
  };
}

const COLUMNS = [
  { key: "crossings", name: "Crossings", color: "var(--c0)" },
  { key: "interceptions", name: "Interceptions", color: "var(--c3)" },
  { key: "crossing_deaths", name: "Deaths", color: "var(--c1)" },
  { key: "risk", name: "Deaths per 1,000 attempts",
    shorter: ["Deaths per 1,000", "Per 1,000"], color: "var(--c4)" },
];

export function corridorTable(data, state) {
  const rows_shown = rowsChoice(state, "corridor-rows");
  return {
    id: "corridors",
    title: "Corridors compared",
    caption: "Over the whole run, the corridors with most deaths: who came across, who was "
      + "stopped, who died, and the risk of an attempt. Each column has a scale of its own."
      + ofFewAgents(data),
    missing: missing(data),
    depends: ["countries", rows_shown.key],
    csv: () => corridorCsv(data, COUNTS),
    draw: (body, width) => {
      const rows = tableOf(data, state);
      if (rows.length === 0) return addEmpty(body, "No corridor in the countries shown.");
      drawTable(body, width, rows_shown.all() ? rows : rows.slice(0, N_ROWS));
      addMore(body, N_ROWS, rows.length, rows_shown);
    },
  };
}

function tableOf(data, state) {
  const rows = shown(data, state).filter(({ label }) => label).map((corridor) => {
    const [crossings, interceptions_, deaths] =
      COUNTS.slice(0, 3).map((key) => d3.sum(corridor[key] ?? []));
    const attempts = crossings + interceptions_ + deaths;
    return { name: corridorName(data, corridor),
             way: [words(corridor.mode), corridor.route].filter(Boolean).join(", "),
             crossings, interceptions: interceptions_, crossing_deaths: deaths,
             risk: attempts ? (1000 * deaths) / attempts : 0 };
  });
  return d3.sort(rows, (row) => -row.crossing_deaths);
}

/** The longest of a column's names that has room. */
const shownName = ({ name, shorter = [] }, room) =>
  [name, ...shorter].find((one) => textWidth(one, 12.5, 600) <= room) ?? shorter.at(-1) ?? name;

/** What a column shows, in one unit: {name, show, room}, room [px] for the widest number. */
function columnUnit(rows, spec) {
  const values = rows.map((row) => row[spec.key]);
  const unit = spec.key === "risk" ? { name: "", show: decimal } : sharedUnit(values);
  return { ...unit, room: d3.max(values, (value) => textWidth(unit.show(value))) + 10 };
}

function drawTable(body, width, rows) {
  const narrow = width < 620;
  const [row_height, top, names] = narrow ? [50, 44, 0] : [30, 44, Math.min(330, width * 0.32)];
  const column = (width - names) / COLUMNS.length;
  const svg = makeSvg(body, width, top + rows.length * row_height, "Corridors compared");
  const left = (c) => names + c * column;
  const units = COLUMNS.map((spec) => columnUnit(rows, spec));
  COLUMNS.forEach((spec, c) => {
    const head = (y, kind, text) => svg.append("text").attr("class", kind).attr("x", left(c))
      .attr("y", y).text(fitted(text, column - 6, 12.5, 600));
    head(14, "column-name", shownName(spec, column - 6));
    head(29, "aside", narrow ? units[c].name.replace(/(.) persons$/, "$1") : units[c].name);
  });
  const points = rows.map((row, r) => {
    const y = top + r * row_height;
    addCorridorName(svg, row, narrow ? width : names - 12, y + (narrow ? 4 : 12));
    COLUMNS.forEach((spec, c) => {
      const most = d3.max(rows, (other) => other[spec.key]) || 1;
      const bar = column - (narrow ? 8 : units[c].room + 8);
      const x = d3.scaleLinear([0, most], [0, bar]);
      const bar_y = y + (narrow ? 12 : 5);
      svg.append("rect").attr("class", "mark bar").style("fill", spec.color)
        .attr("x", left(c)).attr("y", bar_y).attr("height", 8).attr("rx", 1.5)
        .attr("width", row[spec.key] ? Math.max(1, x(row[spec.key])) : 0);
      svg.append("text").attr("class", "row-value").text(units[c].show(row[spec.key]))
        .attr("x", narrow ? left(c) : left(c) + x(row[spec.key]) + 6)
        .attr("y", narrow ? bar_y + 20 : bar_y + 8);
    });
    svg.append("rect").attr("class", "hit").attr("data-point", r).attr("y", y - 6)
      .attr("width", width).attr("height", row_height);
    return {
      x: names + 20, y: y + 10, group: r, title: `${row.name}, ${row.way}`,
      rows: COLUMNS.map((spec) => [spec.name,
        spec.key === "risk" ? decimal(row.risk) : `${persons(row[spec.key])} persons`, spec.color]),
    };
  });
  explore(svg, points, { by: "mark" });
}

/** The corridor's ends, and as much of its way as there is room for. */
function addCorridorName(svg, row, room, y) {
  const ends = fitted(row.name, room, 13);
  const text = svg.append("text").attr("class", "row-name").attr("y", y);
  text.append("tspan").text(ends);
  const rest = room - textWidth(ends, 13) - 8;
  if (rest > 46) text.append("tspan").attr("class", "aside").attr("dx", 6)
    .text(fitted(row.way, rest, 11.5));
}

function corridorCsv(data, counts) {
  const rows = [];
  for (const corridor of data.corridors.list) {
    data.years.labels.forEach((year, i) => {
      rows.push([year, corridor.label, corridor.route,
                 ...counts.map((count) => corridor[count]?.[i] ?? "")]);
    });
  }
  return { header: ["year", "corridor", "route", ...counts.map((count) => `${count}_persons`)],
           rows };
}
