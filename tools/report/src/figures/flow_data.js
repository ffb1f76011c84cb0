// Pairs of countries, in the year and by the measure that the reader chose.
import { words } from "../format.js";

export const MEASURES = {
  departures: { name: "Moves", tells: "set out" },
  returns: { name: "Returns", tells: "set out to return" },
  crossings: { name: "Crossings", tells: "crossed" },
  placements: { name: "Placements", tells: "were placed" },
};

/** Why there is nothing to draw; null if there is. */
export function missingFlows(data) {
  const flows = Object.values(data.flows ?? {});
  if (flows.length === 0) {
    return "the file has no flows; the observer [modules.people] writes them.";
  }
  return flows.some((flow) => flow.pairs.length) ? null
    : "nobody moved between countries in this run; a scenario with more people (a smaller "
      + "run.persons_per_agent), or with shocks, has flows.";
}

/** Name of the year chosen; the last choice is the whole run. */
export function yearName(data, year) {
  const { labels } = data.years;
  if (year < labels.length) return labels[year];
  return labels.length > 1 ? `${labels[0]}–${labels.at(-1)}` : labels[0];
}

/** Of stocks the whole run has its last year. */
export const stockYear = (data, year) => Math.min(year, data.years.labels.length - 1);

/** Persons of [from, to, persons in year 0, 1, ...] in the chosen year. */
export function personsOf(pair, year, n_years) {
  if (year < n_years) return pair[2 + year] ?? 0;
  return pair.slice(2).reduce((sum, n) => sum + (n ?? 0), 0);
}

/** Pairs of `flow` that concern the countries shown, largest first: {from, to, persons}. */
export function pairsNow(data, state, flow, year) {
  const n_years = data.years.labels.length;
  return flow.pairs
    .filter(([from, to]) => state.shows(from) || state.shows(to))
    .map((pair) => ({ from: pair[0], to: pair[1], persons: personsOf(pair, year, n_years) }))
    .filter(({ persons }) => persons > 0)
    .sort((a, b) => b.persons - a.persons);
}
export const flowsNow = (data, state) =>
  pairsNow(data, state, data.flows[state.measure], state.year);

/** Of rows by year the chosen one, or their sum. */
export function rowOf(rows, year) {
  if (year < rows.length) return rows[year];
  return rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0));
}

export function flowTitle(data, flow) {
  return `${data.countries[flow.from].name} → ${data.countries[flow.to].name}`;
}

export const regionName = (data, region) => words(data.regions[region]);

const HEADER = ["measure", "year", "origin", "destination", "persons"];

/** Every pair in the page, for the CSV of the figures that show some of them. */
export function pairsCsv(data, flows, header = HEADER) {
  const rows = [];
  for (const [measure, flow] of Object.entries(flows)) {
    for (const [from, to, ...years] of flow.pairs) {
      years.forEach((n, i) => {
        if (!n) return;
        rows.push([measure, data.years.labels[i],
                   data.countries[from].id, data.countries[to].id, n]);
      });
    }
  }
  return { header, rows };
}

/** Flows, and who came and left in all: one end of `entered` and `left` is every place. */
export function flowCsv(data) {
  const { header, rows } = pairsCsv(data, data.flows);
  for (const [name, years] of Object.entries(data.balance ?? {})) {
    years.forEach((row, year) => row.forEach((n, i) => {
      const { id } = data.countries[i];
      rows.push([name, data.years.labels[year], name === "left" ? id : "",
                 name === "entered" ? id : "", n]);
    }));
  }
  return { header, rows };
}
