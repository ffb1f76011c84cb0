// People abroad over time, by legal status, by country of residence and by citizenship.
import * as d3 from "d3";
import { areaChart } from "../chart.js";
import { banded, columnSums, rankOfCountry } from "../data.js";
import { addChoice, addEmpty } from "../figure.js";
import { dateText, persons, rangeText } from "../format.js";
import { GREY, statuses, tints } from "../palette.js";

const N_COUNTRIES = 7;

const missing = (data) => (data.series?.stocks ? null
  : "the file has no stocks; the observer [modules.people] writes them.");

const time = (data) => ({
  span: data.span,
  dates: data.periods.to,
  titles: data.periods.labels.map((label) => `End of ${dateText(label)}`),
  unit: "persons",
  tell: (n) => `${persons(n)} persons`,
  tellRange: rangeText,
});

/** Rows of the countries shown, of statuses for which `counts(key)`. */
const stockRows = ({ statuses: keys, stocks }, state, counts) => stocks.filter((_, i) =>
  counts(keys[i % keys.length]) && state.shows(Math.floor(i / keys.length)));

const nOf = (rows) => rows[0]?.length ?? 0;

/** People abroad or on the way in one country, by period. */
export function abroadIn(series, country) {
  const { statuses: keys, stocks } = series;
  const rows = stocks.slice(country * keys.length, (country + 1) * keys.length);
  return columnSums(rows.filter((_, i) => keys[i] !== "returned"), nOf(rows));
}

export function stocksByStatus(data, state) {
  const which = state.choice("statuses", "all");
  return {
    id: "stocks-status",
    title: "By legal status",
    half: true,
    caption: "People who live outside their country of citizenship or are on the way, by status, "
      + "in the countries shown.",
    missing: missing(data),
    depends: ["countries", "statuses"],
    csv: () => stocksCsv(data),
    controls: (element) => addChoice(element, "Statuses",
      [{ key: "all", name: "All" }, { key: "irregular", name: "Without regular" }], which.get(),
      which.set, { state, key: "statuses", get: which.get }),
    draw: (body, width) => {
      const counts = (key) => key !== "resident" && key !== "returned"
        && (which.get() === "all" || key !== "regular");
      const of = (key) => banded(data, (series) =>
        columnSums(stockRows(series, state, (other) => other === key), nOf(series.stocks)));
      const series = statuses.filter(({ key }) => counts(key))
        .map((status) => ({ ...status, ...of(status.key) }))
        .filter(({ values }) => d3.max(values) > 0);
      if (series.length === 0) return addEmpty(body, "Nobody lives abroad here.");
      const total = banded(data, (all) =>
        columnSums(stockRows(all, state, counts), nOf(all.stocks)));
      areaChart(body, width, { ...time(data), label: "People abroad by legal status", series, total,
                               hideZero: true, height: width < 520 ? 260 : 330 });
    },
  };
}

/** The largest of `all`, and the others together: `of(series, i)` are the numbers of one. */
function drawLargest(body, width, data, state, label, of) {
  const shown = d3.range(data.countries.length).filter((i) => state.shows(i));
  const order = d3.sort(shown, (i) => -(of(data.series, i).at(-1) ?? 0));
  const n_own = order.length > N_COUNTRIES + 1 ? N_COUNTRIES : order.length;
  const sum = (list) => banded(data, (series) =>
    columnSums(list.map((i) => of(series, i)), data.periods.labels.length));
  const own = order.slice(0, n_own);
  const colors = tints(own, (i) => rankOfCountry(data)[i]);
  const series = own.map((i, n) =>
    ({ name: data.countries[i].name, color: colors[n], ...banded(data, (one) => of(one, i)) }));
  if (order.length > n_own) {
    series.push({ name: "All others", color: GREY, ...sum(order.slice(n_own)) });
  }
  areaChart(body, width, { ...time(data), label, series, total: sum(order),
                           height: width < 520 ? 260 : 330 });
}

export function stocksByCountry(data, state) {
  return {
    id: "stocks-country",
    title: "By country of residence",
    half: true,
    caption: "People of all statuses in the countries where most of them live at the end, and in "
      + "all others.",
    missing: missing(data),
    csv: () => countryCsv(data, "residence", abroadIn),
    draw: (body, width) =>
      drawLargest(body, width, data, state, "People abroad by country of residence", abroadIn),
  };
}

const citizensOf = (series, country) => series.citizens[country];

export function stocksByCitizenship(data, state) {
  return {
    id: "stocks-citizenship",
    title: "By citizenship",
    half: true,
    caption: "People outside their own country, by whose citizens they are: the countries with "
      + "most citizens abroad at the end, and all others.",
    missing: data.series?.citizens ? null : missing(data),
    csv: () => countryCsv(data, "citizenship", citizensOf),
    draw: (body, width) =>
      drawLargest(body, width, data, state, "People abroad by citizenship", citizensOf),
  };
}

function stocksCsv(data) {
  const { statuses: keys, stocks } = data.series;
  const rows = [];
  stocks.forEach((row, i) => row.forEach((n, period) => {
    if (n) rows.push([data.periods.labels[period],
                      data.countries[Math.floor(i / keys.length)].id, keys[i % keys.length], n]);
  }));
  return { header: ["period", "residence", "status", "persons_at_end"], rows };
}

function countryCsv(data, name, of) {
  const rows = [];
  data.countries.forEach((country, i) => of(data.series, i).forEach((n, period) => {
    rows.push([data.periods.labels[period], country.id, n]);
  }));
  return { header: ["period", name, "persons_at_end"], rows };
}
