// Puts the page together: head, toolbar, and sections of figures for what the data is of.
import * as d3 from "d3";
import { readData } from "./data.js";
import { addFigure, addLeftOut } from "./figure.js";
import { addHead } from "./head.js";
import { State } from "./state.js";
import { addToolbar } from "./toolbar.js";
import { agency } from "./figures/agency.js";
import { comparisonMeans, comparisonSeries, differences } from "./figures/comparison.js";
import { corridorTable, crossingDeaths, interceptions } from "./figures/corridors.js";
import { countryMeasures } from "./figures/country_measures.js";
import { eventTimeline } from "./figures/event_timeline.js";
import { flowMap, flowYears } from "./figures/flow_map.js";
import { largestFlows } from "./figures/largest_flows.js";
import { regionChord } from "./figures/region_chord.js";
import { compliance, ratification } from "./figures/conventions.js";
import { concentration, forumCount, forumLives } from "./figures/forums.js";
import { replicates } from "./figures/replicates.js";
import { stocksByCountry, stocksByStatus } from "./figures/stocks.js";

const RUN = [
  { id: "flows", title: "Who moves where", tools: flowYears,
    figures: [flowMap, regionChord, largestFlows] },
  { id: "stocks", title: "Who lives abroad", figures: [stocksByStatus, stocksByCountry] },
  { id: "journeys", title: "On the way", figures: [crossingDeaths, interceptions, corridorTable] },
  { id: "states", title: "What states do", figures: [countryMeasures] },
  { id: "events", title: "What happened", figures: [eventTimeline] },
  { id: "governance", title: "Governance",
    figures: [ratification, compliance, forumCount, concentration, forumLives, agency] },
  { id: "replicates", title: "Replicates", figures: [replicates], quiet: true },
];
const COMPARISON = [
  { id: "regimes", title: "What a regime changes", figures: [differences, comparisonMeans] },
  { id: "years", title: "Year by year", figures: [comparisonSeries] },
];

function addSection(main, { id, title, tools, figures, quiet }, data, state) {
  const specs = figures.map((make) => make(data, state));
  if (quiet && specs.every((spec) => spec.missing)) return;
  const section = main.append("section").attr("id", id).attr("aria-labelledby", `${id}-title`);
  section.append("h2").attr("id", `${id}-title`).text(title);
  const grid = section.append("div").attr("class", "figures");
  if (tools && specs.some((spec) => !spec.missing)) tools(grid, data, state);
  for (const spec of specs.filter((other) => !other.missing)) addFigure(grid, spec, state);
  for (const spec of specs.filter((other) => other.missing)) {
    addLeftOut(grid, spec.title, spec.missing);
  }
}

function build() {
  const data = readData();
  const state = new State();
  const body = d3.select(document.body);
  body.insert("a", "script").attr("class", "skip").attr("href", "#main")
    .text("Skip to the figures");
  const bar = body.insert("div", "script").attr("class", "toolbar");
  const page = body.insert("div", "script").attr("id", "page");
  const sections = data.kind === "comparison" ? COMPARISON : RUN;
  addToolbar(bar, data, state, sections.filter((section) => !section.quiet || data.replicates));
  addHead(page, data);
  const main = page.append("main").attr("id", "main");
  for (const section of sections) addSection(main, section, data, state);
  page.append("footer").append("p")
    .text(`Drawn by ${data.made_by} from ${data.file}. Country outlines: Natural Earth. `
      + "Colours: Okabe and Ito.");
}

build();
