// Levels of outcomes under each regime, as a table.
import * as d3 from "d3";
import { cells } from "../../data.js";
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
  const table = body.append("div").attr("class", "scroll").attr("tabindex", 0)
    .attr("role", "region").attr("aria-label", "Levels of outcomes").append("table");
  const head = table.append("thead").append("tr");
  head.append("th").attr("scope", "col").text("Outcome");
  comparison.regime.forEach((_regime, r) => {
    const cell = head.append("th").attr("scope", "col");
    cell.append("i").style("background", color(r));
    cell.append("span").text(regimeName(comparison, r));
  });
  const lines = table.append("tbody").selectAll("tr").data(comparison.outcome).join("tr");
  lines.append("th").attr("scope", "row").text(words)
    .append("small").text((_, o) => ` ${unitText(unitOf(comparison, o))}`);
  lines.each(function eachOutcome(_, o) {
    comparison.regime.forEach((_regime, r) => {
      const cell = d3.select(this).append("td").attr("class", "mark");
      cell.append("b").text(short(mean(r, o)));
      if (low(r, o) != null) {
        cell.append("small").text(` ${short(low(r, o))} to ${short(high(r, o))}`);
      }
    });
  });
}
