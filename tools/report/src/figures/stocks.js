// People abroad over time, by legal status and by country of residence.
import * as d3 from "d3";
import { areaChart } from "../chart.js";
import { columnSums } from "../data.js";
import { addChoice, addEmpty } from "../figure.js";
import { dateText, persons } from "../format.js";
import { color, GREY, statuses } from "../palette.js";

const N_COUNTRIES = 7;

const missing = (data) => (data.series?.stocks ? null
  : "the file has no stocks; the observer [modules.people] writes them.");

const time = (data) => ({
  span: data.span,
  dates: data.periods.to,
  titles: data.periods.labels.map((label) => `End of ${dateText(label)}`),
  unit: "persons",
  tell: (n) => `${persons(n)} persons`,
});

/** Persons by period of one status in the countries shown. */
function ofStatus(data, state, key) {
  const { statuses: keys, stocks } = data.series;
  const at = keys.indexOf(key);
  const rows = stocks.filter((_, i) =>
    i % keys.length === at && state.shows(Math.floor(i / keys.length)));
  return columnSums(rows, data.periods.labels.length);
}

/** People abroad or on the way in one country, by period. */
export function abroadIn(data, country) {
  const { statuses: keys, stocks } = data.series;
  const rows = stocks.slice(country * keys.length, (country + 1) * keys.length);
  return columnSums(rows.filter((_, i) => keys[i] !== "returned"), data.periods.labels.length);
}

export function stocksByStatus(data, state) {
  let all = true;
  return {
    id: "stocks-status",
    title: "By legal status",
    half: true,
    caption: "People who live outside their country of citizenship or are on the way, by status, "
      + "in the countries shown.",
    missing: missing(data),
    csv: () => stocksCsv(data),
    controls: (element, redraw) => addChoice(element, "Statuses",
      [{ key: true, name: "All" }, { key: false, name: "Without regular" }], all, (key) => {
        all = key;
        redraw();
      }),
    draw: (body, width) => {
      const series = statuses.filter(({ key }) => all || key !== "regular")
        .map((status) => ({ ...status, values: ofStatus(data, state, status.key) }))
        .filter(({ values }) => d3.max(values) > 0);
      if (series.length === 0) return addEmpty(body, "Nobody lives abroad here.");
      areaChart(body, width, { ...time(data), label: "People abroad by legal status", series,
                               hideZero: true, height: width < 520 ? 260 : 330 });
    },
  };
}

export function stocksByCountry(data, state) {
  return {
    id: "stocks-country",
    title: "By country of residence",
    half: true,
    caption: "People of all statuses in the countries where most of them live at the end, and in "
      + "all others.",
    missing: missing(data),
    csv: () => countryCsv(data),
    draw: (body, width) => {
      const shown = d3.range(data.countries.length).filter((i) => state.shows(i));
      const all = shown.map((i) => ({ name: data.countries[i].name, values: abroadIn(data, i) }));
      const order = d3.sort(all, (series) => -series.values.at(-1));
      const n_own = order.length > N_COUNTRIES + 1 ? N_COUNTRIES : order.length;
      const series = order.slice(0, n_own).map((one, i) => ({ ...one, color: color(i) }));
      if (order.length > n_own) {
        const values = columnSums(order.slice(n_own).map((one) => one.values),
                                  data.periods.labels.length);
        series.push({ name: "All others", values, color: GREY });
      }
      areaChart(body, width, { ...time(data), label: "People abroad by country of residence",
                               series, height: width < 520 ? 260 : 330 });
    },
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

function countryCsv(data) {
  const rows = [];
  data.countries.forEach((country, i) => abroadIn(data, i).forEach((n, period) => {
    rows.push([data.periods.labels[period], country.id, n]);
  }));
  return { header: ["period", "residence", "persons_at_end"], rows };
}

