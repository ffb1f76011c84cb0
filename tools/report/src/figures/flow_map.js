// Flows between countries on a map, with the years to walk through.
import * as d3 from "d3";
import { feature } from "topojson-client";
import outlines from "world-atlas/countries-110m.json";
import { addChoice, addEmpty, makeSvg } from "../figure.js";
import { persons, short } from "../format.js";
import { explore } from "../tooltip.js";
import { flowCsv, flowsNow, flowTitle, MEASURES, missingFlows, personsOf, rowOf, yearName }
  from "./flow_data.js";

const MOST_ARCS = 120;
const WIDEST = 14; // [px], on a wide page
const LARGEST_CIRCLE = 15; // [px]
const STEP_MS = 1100;

// What a map of the whole world shows: nobody moves to Antarctica.
const INHABITED = d3.cross(d3.range(-168, 191, 2), [-56, 0, 80]);
const countries = feature(outlines, outlines.objects.countries).features
  .filter((country) => country.properties.name !== "Antarctica");

/** Slider, play button and measure, shared by the figures of the section. */
export function flowYears(section, data, state) {
  const n_years = data.years.labels.length;
  state.year = n_years > 1 ? n_years : 0;
  const bar = section.append("div").attr("class", "years").attr("id", "flow-years");
  const play = bar.append("button").attr("type", "button").attr("class", "play").text("Play");
  const slider = bar.append("input").attr("type", "range").attr("min", 0)
    .attr("max", n_years > 1 ? n_years : 0).attr("value", state.year).attr("step", 1)
    .attr("aria-label", "Year").property("value", state.year);
  const name = bar.append("output");
  const options = Object.keys(MEASURES).filter((key) => data.flows[key])
    .map((key) => ({ key, name: MEASURES[key].name }));
  addChoice(bar, "What is counted", options, state.measure, (measure) => state.set({ measure }));

  const show = () => {
    name.text(yearName(data, state.year));
    slider.property("value", state.year).attr("aria-valuetext", yearName(data, state.year));
  };
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.text("Play");
  };
  slider.on("input", () => {
    stop();
    state.set({ year: Number(slider.property("value")) });
  });
  play.on("click", () => {
    if (timer) return stop();
    play.text("Pause");
    state.set({ year: state.year >= n_years - 1 ? 0 : state.year + 1 });
    timer = setInterval(() => {
      if (state.year >= n_years - 1) return stop();
      state.set({ year: state.year + 1 });
    }, STEP_MS);
  });
  state.subscribe(["year"], show);
  show();
}

export function flowMap(data, state) {
  return {
    id: "flow-map",
    title: "Flows between countries",
    caption: "Each arc is the movement from one country to another in the chosen year, wide where "
      + "many move, orange where it begins and blue where it ends. Circles show who gained people "
      + "on balance and who lost. The widths compare across years.",
    missing: missingFlows(data),
    depends: ["countries", "year", "measure"],
    csv: () => flowCsv(data),
    draw: (body, width) => draw(body, width, data, state),
  };
}

/** Fictional worlds have no outlines: nothing is drawn unless many countries lie where their
 *  namesakes do. */
const isReal = (data) => {
  const names = new Set(countries.map((country) => country.properties.name));
  const known = data.countries.filter((country) => names.has(country.name)).length;
  return known > data.countries.length / 3;
};

/** Does the map show the whole world? If countries lie all over it, or all in one spot. */
function isWide(data) {
  const size = (key) => {
    const [least, most] = d3.extent(data.countries, (country) => country[key]);
    return most - least;
  };
  return size("longitude") > 200 || (size("longitude") < 0.1 && size("latitude") < 0.1);
}

function projectionFor(data, width, height) {
  const points = data.countries.map(({ longitude, latitude }) => [longitude, latitude]);
  const [west, east] = d3.extent(points, ([longitude]) => longitude);
  const wide = isWide(data);
  const projection = d3.geoEqualEarth().rotate([wide ? -11 : -(west + east) / 2, 0]);
  const pad = Math.min(width, height) * 0.1;
  const shape = { type: "MultiPoint", coordinates: wide ? INHABITED : points };
  const inset = wide ? 1 : pad;
  return projection.fitExtent([[inset, inset], [width - inset, height - inset]], shape);
}

/** Outlines, or a plain grid for a world that is not ours. */
function drawGround(svg, data, projection, width, height) {
  const path = d3.geoPath(projection);
  svg.append("clipPath").attr("id", "map-edge").append("rect")
    .attr("width", width).attr("height", height).attr("rx", 6);
  const ground = svg.append("g").attr("clip-path", "url(#map-edge)");
  ground.append("rect").attr("class", "sea").attr("width", width).attr("height", height);
  if (isReal(data)) {
    const points = data.countries.map(({ longitude, latitude }) => [longitude, latitude]);
    const taking_part = (country) => points.some((point) => d3.geoContains(country, point));
    ground.selectAll("path").data(countries).join("path").attr("d", path)
      .attr("class", (country) => (taking_part(country) ? "land" : "land outside"));
  } else {
    ground.append("path").attr("class", "graticule").attr("d", path(d3.geoGraticule10()));
  }
  return svg.append("g").attr("clip-path", "url(#map-edge)");
}

/** A curve that bends to the right of its direction, so that both directions can be seen. */
function arc([x0, y0], [x1, y1]) {
  const bend = 0.2;
  const [cx, cy] = [(x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend];
  return { path: `M${x0},${y0}Q${cx},${cy} ${x1},${y1}`,
           middle: [(x0 + 2 * cx + x1) / 4, (y0 + 2 * cy + y1) / 4] };
}

function drawArcs(layer, svg, flows, at, scale) {
  const gradients = svg.append("defs").selectAll("linearGradient").data(flows)
    .join("linearGradient").attr("id", (_, i) => `arc-${i}`)
    .attr("gradientUnits", "userSpaceOnUse")
    .attr("x1", (f) => at[f.from][0]).attr("y1", (f) => at[f.from][1])
    .attr("x2", (f) => at[f.to][0] + 0.01).attr("y2", (f) => at[f.to][1] + 0.01);
  gradients.append("stop").attr("offset", "5%").style("stop-color", "var(--from)");
  gradients.append("stop").attr("offset", "95%").style("stop-color", "var(--to)");
  layer.selectAll("path.arc").data(flows).join("path").attr("class", "mark arc")
    .attr("d", (f) => f.curve.path).attr("stroke", (_, i) => `url(#arc-${i})`)
    .attr("stroke-width", (f) => scale(f.persons))
    .attr("opacity", (_, i) => (i < 20 ? 0.85 : 0.55))
    .sort((a, b) => a.persons - b.persons);
}

function drawCircles(layer, data, state, at, shown, shrink) {
  const flow = data.flows[state.measure];
  const [gained, lost] = [rowOf(flow.in, state.year), rowOf(flow.out, state.year)];
  const net = gained.map((n, i) => n - lost[i]);
  const most = d3.max(d3.range(data.years.labels.length + 1), (year) => {
    const [a, b] = [rowOf(flow.in, year), rowOf(flow.out, year)];
    const scale = year < data.years.labels.length ? 1 : 1 / data.years.labels.length;
    return d3.max(a, (n, i) => Math.abs(n - b[i]) * scale);
  });
  const n_years = state.year < data.years.labels.length ? 1 : data.years.labels.length;
  const radius = d3.scaleSqrt([0, most || 1], [0, LARGEST_CIRCLE * shrink]);
  const circles = d3.range(data.countries.length)
    .filter((i) => shown.has(i))
    .map((i) => ({ i, in: gained[i], out: lost[i], net: net[i],
                   r: Math.max(1.8 * shrink, radius(Math.abs(net[i]) / n_years)) }));
  layer.selectAll("circle.place").data(d3.sort(circles, (c) => -c.r)).join("circle")
    .attr("class", "mark place").attr("cx", (c) => at[c.i][0]).attr("cy", (c) => at[c.i][1])
    .attr("r", (c) => c.r)
    .style("fill", (c) => (c.net >= 0 ? "var(--to)" : "var(--from)"));
  return circles;
}

/** Boxes are [left, top, right, bottom]. */
const overlap = (a, b) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Names of the countries with most movement, where they do not cover each other. */
function drawNames(layer, data, circles, at, width) {
  const taken = [];
  const n_most = width < 520 ? 6 : 16;
  for (const circle of d3.sort(circles, (c) => -(c.in + c.out)).slice(0, n_most * 2)) {
    if (taken.length === n_most || circle.in + circle.out === 0) break;
    const { name } = data.countries[circle.i];
    const w = name.length * 6.3;
    const [x, y] = [at[circle.i][0], at[circle.i][1] - circle.r - 5];
    const left = Math.max(2, Math.min(width - w - 2, x - w / 2));
    const box = [left - 2, y - 11, left + w + 2, y + 3];
    if (y < 12 || taken.some((other) => overlap(box, other))) continue;
    taken.push(box);
    layer.append("text").attr("class", "map-name").attr("x", left + w / 2).attr("y", y).text(name);
  }
}

function drawScale(body, scale, most, n_years) {
  const legend = body.append("div").attr("class", "map-legend");
  legend.append("span").attr("class", "direction").text("from")
    .append("i");
  legend.append("span").text("to");
  const steps = [most, most / 4, most / 20].map((n) => Number(n.toPrecision(1)));
  for (const n of steps) {
    const item = legend.append("span").attr("class", "width");
    item.append("i").style("height", `${Math.max(1, scale(n * n_years))}px`);
    item.append("span").text(short(n));
  }
  legend.append("span").text(n_years > 1 ? "persons, yearly average" : "persons");
}

function draw(body, width, data, state) {
  const shrink = Math.max(0.55, Math.min(1, width / 900));
  const n_all = data.years.labels.length;
  const n_years = state.year < n_all ? 1 : n_all;
  const { pairs } = data.flows[state.measure];
  const most = d3.max(pairs, (pair) => d3.max(d3.range(n_all), (y) => personsOf(pair, y, n_all)));
  const scale = d3.scaleLinear([0, (most || 1) * n_years], [0.4, WIDEST * shrink]);
  const height = Math.round(isWide(data) ? width * 0.46
    : Math.min(660, width * (width < 520 ? 0.8 : 0.53)));
  const flows = flowsNow(data, state).slice(0, MOST_ARCS);
  const svg = makeSvg(body, width, height, `Map of flows, ${yearName(data, state.year)}`);
  const projection = projectionFor(data, width, height);
  const layer = drawGround(svg, data, projection, width, height);
  const at = data.countries.map(({ longitude, latitude }) => projection([longitude, latitude]));
  for (const flow of flows) flow.curve = arc(at[flow.from], at[flow.to]);
  drawArcs(layer, svg, flows, at, scale);
  const shown = new Set(state.countries.size ? flows.flatMap((f) => [f.from, f.to])
    : d3.range(data.countries.length));
  const circles = drawCircles(layer, data, state, at, shown, shrink);
  drawNames(layer, data, circles, at, width);
  drawScale(body, scale, most || 1, n_years);
  if (flows.length === 0) addEmpty(body, "Nobody moved.");
  explore(svg, mapPoints(data, state, flows, circles, at), {
    by: "xy",
    onPoint: (point) => layer.selectAll("path.arc")
      .classed("faint", (flow) => point?.of && !point.of(flow)),
  });
}

function mapPoints(data, state, flows, circles, at) {
  const when = yearName(data, state.year);
  const arcs = flows.map((flow) => ({
    x: flow.curve.middle[0], y: flow.curve.middle[1], group: "arcs",
    title: flowTitle(data, flow),
    rows: [[when, `${persons(flow.persons)} persons`]],
    of: (other) => other === flow, dots: [],
  }));
  const places = d3.sort(circles, (c) => -(c.in + c.out)).map((circle) => ({
    x: at[circle.i][0], y: at[circle.i][1], group: "countries",
    title: `${data.countries[circle.i].name}, ${when}`,
    rows: [["came", `${persons(circle.in)} persons`, "var(--to)"],
           ["left", `${persons(circle.out)} persons`, "var(--from)"],
           ["balance", `${persons(circle.net)} persons`]],
    of: (flow) => flow.from === circle.i || flow.to === circle.i, dots: [],
  }));
  return [...places, ...arcs];
}
