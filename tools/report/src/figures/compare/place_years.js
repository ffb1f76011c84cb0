// A series of one country, year by year, under each regime.
import * as d3 from "d3";
import { lineChart, lineDomain } from "../../chart.js";
import { addEmpty, addLegend } from "../../figure.js";
import { parseDate, rangeText, short, withUnit, words } from "../../format.js";
import { color } from "../../palette.js";
import { MOST_LINES, regimeName } from "./panels.js";
import { selectionOf } from "./places.js";

export function placeYears(data, state) {
  const { comparison, world } = data;
  const known = Object.entries(world?.series ?? {}).filter(([, { years }]) => years);
  const chosen = known.length ? selectionOf(data, state) : null;
  const first = chosen ? greatestChange(chosen) : 0;
  const place = state.choice("place", world?.places[first]?.id ?? "");
  const at = () => Math.max(0, world.places.findIndex(({ id }) => id === place.get()));
  return {
    id: "place-years",
    title: "One country, year by year",
    caption: "The chosen series of one country: lines are means over replicates, bands reach from "
      + "the lowest replicate to the highest. The axis need not begin at zero.",
    missing: known.length && comparison.regime.length > 1 ? null
      : "the page has no room for the years of so many countries.",
    depends: ["series", "place"],
    csv: () => csv(comparison, world, known),
    controls: (element) => addPlaces(element, world.places, place, state),
    draw: (body, width) => draw(body, width, comparison, world, chosen, at()),
  };
}

/** The country whose series differs most in the first regime that is compared. */
const greatestChange = (chosen) =>
  d3.greatest(chosen.rows(), ({ difference }) => Math.abs(difference))?.i ?? 0;

function addPlaces(element, places, place, state) {
  const label = element.append("label").attr("class", "select");
  label.append("span").text("Country");
  const select = label.append("select");
  select.selectAll("option").data(d3.sort(places, ({ name }) => name)).join("option")
    .attr("value", ({ id }) => id).text(({ name }) => name);
  const show = () => select.property("value", place.get());
  show();
  select.on("change", () => place.set(select.property("value")));
  state.subscribe(["place"], show);
}

function draw(body, width, comparison, world, chosen, i) {
  const { years, units } = chosen.one;
  if (!years) {
    addEmpty(body, `The page has no room for the years of “${words(chosen.name)}”: the files that it was made of have them.`);
    return;
  }
  const labels = world.years.map((year) => String(Math.trunc(year)));
  const dates = labels.map(parseDate);
  const series = comparison.regime.slice(0, MOST_LINES).map((_, r) => ({
    name: regimeName(comparison, r), color: color(r), values: years.mean[r][i],
    low: years.low[r][i], high: years.high[r][i] }));
  body.append("p").attr("class", "unit-line")
    .text(`${words(chosen.name)}, ${world.places[i].name}`
      + (comparison.regime.length > MOST_LINES
        ? `, the first ${MOST_LINES} of ${comparison.regime.length}` : ""));
  addLegend(body, series.map(({ name, color: tint }) => ({ name, color: tint, line: true })));
  lineChart(body, width, {
    label: `${words(chosen.name)} of ${world.places[i].name} by year`, unit: units, legend: false,
    height: 260, dates, titles: labels, series, sorted: false,
    domain: lineDomain(series.flatMap(({ low, high }) => [...low, ...high])),
    span: dates.length > 1 ? d3.extent(dates) : [dates[0], d3.utcYear.offset(dates[0], 1)],
    tell: (value) => withUnit(value, units),
    tellRange: units === "persons" ? rangeText : (low, high) => `${short(low)} to ${short(high)}`,
  });
}

function csv(comparison, world, known) {
  const rows = known.flatMap(([name, { years, units }]) => comparison.regime.flatMap((regime, r) =>
    world.places.flatMap(({ id }, i) => world.years.map((year, y) =>
      [name, units, regime, id, Math.trunc(year), years.mean[r][i][y], years.low[r][i][y],
       years.high[r][i][y]]))));
  return { header: ["series", "units", "regime", "place", "year", "mean", "low", "high"], rows };
}
