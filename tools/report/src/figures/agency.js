// Whom an agency placed where, and what it spends.
import * as d3 from "d3";
import { barChart, lineChart } from "../chart.js";
import { rankOfCountry } from "../data.js";
import { addEmpty } from "../figure.js";
import { parseDate, persons, withUnit } from "../format.js";
import { color, GREY, tints } from "../palette.js";

const N_COUNTRIES = 7;

export function agency(data, state) {
  const placements = data.flows?.placements;
  return {
    id: "agency",
    title: "An agency that places people",
    caption: "People whom the agency placed, by year and country of destination, and below what it "
      + "may spend.",
    missing: placements?.pairs.length ? null
      : "nobody was placed; [modules.agency] in the scenario founds an organisation that does.",
    csv: () => placementsCsv(data),
    draw: (body, width) => {
      drawPlacements(body, width, data, state);
      if (data.agency_budget?.values.length > 1) drawBudget(body, width, data);
    },
  };
}

function drawPlacements(body, width, data, state) {
  const { in: came } = data.flows.placements;
  const all = d3.range(data.countries.length).filter((i) => state.shows(i))
    .map((i) => ({ i, name: data.countries[i].name, values: came.map((year) => year[i]) }))
    .filter(({ values }) => d3.sum(values) > 0);
  if (all.length === 0) return addEmpty(body, "None in the countries shown.");
  const order = d3.sort(all, ({ values }) => -d3.sum(values));
  const own = order.slice(0, N_COUNTRIES);
  const colors = tints(own.map(({ i }) => i), (i) => rankOfCountry(data)[i]);
  const series = own.map((one, n) => ({ ...one, color: colors[n] }));
  const rest = order.slice(N_COUNTRIES);
  if (rest.length) {
    series.push({ name: "All others", color: GREY,
                  values: came.map((_, y) => d3.sum(rest, ({ values }) => values[y])) });
  }
  barChart(body, width, {
    label: "People placed by year", unit: "persons", span: data.span, series, hideZero: true,
    dates: data.years.middle, titles: data.years.labels,
    bounds: data.years.from.map((from, i) => [from, data.years.to[i]]),
    tell: (n) => `${persons(n)} persons`,
  });
}

function drawBudget(body, width, data) {
  const { labels, units, values } = data.agency_budget;
  lineChart(body, width, {
    label: "Budget of the agency", unit: units, span: data.span, height: 170,
    dates: labels[0].map((year) => parseDate(String(Math.trunc(Number(year))))), titles: labels[0],
    series: [{ name: "Budget", color: color(0), values }],
    tell: (value) => withUnit(value, units),
  });
}

function placementsCsv(data) {
  const { pairs } = data.flows.placements;
  const rows = pairs.flatMap(([from, to, ...years]) => years.map((n, i) =>
    [data.years.labels[i], data.countries[from].id, data.countries[to].id, n ?? 0]));
  return { header: ["year", "origin", "destination", "persons"], rows };
}
