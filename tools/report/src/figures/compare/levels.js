// Levels of outcomes under each regime, as a table.
import * as d3 from "d3";
import { cells } from "../../data.js";
import { addTable } from "../../figure.js";
import { short, unitText, words } from "../../format.js";
import { color } from "../../palette.js";
import { seriesCsv } from "../conventions.js";
import { regimeName, tooMany, unitOf } from "./panels.js";

export function comparisonMeans(data) {
  const { comparison } = data;
  return {
    id: "means",
    title: "Levels",
    caption: "Mean over replicates of each outcome under each regime, with its interval.",
    missing: comparison.mean ? tooMany(comparison) : "the file has no means.",
    depends: [],
    csv: () => seriesCsv(comparison.outcomes ?? comparison.mean,
                         comparison.outcomes ? ["regime", "replicate", "outcome"]
                           : ["regime", "outcome"], "value"),
    draw: (body) => drawMeans(body, comparison),
  };
}

function drawMeans(body, comparison) {
  const [mean, low, high] = ["mean", "low", "high"].map((key) =>
    (comparison[key] ? cells(comparison[key]) : () => null));
  const columns = [{ name: "Outcome" }, ...comparison.regime.map((_, r) =>
    ({ name: regimeName(comparison, r), color: color(r) }))];
  const told = (r, o) => (low(r, o) == null ? ""
    : `${short(low(r, o))} to ${short(high(r, o))}`);
  addTable(body, "Levels of outcomes", columns, d3.range(comparison.outcome.length), (o) => [
    { text: words(comparison.outcome[o]), note: unitText(unitOf(comparison, o)) },
    ...comparison.regime.map((_, r) => ({ text: short(mean(r, o)), note: told(r, o) })),
  ]).classed("levels", true);
}
