// The largest flows between two countries, one bar each.
import * as d3 from "d3";
import { addEmpty, makeSvg } from "../figure.js";
import { persons, short } from "../format.js";
import { explore } from "../tooltip.js";
import { flowCsv, flowsNow, flowTitle, missingFlows, yearName } from "./flow_data.js";

const N_SHOWN = 14;
const ROW = 32; // [px]

export function largestFlows(data, state) {
  return {
    id: "largest-flows",
    title: "Largest flows",
    half: true,
    caption: "The pairs of countries between which most people moved in the chosen year, in "
      + "persons.",
    missing: missingFlows(data),
    depends: ["countries", "year", "measure"],
    csv: () => flowCsv(data),
    draw: (body, width) => draw(body, width, data, state),
  };
}

function draw(body, width, data, state) {
  const flows = flowsNow(data, state).slice(0, N_SHOWN);
  if (flows.length === 0) return addEmpty(body, "Nobody moved.");
  const height = flows.length * ROW;
  const svg = makeSvg(body, width, height, `Largest flows, ${yearName(data, state.year)}`);
  const x = d3.scaleLinear([0, flows[0].persons], [0, width - 62]);
  const rows = svg.selectAll("g").data(flows).join("g")
    .attr("transform", (_, i) => `translate(0,${i * ROW})`).attr("data-point", (_, i) => i);
  rows.append("rect").attr("class", "hit").attr("width", width).attr("height", ROW);
  rows.append("text").attr("class", "row-name").attr("y", 13)
    .text((flow) => flowTitle(data, flow));
  rows.append("rect").attr("class", "mark bar flow").attr("y", 18).attr("height", 7)
    .attr("rx", 1.5).attr("width", (flow) => Math.max(1, x(flow.persons)));
  rows.append("text").attr("class", "row-value").attr("x", (flow) => x(flow.persons) + 6)
    .attr("y", 25).text((flow) => short(flow.persons));
  explore(svg, flows.map((flow, i) => ({
    x: Math.min(x(flow.persons), width - 70), y: i * ROW + 20, group: i,
    title: flowTitle(data, flow),
    rows: [[yearName(data, state.year), `${persons(flow.persons)} persons`]],
  })), { by: "mark" });
}
