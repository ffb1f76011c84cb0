// Title, what was run, and the numbers that come first.
import * as d3 from "d3";
import { banded, columnSums, referenceName } from "./data.js";
import { dateText, persons, rangeText, regimeText, short, valueText } from "./format.js";

const KINDS = {
  run: { kicker: "Simulated migration", facts: runFacts, numbers: runNumbers },
  comparison: { kicker: "Comparison of regimes", facts: comparisonFacts, numbers: comparisonNumbers },
  sensitivity: { kicker: "Sensitivity of outcomes", facts: sensitivityFacts,
                 numbers: sensitivityNumbers },
};

export function addHead(page, data) {
  const kind = { ...KINDS[data.kind], ...(data.swept ? { kicker: "Response to settings" } : {}) };
  const head = page.append("header").attr("class", "head");
  head.append("p").attr("class", "kicker").text(kind.kicker);
  head.append("h1").text(data.title || data.file);
  head.append("p").attr("class", "facts").text(kind.facts(data));
  if (data.complete === 0) head.append("p").attr("class", "warning").text(data.state);
  const list = head.append("dl").attr("class", "numbers");
  for (const { value, name, note } of kind.numbers(data)) {
    const item = list.append("div");
    item.append("dt").text(name);
    item.append("dd").text(value);
    if (note) item.append("dd").attr("class", "note").text(note);
  }
}

function runFacts(data) {
  const facts = [
    `${dateText(data.start)} to ${dateText(data.last)}`,
    `${data.countries.length} countries`,
    data.persons_per_agent === 1 ? "one agent per person"
      : `one agent for ${persons(data.persons_per_agent)} persons`,
    data.replicates ? `${data.replicates.seeds.length} replicates; series are their means, maps, `
      + `bars and events those of seed ${data.seed}` : `seed ${data.seed}`,
    data.program,
  ];
  return facts.filter(Boolean).join(" · ");
}

/** One number of the series, of several runs the mean, with its exact value and their range. */
function number(data, name, of, note) {
  const { values: [value], low, high } = banded(data, (series) => [of(series)]);
  const exact = low ? `mean of runs from ${rangeText(low[0], high[0])}` : `${persons(value)} persons`;
  return { name, value: short(value), note: [exact, note(value)].filter(Boolean)
    .join(", ") };
}

const sumOf = (rows) => d3.sum(rows.flat());
const ofStatus = ({ statuses, stocks }, counts) =>
  columnSums(stocks.filter((_, i) => counts(statuses[i % statuses.length])), stocks[0].length);
const isAbroad = (key) => key !== "returned";
const isIrregular = (key) => key === "irregular";

function runNumbers(data) {
  const { series, periods, years } = data;
  const numbers = [];
  const add = (...spec) => numbers.push(number(data, ...spec));
  const first = `at the end of ${dateText(periods.labels[0])}`;
  const since = (counts) => () => {
    const { values: [before] } = banded(data, (one) => [ofStatus(one, counts)[0]]);
    return `${short(before)} ${first}`;
  };
  if (series.stocks) {
    add("live abroad or are moving", (one) => ofStatus(one, isAbroad).at(-1), since(isAbroad));
    add("of them without papers", (one) => ofStatus(one, isIrregular).at(-1), since(isIrregular));
  }
  if (series.arrivals) {
    add("arrivals, without returns", (one) => sumOf(one.arrivals), () => "");
  }
  if (series.crossing_deaths) {
    const attempts = (one) => sumOf([one.crossings, one.interceptions, one.crossing_deaths]
      .filter(Boolean));
    const { values: [tried] } = banded(data, (one) => [attempts(one)]);
    add("deaths on the way", (one) => sumOf(one.crossing_deaths), (deaths) =>
      (tried ? `${(1000 * deaths / tried).toFixed(1)} per 1,000 attempts` : ""));
    add("interceptions", (one) => sumOf(one.interceptions ?? []), () => "");
  }
  if (data.deals?.length) {
    numbers.push({ name: "deals between states", value: persons(data.deals.length),
                   note: `${persons(data.deals.filter(({ until }) => until).length)} of them ended` });
  }
  return numbers.concat(numbers.length ? [] : [{ name: "years", value: years.labels.length }]);
}

function sensitivityFacts({ sensitivity, scenario }) {
  return [scenario, `settings varied: ${sensitivity.parameter.join(", ")}`, "Sobol indices with "
    + "95% intervals"].filter(Boolean).join(" · ");
}

function sensitivityNumbers({ sensitivity }) {
  const { outcome, parameter, point, replicate } = sensitivity;
  return [{ name: "settings", value: parameter.length }, { name: "outcomes", value: outcome.length },
          { name: "points of the design", value: persons(point.length) },
          { name: "replicates of each", value: replicate.length }];
}

const MOST_VALUES = 6;

/** "b_wage: 0.5, 1, 2" of every setting that was varied. */
function variedText({ parameter, parameter_texts: texts }) {
  return parameter.map((name, p) => {
    const values = [...new Set(texts.filter((_, i) => i % parameter.length === p))];
    if (values.length <= MOST_VALUES) return `${name}: ${values.map(valueText).join(", ")}`;
    const numbers = values.map(Number);
    return `${name}: ${values.length} values`
      + (numbers.every(Number.isFinite) ? ` from ${valueText(String(Math.min(...numbers)))} to `
        + valueText(String(Math.max(...numbers))) : "");
  }).join("; ");
}

function comparisonFacts(data) {
  const { regime, outcome } = data.comparison;
  const facts = [
    data.swept ? variedText(data.comparison) : regime.map(regimeText).join(", "),
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
    { name: data.swept ? "points" : "regimes", value: regime.length,
      note: `against ${referenceName(data.comparison)}` },
    { name: "replicates of each", value: replicate.length,
      note: `equal seeds ${data.swept ? "at all points" : "in all regimes"}` },
    { name: "outcomes", value: outcome.length },
  ];
  if (years.length) {
    numbers.push({ name: "years", value: years.length, note: `${years[0]} to ${years.at(-1)}` });
  }
  return numbers;
}
