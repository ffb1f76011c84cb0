// The data that the command put into the page, and how to look things up in it.
import { parseDate, regimeText } from "./format.js";

export function readData() {
  const data = JSON.parse(document.getElementById("data").textContent);
  if (data.kind === "run") addDates(data);
  return data;
}

/** `begin`, `middle` and `end` of every period and year, as dates. */
function addDates(data) {
  const end = afterTick(data.last, data.tick);
  for (const periods of [data.periods, data.years]) {
    const starts = periods.labels.map(parseDate);
    starts[0] = maxDate(starts[0], parseDate(data.start));
    periods.from = starts;
    periods.to = starts.map((_, i) => starts[i + 1] ?? end);
    periods.middle = starts.map((from, i) => new Date((+from + +periods.to[i]) / 2));
  }
  data.span = [data.periods.from[0], end];
}

const maxDate = (a, b) => (a > b ? a : b);

function afterTick(label, tick) {
  const date = parseDate(label);
  if (tick === "day") date.setUTCDate(date.getUTCDate() + 1);
  else date.setUTCMonth(date.getUTCMonth() + 1);
  return date;
}

/** at(i, j, ...) of a series that the command wrote row-major. */
export function cells(series) {
  const { shape, values } = series;
  return (...index) => values[index.reduce((flat, i, axis) => flat * shape[axis] + i, 0)];
}

/** Sums over the rows of nested arrays, column by column: [group][period] to [period]. */
export function columnSums(rows, n) {
  const sums = new Array(n).fill(0);
  for (const row of rows) row.forEach((value, i) => (sums[i] += value ?? 0));
  return sums;
}

/** The series of every run that the page shows. */
export const ensemble = (data) => data.replicates?.series ?? [data.series];

/**
 * What `of(series)`, a list of numbers, comes to over the runs: {values} of one, of several the
 * mean with {low, high}, the lowest and highest of them.
 */
export function banded(data, of) {
  const all = ensemble(data).map(of);
  if (all.length === 1) return { values: all[0] };
  const n = Math.max(...all.map((values) => values.length));
  const over = (how) => Array.from({ length: n }, (_, i) =>
    how(all.map((values) => values[i]).filter((value) => value != null)) ?? null);
  return { values: over(meanOf), low: over(lowest), high: over(highest) };
}
const meanOf = (list) => (list.length ? list.reduce((sum, n) => sum + n, 0) / list.length : null);
const lowest = (list) => (list.length ? Math.min(...list) : null);
const highest = (list) => (list.length ? Math.max(...list) : null);

/** Sums of numbers by period over calendar years. */
export function byYear(data, values) {
  const sums = data.years.labels.map(() => 0);
  values.forEach((value, i) => {
    const year = data.years.labels.indexOf(data.periods.labels[i].slice(0, 4));
    sums[year] += value ?? 0;
  });
  return sums;
}

const total = (values) => values.reduce((sum, n) => sum + (n ?? 0), 0);
const ranks = new WeakMap();

/**
 * By country, how many have more people from abroad, citizens abroad and people who come and go.
 * Figures that colour countries ask it, so that they agree.
 */
export function rankOfCountry(data) {
  if (!ranks.has(data)) ranks.set(data, ranksOf(data));
  return ranks.get(data);
}

function ranksOf(data) {
  const { stocks, statuses, citizens } = data.series ?? {};
  const size = data.countries.map((_, i) => {
    const here = stocks?.slice(i * statuses.length, (i + 1) * statuses.length) ?? [];
    return total(here.map((row) => row.at(-1))) + (citizens?.[i]?.at(-1) ?? 0);
  });
  for (const [from, to, ...years] of data.flows?.moves?.pairs ?? []) {
    size[from] += total(years);
    size[to] += total(years);
  }
  const order = size.map((_, i) => i).sort((a, b) => size[b] - size[a] || a - b);
  const rank = [];
  order.forEach((i, at) => { rank[i] = at; });
  return rank;
}

/** A table of columns as a list of objects. */
export function tableRows(table) {
  if (!table) return [];
  const names = Object.keys(table).filter((name) => Array.isArray(table[name]));
  const n = names.length ? table[names[0]].length : 0;
  return Array.from({ length: n }, (_, i) =>
    Object.fromEntries(names.map((name) => [name, table[name][i]])),
  );
}

/** The regime that the differences of regime `r` are to. */
export const referenceOf = (comparison, r) => comparison.reference?.[r] ?? 0;

/** Its name, if all regimes have the same. */
export function referenceName(comparison) {
  const references = new Set(comparison.regime.map((_, r) => referenceOf(comparison, r)));
  return references.size > 1 ? "its reference" : `“${regimeText(comparison.regime[[...references][0]])}”`;
}
