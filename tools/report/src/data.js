// The data that the command put into the page, and how to look things up in it.
import { parseDate } from "./format.js";

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
  return references.size > 1 ? "its reference" : `“${comparison.regime[[...references][0]]}”`;
}
