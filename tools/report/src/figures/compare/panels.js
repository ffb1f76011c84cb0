// What figures of a comparison share.
import { referenceOf } from "../../data.js";
import { addEmpty } from "../../figure.js";
import { words } from "../../format.js";

export const unitOf = (comparison, o) => comparison.outcome_units?.[o] ?? "1";
export const isCompared = (comparison, r) => referenceOf(comparison, r) !== r;
/** A regime as words; a point where settings are varied, `b_wage=2`, stays as it is. */
export const regimeName = (comparison, r) => comparison.regime[r].split(" ")
  .map((word) => (word.includes("=") ? word : word.replaceAll("_", " "))).join(" ");

function columnsFor(width) {
  return width > 980 ? 3 : width > 600 ? 2 : 1;
}

/** A panel of its own for each name. */
export function addPanels(body, width, names) {
  const columns = Math.max(1, Math.min(columnsFor(width), names.length));
  const grid = body.append("div").attr("class", "panels").style("--columns", columns);
  const panel_width = Math.floor((width - 28 * (columns - 1)) / columns);
  return names.map((name) => {
    const panel = grid.append("div").attr("class", "panel-chart");
    panel.append("h4").text(name);
    return { panel, width: panel_width };
  });
}

export function split(list, holds) {
  return [list.filter(holds), list.filter((one) => !holds(one))];
}

/** Names what no panel shows because nothing is to be seen in it. */
export function addQuiet(body, label, names) {
  if (names.length) addEmpty(body, `${label}: ${names.map((name) => words(name)).join(", ")}.`);
}
