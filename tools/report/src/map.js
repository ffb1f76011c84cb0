// The ground of a map: outlines or a plain grid, a box at the edge for what lies nowhere, and names
// that keep clear of each other.
import * as d3 from "d3";
import { feature } from "topojson-client";
import outlines from "world-atlas/countries-110m.json";
import { fitted, overlap, textWidth } from "./measure.js";

// What a map of the whole world shows: nobody moves to Antarctica.
const INHABITED = d3.cross(d3.range(-168, 191, 2), [-56, 0, 80]);
const shapes = feature(outlines, outlines.objects.countries).features
  .filter((country) => country.properties.name !== "Antarctica");
const BOX = { width: 118, height: 26, gap: 8 }; // [px]

const isLocated = (country) => country.located !== false;
const pointsOf = (countries) => countries.filter(isLocated)
  .map(({ longitude, latitude }) => [longitude, latitude]);

/** Fictional worlds have no outlines: nothing is drawn unless many countries lie where their
 *  namesakes do. */
const isReal = (countries) => {
  const names = new Set(shapes.map((shape) => shape.properties.name));
  const known = countries.filter((country) => names.has(country.name)).length;
  return known > countries.length / 3;
};

/** Does the map show the whole world? If countries lie all over it, or all in one spot. */
function isWide(countries) {
  const points = pointsOf(countries);
  const size = (at) => {
    const [least, most] = d3.extent(points, (point) => point[at]);
    return (most ?? 0) - (least ?? 0);
  };
  return size(0) > 200 || (size(0) < 0.1 && size(1) < 0.1);
}

export const mapHeight = (countries, width) => Math.round(isWide(countries) ? width * 0.48
  : Math.min(660, width * (width < 520 ? 0.8 : 0.53)));

function projectionFor(countries, width, height, below) {
  const points = pointsOf(countries);
  const [west, east] = d3.extent(points, ([longitude]) => longitude);
  const wide = isWide(countries);
  const projection = d3.geoEqualEarth().rotate([wide ? -11 : -(west + east) / 2, 0]);
  const pad = wide ? 1 : Math.min(width, height) * 0.1;
  const shape = { type: "MultiPoint", coordinates: wide ? INHABITED : points };
  return projection.fitExtent([[pad, pad], [width - pad, height - pad - below]], shape);
}

/** The shape in which each country lies, by index; nothing for a world that is not ours. */
function shapesOf(countries) {
  if (!isReal(countries)) return new Map();
  return new Map(countries.map((country, i) => [i, !isLocated(country) ? null
    : shapes.find(({ properties }) => properties.name === country.name)
      ?? shapes.find((shape) => d3.geoContains(shape, [country.longitude, country.latitude]))]));
}

/**
 * Draws the ground and returns {layer, at, boxes}: where to draw, and by country its point [px]
 * and, of one without a location, its box at the lower edge.
 * fill(i): the colour of a country's land; left out: that of land.
 */
export function drawGround(svg, countries, width, height, { fill = null } = {}) {
  const nowhere = d3.range(countries.length).filter((i) => !isLocated(countries[i]));
  const below = nowhere.length ? BOX.height + 2 * BOX.gap : 0;
  const projection = projectionFor(countries, width, height, below);
  const path = d3.geoPath(projection);
  const clip = `${svg.node().closest("figure").id}-edge`;
  svg.append("clipPath").attr("id", clip).append("rect")
    .attr("width", width).attr("height", height).attr("rx", 6);
  const ground = svg.append("g").attr("clip-path", `url(#${clip})`);
  ground.append("rect").attr("class", "sea").attr("width", width).attr("height", height);
  const own = shapesOf(countries);
  if (own.size) drawLand(ground, path, own, fill);
  else ground.append("path").attr("class", "graticule").attr("d", path(d3.geoGraticule10()));
  const layer = svg.append("g").attr("clip-path", `url(#${clip})`);
  const boxes = boxesFor(nowhere, countries, width, height);
  const at = countries.map(({ longitude, latitude }, i) =>
    (boxes.has(i) ? boxes.get(i).middle : projection([longitude, latitude])));
  drawBoxes(layer, boxes, fill);
  return { layer, at, boxes, drawn: new Set([...own].filter(([, shape]) => shape).map(([i]) => i)) };
}

function drawLand(ground, path, own, fill) {
  const country_of = new Map([...own].map(([i, shape]) => [shape, i]));
  ground.selectAll("path").data(shapes).join("path").attr("d", path)
    .attr("class", (shape) => (country_of.has(shape) ? "land" : "land outside"))
    .attr("data-country", (shape) => country_of.get(shape) ?? null)
    .style("fill", (shape) =>
      (fill && country_of.has(shape) ? fill(country_of.get(shape)) : null));
}

/** The rest of the world has a box of its own at the lower edge. */
function boxesFor(nowhere, countries, width, height) {
  const each = Math.min(BOX.width, (width - BOX.gap) / Math.max(1, nowhere.length) - BOX.gap);
  return new Map(nowhere.map((i, n) => {
    const x = BOX.gap + n * (each + BOX.gap), y = height - BOX.height - BOX.gap;
    const name = countries[i].name === countries[i].id && /^(ROW|REST)$/i.test(countries[i].id)
      ? "Rest of the world" : countries[i].name;
    return [i, { x, y, width: each, height: BOX.height,
                 name: fitted(name, each - 10, 12, 550),
                 middle: [x + each / 2, y + 1] }];
  }));
}

function drawBoxes(layer, boxes, fill) {
  for (const [i, box] of boxes) {
    layer.append("rect").attr("class", "nowhere").attr("x", box.x).attr("y", box.y)
      .attr("width", box.width).attr("height", box.height).attr("rx", 4)
      .style("fill", fill ? fill(i) : null);
    layer.append("text").attr("class", "map-name box-name").attr("x", box.x + box.width / 2)
      .attr("y", box.y + 18).text(box.name);
  }
}

/**
 * Names of places in the order given, above, below or beside their circles, where they cover
 * neither each other nor the circles of places named before. places: {i, r}.
 */
export function drawNames(layer, countries, places, { at, boxes }, width, height, n_most) {
  const taken = [...boxes.values()].map((b) => [b.x, b.y, b.x + b.width, b.y + b.height]);
  let n_named = 0;
  for (const { i, r } of places) {
    if (n_named === n_most) break;
    if (boxes.has(i)) continue;
    const [x, y] = at[i];
    const { name } = countries[i];
    const w = textWidth(name, 12, 600) + 4;
    const spots = [[x, y - r - 6], [x, y + r + 13], [x + r + 4 + w / 2, y + 4],
                   [x - r - 4 - w / 2, y + 4]];
    const spot = spots.map(([cx, base]) => ({ cx, base, box: [cx - w / 2, base - 11, cx + w / 2,
                                                              base + 4] }))
      .find(({ box }) => box[0] >= 2 && box[2] <= width - 2 && box[1] >= 2
        && box[3] <= height - 2 && !taken.some((other) => overlap(box, other)));
    if (!spot) continue;
    taken.push(spot.box, [x - r, y - r, x + r, y + r]);
    ++n_named;
    layer.append("text").attr("class", "map-name").attr("x", spot.cx).attr("y", spot.base)
      .text(name);
  }
}
