// What figures of a comparison share.
import { referenceOf } from "../../data.js";
import { addEmpty } from "../../figure.js";
import { regimeText, words } from "../../format.js";

export const unitOf = (comparison, o) => comparison.outcome_units?.[o] ?? "1";
export const MOST_LINES = 8; // as many as there are colours
const MOST_ROWS = 16;
/** Why a figure with a row or a column for each regime is left out; null: it is not. */
export const tooMany = ({ regime }) => (regime.length <= MOST_ROWS ? null
  : `${regime.length} regimes or points are too many to stand side by side.`);
/** Which of them lines are drawn of, where there are too many. */
export const linesNote = ({ regime }) => (regime.length <= MOST_LINES ? ""
  : ` Drawn are the first ${MOST_LINES} of ${regime.length}; the CSV has all.`);
export const isCompared = (comparison, r) => referenceOf(comparison, r) !== r;
export const regimeName = (comparison, r) => regimeText(comparison.regime[r]);

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
