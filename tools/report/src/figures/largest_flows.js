// The largest pairs of countries, one bar each: moves, and citizens and where they live.
import * as d3 from "d3";
import { addChoice, addEmpty, makeSvg } from "../figure.js";
import { persons, sharedUnit } from "../format.js";
import { fitted, textWidth } from "../measure.js";
import { explore } from "../tooltip.js";
import { flowCsv, flowsNow, flowTitle, MEASURES, missingFlows, pairsCsv, pairsNow, stockYear,
         yearName } from "./flow_data.js";

const N_SHOWN = 14;
const ROW = 32; // [px]

export function largestFlows(data, state) {
  return {
    id: "largest-flows",
    title: "Largest flows",
    half: true,
    caption: "The pairs of countries between which most people moved in the chosen year, from "
      + "where they lived.",
    missing: missingFlows(data),
    depends: ["countries", "year", "measure"],
    csv: () => flowCsv(data),
    draw: (body, width) => drawPairs(body, width, {
      data, flows: flowsNow(data, state), when: yearName(data, state.year),
      tells: MEASURES[state.measure].tells, label: "Largest flows", empty: "Nobody moved.",
    }),
  };
}

const VIEWS = [{ key: "abroad", name: "Live there" }, { key: "arrivals", name: "Came to live" }];

/** Whose citizens live, or came to live, where. */
export function citizensAbroad(data, state) {
  const known = VIEWS.filter(({ key }) => data.citizens?.[key]);
  const view = state.choice("citizens", known[0]?.key);
  return {
    id: "citizens",
    title: "Whose citizens live where",
    half: true,
    caption: "The largest pairs of citizenship and country of residence: citizens of the first who "
      + "live in the second at the end of the chosen year, or came to live there during it from "
      + "wherever they were. Of the whole run, its last year's stocks.",
    missing: known.some(({ key }) => data.citizens[key].pairs.length) ? null
      : "the file has no people abroad; the observer [modules.people] writes them.",
    depends: ["countries", "year", "citizens"],
    csv: () => pairsCsv(data, data.citizens,
                        ["measure", "year", "citizenship", "residence", "persons"]),
    controls: (element) => addChoice(element, "What is counted", known, view.get(), view.set,
                                     { state, key: "citizens", get: view.get }),
    draw: (body, width) => {
      const key = known.some((one) => one.key === view.get()) ? view.get() : known[0].key;
      const year = key === "abroad" ? stockYear(data, state.year) : state.year;
      drawPairs(body, width, {
        data, flows: pairsNow(data, state, data.citizens[key], year),
        when: (key === "abroad" ? "end of " : "") + yearName(data, year),
        tells: key === "abroad" ? "live there" : "came to live",
        label: "Whose citizens live where", empty: "None of the countries shown.",
      });
    },
  };
}

function drawPairs(body, width, { data, flows: all, when, tells, label, empty }) {
  const flows = all.slice(0, N_SHOWN);
  if (flows.length === 0) return addEmpty(body, empty);
  const unit = sharedUnit(flows.map((flow) => flow.persons));
  const room = d3.max(flows, (flow) => textWidth(unit.show(flow.persons))) + 8;
  body.append("p").attr("class", "unit-line").text(`${unit.name}, ${when}`);
  const svg = makeSvg(body, width, flows.length * ROW, `${label}, ${when}`);
  const x = d3.scaleLinear([0, flows[0].persons], [0, width - room]);
  const rows = svg.selectAll("g").data(flows).join("g")
    .attr("transform", (_, i) => `translate(0,${i * ROW})`).attr("data-point", (_, i) => i);
  rows.append("rect").attr("class", "hit").attr("width", width).attr("height", ROW);
  rows.append("text").attr("class", "row-name").attr("y", 13)
    .text((flow) => fitted(flowTitle(data, flow), width, 13));
  rows.append("rect").attr("class", "mark bar flow").attr("y", 18).attr("height", 7)
    .attr("rx", 1.5).attr("width", (flow) => Math.max(1, x(flow.persons)));
  rows.append("text").attr("class", "row-value").attr("x", (flow) => x(flow.persons) + 6)
    .attr("y", 26).text((flow) => unit.show(flow.persons));
  explore(svg, flows.map((flow, i) => ({
    x: Math.min(x(flow.persons), width - 70), y: i * ROW + 20, group: i,
    title: flowTitle(data, flow),
    rows: [[`${tells}, ${when}`, `${persons(flow.persons)} persons`]],
  })), { by: "mark" });
}
