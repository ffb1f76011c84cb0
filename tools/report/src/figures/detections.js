// Detected crossings over time, by route or by citizenship.
import * as d3 from "d3";
import { lineChart } from "../chart.js";
import { banded, rankOfCountry } from "../data.js";
import { addChoice, addEmpty } from "../figure.js";
import { dateText, persons, rangeText } from "../format.js";
import { tints } from "../palette.js";
import { colorOfGroups } from "./corridors.js";

const N_LINES = 7;
const VIEWS = [{ key: "by_route", name: "By route" },
               { key: "by_citizenship", name: "By citizenship" }];

export function detections(data, state) {
  const known = data.series?.detections;
  const view = state.choice("detections", "by_route");
  return {
    id: "detections",
    title: "Detections over time",
    half: true,
    caption: "Crossings that border guards detected, by route or by the citizenship of who "
      + "crossed. One person counts on every route, and each time.",
    missing: known ? null : "no corridor of the run has a route; `route` of `[[corridor]]` gives it.",
    depends: ["countries", "detections"],
    csv: () => csv(data),
    controls: (element) => addChoice(element, "Detections", VIEWS, view.get(), view.set,
                                     { state, key: "detections", get: view.get }),
    draw: (body, width) => draw(body, width, data, state, view.get()),
  };
}

/** {name, index} of the rows of a view. */
function rowsOf(data, state, view) {
  if (view === "by_route") return data.series.detections.routes.map((name, i) => ({ name, i }));
  return d3.range(data.countries.length).filter((i) => state.shows(i))
    .map((i) => ({ name: data.countries[i].name, i }));
}

/** Routes look as in the figures of corridors, countries as in those of people. */
function colorsOf(data, view, rows) {
  if (view === "by_citizenship") {
    return tints(rows.map(({ i }) => i), (i) => rankOfCountry(data)[i]);
  }
  const ranks = new Map([...colorOfGroups(data).keys()].map((name, i) => [name, i]));
  return tints(rows.map(({ name }) => name), (name) => ranks.get(name) ?? Infinity);
}

function draw(body, width, data, state, view) {
  const rows = rowsOf(data, state, view);
  const total = ({ i }) => d3.sum(data.series.detections[view][i]);
  const largest = d3.sort(rows, (row) => -total(row)).filter((row) => total(row) > 0)
    .slice(0, N_LINES);
  if (largest.length === 0) return addEmpty(body, "Nobody was detected.");
  const colors = colorsOf(data, view, largest);
  lineChart(body, width, {
    label: "Detections over time", unit: "persons", span: data.span, hideZero: true,
    dates: data.periods.middle, titles: data.periods.labels.map(dateText),
    series: largest.map(({ name, i }, n) => ({ name, color: colors[n],
      ...banded(data, (series) => series.detections[view][i]) })),
    tell: (n) => `${persons(n)} persons`, tellRange: rangeText,
  });
}

function csv(data) {
  const { routes, by_route, by_citizenship } = data.series.detections;
  const rows = [];
  by_route.forEach((row, i) => row.forEach((n, period) =>
    rows.push(["route", routes[i], data.periods.labels[period], n])));
  by_citizenship.forEach((row, i) => row.forEach((n, period) => {
    if (n) rows.push(["citizenship", data.countries[i].id, data.periods.labels[period], n]);
  }));
  return { header: ["by", "of", "period", "persons"], rows };
}
