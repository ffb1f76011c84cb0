// Regimes against each other: paired differences with their intervals.
import * as d3 from "d3";
import { cells, referenceName } from "../../data.js";
import { makeSvg } from "../../figure.js";
import { axisUnit, short, unitText, withUnit, words } from "../../format.js";
import { fitted } from "../../measure.js";
import { color } from "../../palette.js";
import { explore } from "../../tooltip.js";
import { addPanels, addQuiet, isCompared, regimeName, split, tooMany, unitOf }
  from "./panels.js";

const ROW = 26; // [px]

export function differences(data) {
  const { comparison } = data;
  const reference = referenceName(comparison);
  const known = comparison.difference && comparison.regime.length > 1;
  return {
    id: "differences",
    title: `Against ${reference}`,
    caption: `The difference of each regime to ${reference}: the mean over replicates of the `
      + "difference between runs of equal seed, with its interval. Filled circles: the interval "
      + "leaves out zero. Every outcome has its own axis.",
    missing: known ? tooMany(comparison)
      : "a comparison of two or more regimes (`--regime`, repeated) gives them.",
    depends: [],
    csv: () => differencesCsv(comparison),
    draw: (body, width) => {
      const at = cells(comparison.difference);
      const [shown, quiet] = split(d3.range(comparison.outcome.length),
                                   (o) => d3.range(comparison.regime.length).some((r) => at(r, o)));
      const names = shown.map((o) => words(comparison.outcome[o]));
      addPanels(body, width, names).forEach(({ panel, width: w }, i) =>
        drawForest(panel, w, comparison, shown[i]));
      addQuiet(body, "No difference, or not known", quiet.map((o) => comparison.outcome[o]));
    },
  };
}

function drawForest(panel, width, comparison, o) {
  const unit = unitOf(comparison, o);
  const [mean, low, high] = ["difference", "difference_low", "difference_high"]
    .map((key) => cells(comparison[key]));
  const compared = d3.range(comparison.regime.length).filter((r) => isCompared(comparison, r));
  const rows = compared.map((r) => ({
    name: regimeName(comparison, r), color: color(r),
    mean: mean(r, o), low: low(r, o), high: high(r, o),
  }));
  const flat = rows.flatMap((row) => [row.mean, row.low, row.high]).filter((v) => v != null);
  const x = d3.scaleLinear(d3.extent([0, ...flat]), [24, width - 24]).nice(4);
  if (x.domain()[0] === x.domain()[1]) x.domain([-1, 1]);
  const height = rows.length * (ROW + 14) + 30;
  const axis = axisUnit(d3.max(x.domain(), Math.abs), unit);
  panel.select("h4").append("small").text(` ${axis.name}`);
  const meaning = comparison.outcome_meaning?.[o];
  if (meaning) panel.append("p").attr("class", "meaning").text(meaning);
  const svg = makeSvg(panel, width, height, `Differences of ${words(comparison.outcome[o])}`);
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 22})`)
    .call(d3.axisBottom(x).ticks(width < 340 ? 3 : 4).tickFormat(axis.show).tickSizeOuter(0))
    .call((g) => g.select(".domain").remove());
  svg.append("line").attr("class", "zero").attr("x1", x(0)).attr("x2", x(0))
    .attr("y2", height - 22);
  const points = rows.map((row, i) => {
    const y = i * (ROW + 14) + 26;
    svg.append("text").attr("class", "row-name").attr("x", 0).attr("y", y - 10)
      .text(fitted(row.name, width, 13));
    if (row.mean == null) {
      svg.append("text").attr("class", "aside").attr("x", x(0) + 6).attr("y", y + 4)
        .text("not known");
    } else {
      if (row.low != null && row.high != null) {
        svg.append("line").attr("class", "mark interval").style("stroke", row.color)
          .attr("x1", x(row.low)).attr("x2", x(row.high)).attr("y1", y).attr("y2", y);
      }
      const clear = row.low > 0 || row.high < 0;
      svg.append("circle").attr("class", "mark estimate").attr("cx", x(row.mean)).attr("cy", y)
        .attr("r", 5).style("stroke", row.color).style("fill", clear ? row.color : "var(--ground)");
    }
    svg.append("rect").attr("class", "hit").attr("data-point", i).attr("y", y - 22)
      .attr("width", width).attr("height", ROW + 12);
    return {
      x: x(row.mean ?? 0), y, group: i, title: `${row.name}: ${words(comparison.outcome[o])}`,
      rows: [["difference", withUnit(row.mean, unit), row.color],
             ["interval", `${short(row.low)} to ${short(row.high)} ${unitText(unit)}`]],
    };
  });
  explore(svg, points, { by: "mark" });
}

function differencesCsv(comparison) {
  const [mean, low, high] = ["difference", "difference_low", "difference_high"]
    .map((key) => cells(comparison[key]));
  const rows = comparison.regime.flatMap((regime, r) => comparison.outcome.map((outcome, o) =>
    [regime, outcome, unitOf(comparison, o), mean(r, o), low(r, o), high(r, o)]));
  return { header: ["regime", "outcome", "units", "difference", "low", "high"], rows };
}

