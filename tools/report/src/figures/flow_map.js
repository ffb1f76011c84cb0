// Flows between countries on a map, with the years to walk through.
import * as d3 from "d3";
import { addChoice, addEmpty, makeSvg } from "../figure.js";
import { persons, sharedUnit, signed } from "../format.js";
import { drawGround, drawNames, mapHeight } from "../map.js";
import { explore } from "../tooltip.js";
import { flowCsv, flowsNow, flowTitle, MEASURES, missingFlows, personsOf, rowOf, yearName }
  from "./flow_data.js";

const MOST_ARCS = 120;
const WIDEST = 14; // [px], on a wide page
const LARGEST_CIRCLE = 15; // [px]
const STEP_MS = 1100;

/** Slider, play button and measure, shared by the figures of the section. */
export function flowYears(section, data, state) {
  const n_years = data.years.labels.length;
  const bar = section.append("div").attr("class", "years").attr("id", "flow-years");
  const play = bar.append("button").attr("type", "button").attr("class", "play").text("Play");
  const slider = bar.append("input").attr("type", "range").attr("min", 0)
    .attr("max", n_years > 1 ? n_years : 0).attr("value", state.year).attr("step", 1)
    .attr("aria-label", "Year").property("value", state.year);
  const name = bar.append("output");
  const options = Object.keys(MEASURES).filter((key) => data.flows[key])
    .map((key) => ({ key, name: MEASURES[key].name }));
  const choice = addChoice(bar, "What is counted", options, state.measure,
                           (measure) => state.set({ measure }));

  const show = () => {
    name.text(yearName(data, state.year));
    slider.property("value", state.year).attr("aria-valuetext", yearName(data, state.year));
    choice(state.measure);
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
  state.subscribe(["year", "measure"], show);
  show();
}

export function flowMap(data, state) {
  return {
    id: "flow-map",
    title: "Flows between countries",
    caption: "Each arc is who set out from where they lived (of crossings, who came across a "
      + "border without leave) in the chosen years, wide where many did, orange where it begins "
      + "and blue where it ends. "
      + (data.balance ? "Circles are the balance: everyone who came to a country less everyone who "
        + "left it, by whatever way, blue where it gained and orange where it lost. "
        : "The file does not say who came and who left in all, so there is no balance. ")
      + "Widths and circles compare across years; those of the whole run are yearly means.",
    missing: missingFlows(data),
    depends: ["countries", "year", "measure"],
    csv: () => flowCsv(data),
    draw: (body, width) => draw(body, width, data, state),
  };
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

/** By country who came and left in the chosen years; nothing where the file does not say. */
function balanceNow(data, year) {
  if (!data.balance) return data.countries.map(() => ({ came: null, left: null, net: 0 }));
  const [entered, left] = [rowOf(data.balance.entered, year), rowOf(data.balance.left, year)];
  return entered.map((n, i) => ({ came: n, left: left[i], net: n - left[i] }));
}

/** The largest balance of a country in a year. */
const largestBalance = (data) => d3.max(data.years.labels, (_, year) =>
  d3.max(balanceNow(data, year), ({ net }) => Math.abs(net))) || 1;

function drawCircles(layer, data, state, at, shown, shrink) {
  const n_all = data.years.labels.length;
  const n_years = state.year < n_all ? 1 : n_all;
  const radius = d3.scaleSqrt([0, largestBalance(data)], [0, LARGEST_CIRCLE * shrink]);
  const circles = balanceNow(data, state.year)
    .map((one, i) => ({ ...one, i, r: Math.max(1.8 * shrink,
                                               radius(Math.abs(one.net) / n_years)) }))
    .filter(({ i }) => shown.has(i));
  layer.selectAll("circle.place").data(d3.sort(circles, (c) => -c.r)).join("circle")
    .attr("class", "mark place").attr("cx", (c) => at[c.i][0]).attr("cy", (c) => at[c.i][1])
    .attr("r", (c) => c.r)
    .style("fill", (c) => (c.net > 0 ? "var(--to)" : c.net < 0 ? "var(--from)" : "var(--soft)"));
  return { circles, radius };
}

/** From orange to blue, as the arcs are. */
function addDirection(holder) {
  const svg = holder.append("svg").attr("width", 46).attr("height", 4).attr("aria-hidden", "true");
  svg.selectAll("rect").data(d3.range(23)).join("rect").attr("x", (i) => 2 * i).attr("width", 2.4)
    .attr("height", 4).style("fill", (i) =>
      `color-mix(in oklab, var(--to) ${(100 * i) / 22}%, var(--from))`);
}

/** How wide how many persons are, and how large a balance: of a year, or of the run's years. */
function drawScale(body, data, scale, radius, most, n_years) {
  const legend = body.append("div").attr("class", "map-legend");
  const direction = legend.append("span").attr("class", "direction").text("from");
  addDirection(direction);
  direction.append("span").text("to");
  const steps = [most, most / 4, most / 20].map((n) => Number((n * n_years).toPrecision(1)));
  const balance = data.balance ? Number((largestBalance(data) * n_years).toPrecision(1)) : 0;
  const unit = sharedUnit([...steps, balance]);
  for (const n of steps) {
    const item = legend.append("span").attr("class", "width");
    item.append("i").style("height", `${Math.max(1, scale(n))}px`);
    item.append("span").text(unit.show(n));
  }
  if (data.balance) {
    const item = legend.append("span").attr("class", "balance");
    const size = Math.round(2 * radius(balance / n_years));
    item.append("i").style("width", `${size}px`).style("height", `${size}px`);
    item.append("span").text(`balance ${unit.show(balance)}`);
  }
  legend.append("span").text(n_years > 1 ? `${unit.name} in ${n_years} years` : unit.name);
}

/** Countries in the order in which they get names: by their people who move. */
function order(circles, flows) {
  const moved = d3.rollup(flows.flatMap((f) => [[f.from, f.persons], [f.to, f.persons]]),
                          (list) => d3.sum(list, ([, n]) => n), ([i]) => i);
  const weight = ({ i, net }) => (moved.get(i) ?? 0) + Math.abs(net);
  return d3.sort(circles, (c) => -weight(c)).filter((c) => weight(c) > 0);
}

function draw(body, width, data, state) {
  const shrink = Math.max(0.55, Math.min(1, width / 900));
  const n_all = data.years.labels.length;
  const n_years = state.year < n_all ? 1 : n_all;
  const { pairs } = data.flows[state.measure];
  const most = d3.max(pairs, (pair) => d3.max(d3.range(n_all), (y) => personsOf(pair, y, n_all)));
  const scale = d3.scaleLinear([0, (most || 1) * n_years], [0.4, WIDEST * shrink]);
  const height = mapHeight(data.countries, width);
  const flows = flowsNow(data, state).slice(0, MOST_ARCS);
  const svg = makeSvg(body, width, height, `Map of flows, ${yearName(data, state.year)}`);
  const ground = drawGround(svg, data.countries, width, height);
  const { layer, at } = ground;
  for (const flow of flows) flow.curve = arc(at[flow.from], at[flow.to]);
  drawArcs(layer, svg, flows, at, scale);
  const shown = new Set(state.countries.size ? [...state.countries,
    ...flows.flatMap((f) => [f.from, f.to])] : d3.range(data.countries.length));
  const { circles, radius } = drawCircles(layer, data, state, at, shown, shrink);
  const ranked = order(circles, flows);
  drawNames(layer, data.countries, ranked, ground, width, height, width < 520 ? 7 : 18);
  drawScale(body, data, scale, radius, most || 1, n_years);
  if (flows.length === 0) addEmpty(body, "Nobody moved.");
  explore(svg, mapPoints(data, state, flows, ranked, at), {
    by: "xy",
    onPoint: (point) => layer.selectAll("path.arc")
      .classed("faint", (flow) => point?.of && !point.of(flow)),
  });
}

function mapPoints(data, state, flows, places, at) {
  const when = yearName(data, state.year);
  const { tells } = MEASURES[state.measure];
  const arcs = flows.map((flow) => ({
    x: flow.curve.middle[0], y: flow.curve.middle[1], group: "arcs",
    title: flowTitle(data, flow),
    rows: [[`${tells}, ${when}`, `${persons(flow.persons)} persons`]],
    of: (other) => other === flow, dots: [],
  }));
  const points = places.map((place) => ({
    x: at[place.i][0], y: at[place.i][1], group: "countries",
    title: `${data.countries[place.i].name}, ${when}`,
    rows: balanceRows(data, place, flows, tells),
    of: (flow) => flow.from === place.i || flow.to === place.i, dots: [],
  }));
  return [...points, ...arcs];
}

function balanceRows(data, place, flows, tells) {
  if (!data.balance) {
    const sum = (key) => persons(d3.sum(flows, (f) => (f[key] === place.i ? f.persons : 0)));
    return [[`${tells} from here`, `${sum("from")} persons`, "var(--from)"],
            [`${tells} for here`, `${sum("to")} persons`, "var(--to)"]];
  }
  return [["came", `${persons(place.came)} persons`, "var(--to)"],
          ["left", `${persons(place.left)} persons`, "var(--from)"],
          ["balance", `${signed(place.net)} persons`]];
}
