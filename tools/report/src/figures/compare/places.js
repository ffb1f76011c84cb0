// What a regime changes where: a map of differences, the countries and the corridors that differ most.
import * as d3 from "d3";
import { referenceOf } from "../../data.js";
import { addChoice, addEmpty, addTable, makeSvg } from "../../figure.js";
import { persons, sharedUnit, signed, unitText, withUnit, words } from "../../format.js";
import { fitted, textWidth } from "../../measure.js";
import { drawGround, drawNames, mapHeight } from "../../map.js";
import { color } from "../../palette.js";
import { explore } from "../../tooltip.js";
import { isCompared, regimeName } from "./panels.js";

const N_MOST = 10; // countries that gain, and as many that lose
const ROW = 30; // [px]
const SPANS = [{ key: "last", name: "Last year" }, { key: "all", name: "Mean of all years" }];
const MISSING = "the file has no series by country.";

/** What the figures of the section show: a series, a regime, a span of years. */
class Selection {
  constructor(data, state) {
    const { comparison, world } = data;
    this.data = data;
    this.series = Object.keys(world?.series ?? {});
    this.regimes = d3.range(comparison.regime.length).filter((r) => isCompared(comparison, r));
    const first = this.series.includes("foreigners") ? "foreigners" : this.series[0];
    this.choices = { series: state.choice("series", first),
                     regime: state.choice("regime", String(this.regimes[0] ?? 0)),
                     span: state.choice("span", "last") };
  }
  get name() {
    const asked = this.choices.series.get();
    return this.series.includes(asked) ? asked : this.series[0];
  }
  get regime() {
    const asked = Number(this.choices.regime.get());
    return this.regimes.includes(asked) ? asked : this.regimes[0];
  }
  get span() {
    return this.choices.span.get() === "all" ? "all" : "last";
  }
  get one() {
    return this.data.world.series[this.name];
  }
  /** {i, mean, difference, low, high} of the places where the difference is known. */
  rows() {
    const { mean, difference, low, high } = this.one[this.span];
    const r = this.regime;
    return this.data.world.places.map((place, i) => ({ i, place, mean: mean[r][i],
      difference: difference[r][i], low: low[r][i], high: high[r][i] }))
      .filter((row) => row.difference != null);
  }
  title() {
    const { comparison, world } = this.data;
    const when = this.span === "last" ? Math.trunc(world.years.at(-1))
      : `${Math.trunc(world.years[0])}–${Math.trunc(world.years.at(-1))}`;
    return `${words(this.name)}, ${regimeName(comparison, this.regime)} against `
      + `${regimeName(comparison, referenceOf(comparison, this.regime))}, ${when}`;
  }
}

const selections = new WeakMap();
export function selectionOf(data, state) {
  if (!selections.has(state)) selections.set(state, new Selection(data, state));
  return selections.get(state);
}
const KEYS = ["series", "regime", "span"];

const MOST_BUTTONS = 4;

function addSelect(bar, name, options, choice, key, state) {
  const label = bar.append("label").attr("class", "select");
  label.append("span").text(name);
  const select = label.append("select");
  select.selectAll("option").data(options).join("option").attr("value", (one) => one.key)
    .text((one) => one.name);
  const show = () => select.property("value", choice.get());
  show();
  select.on("change", () => choice.set(select.property("value")));
  state.subscribe([key], show);
}

function addRegimes(bar, chosen, data, state) {
  const options = chosen.regimes.map((r) =>
    ({ key: String(r), name: regimeName(data.comparison, r) }));
  const { set } = chosen.choices.regime;
  const get = () => String(chosen.regime);
  if (options.length > MOST_BUTTONS) {
    addSelect(bar, data.swept ? "Point" : "Regime", options, { get, set }, "regime", state);
  } else if (options.length > 1) {
    addChoice(bar, "Regime", options, get(), set, { state, key: "regime", get });
  }
}

/** What is compared, for all figures of the section. */
export function placeChoices(section, data, state) {
  const chosen = selectionOf(data, state);
  const bar = section.append("div").attr("class", "years").attr("id", "place-choices");
  addSelect(bar, "Series", chosen.series.map((key) => ({ key, name: words(key) })),
            { get: () => chosen.name, set: chosen.choices.series.set }, "series", state);
  addRegimes(bar, chosen, data, state);
  addChoice(bar, "Years", SPANS, chosen.span, chosen.choices.span.set,
            { state, key: "span", get: () => chosen.span });
}

const missing = (data) => (Object.keys(data.world?.series ?? {}).length
  && data.comparison.regime.length > 1 ? null : MISSING);

export function differenceMap(data, state) {
  const chosen = selectionOf(data, state);
  return {
    id: "difference-map",
    title: "Where it changes",
    caption: "The mean over replicates of the difference between runs of equal seed, by country: "
      + "blue where the regime has more, orange where it has less; pale where its interval holds zero.",
    missing: missing(data),
    depends: KEYS,
    csv: () => csv(data),
    draw: (body, width) => drawMap(body, width, data, chosen),
  };
}

const isClear = ({ low, high }) => low > 0 || high < 0;

/** Orange to blue through the land's grey; what may be chance is half as strong. */
function tint(row, most) {
  if (!row || row.difference === 0) return "var(--land)";
  const share = Math.sqrt(Math.abs(row.difference) / most) * (isClear(row) ? 100 : 45);
  return `color-mix(in oklab, var(${row.difference > 0 ? "--to" : "--from"}) ${share}%, var(--land))`;
}

function rowsText(chosen, row) {
  const { units } = chosen.one;
  const text = (value) => (units.startsWith("persons") ? persons(value) : withUnit(value, units));
  return [["difference", units.startsWith("persons")
    ? `${signed(row.difference)} ${unitText(units)}` : withUnit(row.difference, units)],
    ["interval", row.low == null ? "–" : `${text(row.low)} to ${text(row.high)}`],
    ["in the regime", withUnit(row.mean, units)]];
}

function drawMap(body, width, data, chosen) {
  const { places } = data.world;
  const rows = chosen.rows();
  const by_place = new Map(rows.map((row) => [row.i, row]));
  const most = d3.max(rows, (row) => Math.abs(row.difference)) || 1;
  body.append("p").attr("class", "unit-line").text(chosen.title());
  const height = mapHeight(places, width);
  const svg = makeSvg(body, width, height, `Map of differences: ${chosen.title()}`);
  const ground = drawGround(svg, places, width, height,
                            { fill: (i) => tint(by_place.get(i), most) });
  svg.selectAll("[data-country]").classed("mark", true);
  const order = d3.sort(rows, (row) => -Math.abs(row.difference));
  const circles = order.filter(({ i }) => !ground.drawn.has(i) && !ground.boxes.has(i));
  ground.layer.selectAll("circle").data(circles).join("circle").attr("class", "mark place")
    .attr("cx", ({ i }) => ground.at[i][0]).attr("cy", ({ i }) => ground.at[i][1])
    .attr("r", (row) => 3 + 9 * Math.sqrt(Math.abs(row.difference) / most))
    .style("fill", (row) => tint(row, most));
  drawNames(ground.layer, places, order.filter(({ difference }) => difference !== 0)
    .map(({ i }) => ({ i, r: 3 })), ground, width, height, width < 520 ? 6 : 14);
  drawLegend(body, most, chosen.one.units);
  const points = order.map((row) => ({ x: ground.at[row.i][0], y: ground.at[row.i][1], group: 0,
    title: row.place.name, rows: rowsText(chosen, row) }));
  explore(svg, points, { by: "xy" });
}

function drawLegend(body, most, units) {
  const unit = sharedUnit([most, most / 4], units);
  const legend = body.append("div").attr("class", "map-legend");
  for (const share of [-1, -0.25, 0, 0.25, 1]) {
    const item = legend.append("span");
    const row = { difference: share * most, low: share, high: share };
    item.append("i").attr("class", "swatch").style("background", tint(row, most));
    item.append("span")
      .text(`${share > 0 ? "+" : share < 0 ? "−" : ""}${unit.show(Math.abs(share) * most)}`);
  }
  legend.append("span").text(unit.name);
}

/** Those that gain most and those that lose most. */
function greatest(rows, n) {
  const order = d3.sort(rows.filter(({ difference }) => difference !== 0), (r) => -r.difference);
  return [...order.filter(({ difference }) => difference > 0).slice(0, n),
          ...order.filter(({ difference }) => difference < 0).slice(-n)];
}

export function changedPlaces(data, state) {
  const chosen = selectionOf(data, state);
  return {
    id: "changed-places",
    title: "Countries that change most",
    half: true,
    caption: "The countries that gain and lose most, with the interval of the paired difference. "
      + "Filled circles: the interval leaves out zero.",
    missing: missing(data),
    depends: KEYS,
    csv: () => csv(data),
    draw: (body, width) => {
      const rows = greatest(chosen.rows(), N_MOST)
        .map((row) => ({ ...row, name: row.place.name, tip: rowsText(chosen, row) }));
      drawIntervals(body, width, rows, chosen.one.units, chosen.title(), color(chosen.regime));
    },
  };
}

/** rows: {name, difference, low, high, tip}. */
function drawIntervals(body, width, rows, units, title, tone) {
  if (rows.length === 0) return addEmpty(body, "No difference anywhere.");
  const unit = sharedUnit(rows.flatMap(({ difference, low, high }) => [difference, low, high]),
                          units);
  body.append("p").attr("class", "unit-line").text([title, unit.name].filter(Boolean).join("; "));
  const widest = d3.max(rows, ({ name }) => textWidth(name, 13)) + 12;
  const above = widest > width * 0.5; // the names stand above their bars, whole
  const names = above ? 0 : widest;
  const height = above ? ROW + 16 : ROW;
  const middle = above ? ROW : ROW / 2;
  const svg = makeSvg(body, width, rows.length * height + 26, title);
  const flat = rows.flatMap(({ difference, low, high }) => [difference, low, high]);
  const x = d3.scaleLinear(d3.extent([0, ...flat.filter((v) => v != null)]), 
    [names + 8, width - 20])
    .nice(4);
  const bottom = rows.length * height;
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${bottom + 2})`)
    .call(d3.axisBottom(x).ticks(width < 420 ? 3 : 5).tickSizeOuter(0)
      .tickFormat((n) => d3.format(",~r")(Number((n / unit.factor).toPrecision(6)))))
    .call((g) => g.select(".domain").remove());
  svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0)).attr("y2", bottom);
  explore(svg, rows.map((row, i) => {
    const y = i * height + middle;
    svg.append("text").attr("class", "row-name").attr("y", above ? y - 12 : y + 4)
      .text(fitted(row.name, above ? width : names - 4, 13));
    if (row.low != null) {
      svg.append("line").attr("class", "mark interval").style("stroke", tone)
        .attr("x1", x(row.low)).attr("x2", x(row.high)).attr("y1", y).attr("y2", y);
    }
    svg.append("circle").attr("class", "mark estimate").attr("cx", x(row.difference)).attr("cy", y)
      .attr("r", 4.5).style("stroke", tone).style("fill", isClear(row) ? tone : "var(--ground)");
    svg.append("rect").attr("class", "hit").attr("data-point", i).attr("y", i * height)
      .attr("width", width).attr("height", height);
    return { x: x(row.difference), y, group: i, title: row.name, rows: row.tip };
  }), { by: "mark" });
}

/** Rows of corridors as {r, citizenship, place, mean, difference, low, high}. */
const corridorRows = ({ rows }) => rows.map(([r, citizenship, place, mean, difference, low, high]) =>
  ({ r, citizenship, place, mean, difference, low, high }));

export function changedCorridors(data, state) {
  const chosen = selectionOf(data, state);
  const known = Object.entries(data.world?.corridors ?? {}).filter(([, { rows }]) => rows.length);
  const which = state.choice("corridor", known[0]?.[0]);
  return {
    id: "changed-corridors",
    title: "Corridors that change most",
    half: true,
    caption: "Pairs of citizenship and country of residence that gain and lose most: people "
      + "settled there in the last year, or arrivals a year, with the interval of the paired difference.",
    missing: known.length ? null : "the file has no differences by corridor.",
    depends: ["regime", "corridor"],
    csv: () => corridorCsv(data, known),
    controls: (element) => addChoice(element, "What is compared",
      known.map(([key]) => ({ key, name: words(key) })), which.get(), which.set,
      { state, key: "corridor", get: which.get }),
    draw: (body, width) => {
      const [key, one] = known.find(([name]) => name === which.get()) ?? known[0];
      const rows = greatest(corridorRows(one).filter(({ r }) => r === chosen.regime), N_MOST)
        .map((row) => ({ ...row, name: corridorName(data.world, row),
                         tip: rowsText({ one }, row) }));
      const title = `${words(key)}, ${regimeName(data.comparison, chosen.regime)} against `
        + regimeName(data.comparison, referenceOf(data.comparison, chosen.regime));
      drawIntervals(body, width, rows, one.units, title, color(chosen.regime));
    },
  };
}

function corridorName({ places, citizenships }, { citizenship, place }) {
  const name = (id) => places.find((one) => one.id === id)?.name ?? id;
  return `${name(citizenships[citizenship])} in ${places[place].name}`;
}

/** Levels year by year of the places that change most. */
export function placeSeries(data, state) {
  const chosen = selectionOf(data, state);
  return {
    id: "place-table",
    title: "Countries in numbers",
    caption: "Every country's level in the regime and its difference to the reference, largest "
      + "differences first.",
    missing: missing(data),
    depends: KEYS,
    csv: () => csv(data),
    draw: (body) => {
      const rows = d3.sort(chosen.rows(), (row) => -Math.abs(row.difference)).slice(0, 2 * N_MOST);
      const { units } = chosen.one;
      const unit = sharedUnit(rows.flatMap((row) => [row.difference, row.low, row.high]), units);
      const named = (name, { name: of }) => (of ? `${name}, ${of}` : name);
      body.append("p").attr("class", "unit-line").text(chosen.title());
      addTable(body, "Countries in numbers", [{ name: "Country" },
        { name: named("Level", unit), number: true },
        { name: named("Difference", unit), number: true },
        { name: "Interval", number: true }], rows, (row) => [
        { text: row.place.name }, { text: unit.show(row.mean) },
        { text: (row.difference > 0 ? "+" : "") + unit.show(row.difference) },
        { text: row.low == null ? "–" : `${unit.show(row.low)} to ${unit.show(row.high)}` },
      ]);
    },
  };
}

function csv(data) {
  const { comparison, world } = data;
  const rows = Object.entries(world.series).flatMap(([name, one]) => SPANS.flatMap(({ key }) =>
    comparison.regime.flatMap((regime, r) => world.places.map(({ id }, i) =>
      [name, one.units, key === "last" ? world.years.at(-1) : "all", regime, id, 
       one[key].mean[r][i],
       one[key].difference[r][i], one[key].low[r][i], one[key].high[r][i]]))));
  return { header: ["series", "units", "year", "regime", "place", "mean", "difference",
                    "low", "high"],
           rows };
}

function corridorCsv(data, known) {
  const { comparison, world } = data;
  const rows = known.flatMap(([name, one]) => corridorRows(one).map((row) =>
    [name, one.units, comparison.regime[row.r], world.citizenships[row.citizenship],
     world.places[row.place].id, row.mean, row.difference, row.low, row.high]));
  return { header: ["series", "units", "regime", "citizenship", "place", "mean", "difference",
                    "low", "high"], rows };
}
