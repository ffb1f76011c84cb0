// Title, what was run, and the numbers that come first.
import * as d3 from "d3";
import { columnSums, referenceName } from "./data.js";
import { dateText, persons, short } from "./format.js";

export function addHead(page, data) {
  const head = page.append("header").attr("class", "head");
  const comparison = data.kind === "comparison";
  head.append("p").attr("class", "kicker")
    .text(comparison ? "Comparison of regimes" : "Simulated migration");
  head.append("h1").text(data.title || data.file);
  head.append("p").attr("class", "facts").text((comparison ? comparisonFacts : runFacts)(data));
  if (data.complete === 0) {
    head.append("p").attr("class", "warning")
      .text(comparison ? "Interrupted: some runs are missing; their values are unknown."
        : `Interrupted: ${data.n_ticks} of ${data.ticks} ticks were done.`);
  }
  const numbers = (comparison ? comparisonNumbers : runNumbers)(data);
  const list = head.append("dl").attr("class", "numbers");
  for (const { value, name, note } of numbers) {
    const item = list.append("div");
    item.append("dt").text(name);
    item.append("dd").text(value).attr("title", note ?? null);
    if (note) item.append("dd").attr("class", "note").text(note);
  }
}

function runFacts(data) {
  const facts = [
    `${dateText(data.start)} to ${dateText(data.last)}`,
    `${data.countries.length} countries`,
    data.persons_per_agent === 1 ? "one agent per person"
      : `one agent for ${persons(data.persons_per_agent)} persons`,
    data.replicates ? `${data.replicates.seeds.length} replicates, seed ${data.seed} shown`
      : `seed ${data.seed}`,
    data.program,
  ];
  return facts.filter(Boolean).join(" · ");
}

function runNumbers(data) {
  const { series, periods, years } = data;
  const period = `${dateText(data.start)} to ${dateText(data.last)}`;
  const total = (rows) => d3.sum(rows.flat());
  const numbers = [];
  if (series.stocks) {
    const returned = series.statuses.indexOf("returned");
    const n = series.statuses.length;
    const abroad = series.stocks.filter((_, i) => i % n !== returned);
    const irregular = series.stocks.filter((_, i) => series.statuses[i % n] === "irregular");
    const [all, without] =
      [abroad, irregular].map((rows) => columnSums(rows, periods.labels.length));
    const change = all.at(-1) - all[0];
    numbers.push({ name: "live abroad or are moving", value: short(all.at(-1)),
                   note: `${change < 0 ? "−" : "+"}${short(Math.abs(change))} since `
                     + dateText(periods.labels[0]) });
    numbers.push({ name: "of them without papers", value: short(without.at(-1)),
                   note: `${short(without[0])} in ${dateText(periods.labels[0])}` });
  }
  if (series.arrivals) {
    numbers.push({ name: "arrivals, without returns", value: short(total(series.arrivals)),
                   note: period });
  }
  if (series.crossing_deaths) {
    const attempts = total([series.crossings, series.interceptions, series.crossing_deaths]
      .filter(Boolean));
    const deaths = total(series.crossing_deaths);
    numbers.push({ name: "deaths on the way", value: short(deaths),
                   note: attempts ? `${(1000 * deaths / attempts).toFixed(1)} per 1,000 attempts`
                     : period });
    numbers.push({ name: "interceptions", value: short(total(series.interceptions)),
                   note: period });
  }
  const deals = data.events?.kind?.filter((kind) => kind === "deal").length;
  if (deals) numbers.push({ name: "deals between states", value: persons(deals), note: period });
  return numbers.concat(numbers.length ? [] : [{ name: "years", value: years.labels.length }]);
}

function comparisonFacts(data) {
  const { regime, outcome } = data.comparison;
  const facts = [
    regime.join(", ").replaceAll("_", " "),
    `${outcome.length} outcomes`,
    data.compared_from ? `from ${dateText(data.compared_from)} on` : null,
    "differences are paired by seed",
    data.level ? `${Math.round(100 * data.level)}% intervals` : null,
  ];
  return facts.filter(Boolean).join(" · ");
}

function comparisonNumbers(data) {
  const { regime, replicate, outcome, series } = data.comparison;
  const years = Object.values(series)[0]?.labels.at(-1) ?? [];
  const numbers = [
    { name: "regimes", value: regime.length, note: `against ${referenceName(data.comparison)}` },
    { name: "replicates of each", value: replicate.length, note: "equal seeds in all regimes" },
    { name: "outcomes", value: outcome.length },
  ];
  if (years.length) {
    numbers.push({ name: "years", value: years.length, note: `${years[0]} to ${years.at(-1)}` });
  }
  return numbers;
}
