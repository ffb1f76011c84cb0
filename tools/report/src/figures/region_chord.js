// Flows between regions, or between countries where there are few, as a ring.
import * as d3 from "d3";
import { rankOfCountry } from "../data.js";
import { addEmpty, addLegend, makeSvg } from "../figure.js";
import { persons } from "../format.js";
import { GREY, tints } from "../palette.js";
import { explore } from "../tooltip.js";
import { flowsNow, missingFlows, regionName, rowOf, yearName } from "./flow_data.js";

const MOST_GROUPS = 8;

export function regionChord(data, state) {
  const by_region = data.regions?.length > 2;
  return {
    id: "region-chord",
    title: by_region ? "Exchange between regions" : "Exchange between countries",
    half: true,
    caption: (by_region ? "Each ribbon is the movement between two regions"
      : "Each ribbon is the movement between two countries")
      + ", in the colour of where it begins; its arrow points to where it ends."
      + (by_region ? " Movement within a region bends back." : "")
      + " It is what the map above shows.",
    missing: missingFlows(data),
    depends: ["countries", "year", "measure"],
    csv: () => chordCsv(data, by_region),
    draw: (body, width) => draw(body, width, data, state, by_region),
  };
}

/** [from][to] persons of regions (complete without a filter) or of countries. */
function matrix(data, state, by_region) {
  const n = by_region ? data.regions.length : data.countries.length;
  const flat = new Array(n * n).fill(0);
  if (by_region && state.countries.size === 0) {
    return { n, flat: rowOf(data.flows[state.measure].regions, state.year) };
  }
  const group = (i) => (by_region ? data.countries[i].region : i);
  for (const { from, to, persons: n_moved } of flowsNow(data, state)) {
    flat[group(from) * n + group(to)] += n_moved;
  }
  return { n, flat };
}

/** The groups with most movement; all others become one. */
function gathered({ n, flat }, name, rank) {
  const size = d3.range(n).map((i) =>
    d3.sum(d3.range(n), (j) => flat[i * n + j] + flat[j * n + i]));
  const order = d3.sort(d3.range(n), (i) => -size[i]).filter((i) => size[i] > 0);
  const own = order.length <= MOST_GROUPS ? order : order.slice(0, MOST_GROUPS - 1);
  const place = new Map(own.map((i, at) => [i, at]));
  const names = own.map(name);
  const n_groups = order.length > own.length ? own.length + 1 : own.length;
  if (n_groups > own.length) names.push("All others");
  const cells = d3.range(n_groups).map(() => new Array(n_groups).fill(0));
  for (const i of order) {
    for (const j of order) {
      cells[place.get(i) ?? own.length][place.get(j) ?? own.length] += flat[i * n + j];
    }
  }
  const colors = [...tints(own, rank), GREY];
  return { names, cells, colors };
}

function draw(body, width, data, state, by_region) {
  const name = (i) => (by_region ? regionName(data, i) : data.countries[i].name);
  const rank = (i) => (by_region ? i : rankOfCountry(data)[i]);
  const { names, cells, colors } = gathered(matrix(data, state, by_region), name, rank);
  if (names.length === 0) return addEmpty(body, "Nobody moved.");
  const size = Math.min(width, 470);
  const radius = size / 2 - 16;
  addLegend(body, names.map((text, i) => ({ name: text, color: colors[i] })));
  const svg = makeSvg(body, size, size, `Exchange, ${yearName(data, state.year)}`)
    .classed("centred", true);
  const g = svg.append("g").attr("transform", `translate(${size / 2},${size / 2})`);
  const chords = d3.chordDirected().padAngle(0.04).sortSubgroups(d3.descending)(cells);
  const points = [];
  const when = yearName(data, state.year);
  const middle = (angle, r) =>
    ({ x: size / 2 + r * Math.sin(angle), y: size / 2 - r * Math.cos(angle) });
  chords.groups.forEach((group) => {
    const sum = (row) => persons(d3.sum(row));
    points.push({
      ...middle((group.startAngle + group.endAngle) / 2, radius),
      title: `${names[group.index]}, ${when}`, group: "regions",
      rows: [["left", `${sum(cells[group.index])} persons`, colors[group.index]],
             ["came", `${sum(cells.map((row) => row[group.index]))} persons`]],
      of: (chord) => chord.source.index === group.index || chord.target.index === group.index,
    });
  });
  g.append("g").selectAll("path").data(chords.groups).join("path").attr("class", "mark rim")
    .attr("data-point", (_, i) => i).style("fill", (group) => colors[group.index])
    .attr("d", d3.arc().innerRadius(radius).outerRadius(radius + 9).cornerRadius(2));
  const ribbon = d3.ribbonArrow().radius(radius - 2).padAngle(1 / radius).headRadius(9);
  const ribbons = g.append("g").selectAll("path").data(chords).join("path")
    .attr("class", "mark ribbon").attr("d", ribbon)
    .attr("data-point", (_, i) => chords.groups.length + i)
    .style("fill", (chord) => colors[chord.source.index]);
  for (const chord of chords) {
    points.push({
      ...middle((chord.source.startAngle + chord.source.endAngle) / 2, radius * 0.75),
      title: `${names[chord.source.index]} → ${names[chord.target.index]}`, group: "flows",
      rows: [[when, `${persons(chord.source.value)} persons`, colors[chord.source.index]]],
      of: (other) => other === chord,
    });
  }
  explore(svg, points, {
    by: "mark",
    onPoint: (point) => ribbons.classed("faint", (chord) => point !== null && !point.of(chord)),
  });
}

function chordCsv(data, by_region) {
  const header = ["measure", "year", "origin", "destination", "persons"];
  const rows = [];
  for (const [measure, flow] of Object.entries(data.flows)) {
    if (!by_region) {
      for (const [from, to, ...years] of flow.pairs) {
        years.forEach((n_moved, i) => rows.push([measure, data.years.labels[i],
          data.countries[from].id, data.countries[to].id, n_moved ?? 0]));
      }
      continue;
    }
    const n = data.regions.length;
    flow.regions.forEach((cells, year) => cells.forEach((n_moved, cell) => {
      rows.push([measure, data.years.labels[year], data.regions[Math.floor(cell / n)],
                 data.regions[cell % n], n_moved]);
    }));
  }
  return { header, rows };
}
