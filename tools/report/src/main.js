// Puts the page together: head, toolbar, and sections of figures for what the data is of.
import * as d3 from "d3";
import { readData } from "./data.js";
import { addFigure, addLeftOut } from "./figure.js";
import { addHead } from "./head.js";
import { State } from "./state.js";
import { addToolbar } from "./toolbar.js";
import { moduleTable, scenarioText } from "./figures/about.js";
import { agency } from "./figures/agency.js";
import { differences } from "./figures/compare/differences.js";
import { comparisonMeans } from "./figures/compare/levels.js";
import { changedCorridors, changedPlaces, differenceMap, placeChoices, placeSeries }
  from "./figures/compare/places.js";
import { placeYears } from "./figures/compare/place_years.js";
import { regimeTable } from "./figures/compare/regimes.js";
import { responses } from "./figures/compare/responses.js";
import { designPoints, sobolIndices } from "./figures/compare/sensitivity.js";
import { comparisonSeries } from "./figures/compare/yearly.js";
import { compliance, ratification } from "./figures/conventions.js";
import { corridorTable, crossingDeaths, crossings, interceptions } from "./figures/corridors.js";
import { countryMeasures } from "./figures/country_measures.js";
import { deals, transfers } from "./figures/deals.js";
import { detections } from "./figures/detections.js";
import { eventTimeline } from "./figures/event_timeline.js";
import { flowMap, flowYears } from "./figures/flow_map.js";
import { concentration, forumCount, forumLives } from "./figures/forums.js";
import { citizensAbroad, largestFlows } from "./figures/largest_flows.js";
import { observed } from "./figures/observed.js";
import { regionChord } from "./figures/region_chord.js";
import { replicates } from "./figures/replicates.js";
import { stocksByCitizenship, stocksByCountry, stocksByStatus } from "./figures/stocks.js";

const RUN = [
  { id: "observations", title: "Beside what was counted", figures: [observed], quiet: true },
  { id: "flows", title: "Who moves where", tools: flowYears,
    figures: [flowMap, regionChord, largestFlows] },
  { id: "stocks", title: "Who lives abroad",
    figures: [stocksByStatus, stocksByCountry, stocksByCitizenship, citizensAbroad] },
  { id: "journeys", title: "On the way",
    figures: [crossings, detections, crossingDeaths, interceptions, corridorTable] },
  { id: "states", title: "What states do", figures: [deals, transfers, countryMeasures] },
  { id: "events", title: "What happened", figures: [eventTimeline] },
  { id: "governance", title: "Governance",
    figures: [ratification, compliance, forumCount, concentration, forumLives, agency] },
  { id: "replicates", title: "Replicates", figures: [replicates], quiet: true },
  { id: "about", title: "What was run", figures: [scenarioText, moduleTable] },
];
const COMPARISON = [
  { id: "observations", title: "Beside what was counted", figures: [observed], quiet: true },
  { id: "regimes-section", title: "What each regime is", figures: [regimeTable], quiet: true },
  { id: "outcomes", title: "What a regime changes", figures: [differences, comparisonMeans] },
  { id: "response", title: "How outcomes respond", figures: [responses], quiet: true },
  { id: "where", title: "Who bears it, and where", tools: placeChoices, quiet: true,
    figures: [differenceMap, changedPlaces, changedCorridors, placeSeries, placeYears] },
  { id: "years", title: "Year by year", figures: [comparisonSeries] },
];
const SWEEP = [
  ...COMPARISON.filter(({ id }) => id === "observations" || id === "response"),
  { ...COMPARISON.find(({ id }) => id === "outcomes"), title: "What settings change" },
  ...COMPARISON.filter(({ id }) => id === "where" || id === "years"),
  { id: "about", title: "What was run", figures: [scenarioText, moduleTable], quiet: true },
];
const SENSITIVITY = [
  { id: "shares", title: "Which settings matter", figures: [sobolIndices] },
  { id: "design", title: "How outcomes lie over settings", figures: [designPoints] },
];
const SECTIONS = { run: RUN, comparison: COMPARISON, sensitivity: SENSITIVITY };

/** The sections that have something to say, with what their figures are made of. */
function sectionsOf(data, state) {
  return (data.swept ? SWEEP : SECTIONS[data.kind])
    .map((section) => ({ ...section, specs: section.figures.map((make) => make(data, state)) }))
    .filter(({ quiet, specs }) => !quiet || specs.some((spec) => !spec.missing));
}

function addSection(main, { id, title, tools, specs }, data, state) {
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
  const state = new State(data);
  const body = d3.select(document.body);
  body.insert("a", "script").attr("class", "skip").attr("href", "#main")
    .text("Skip to the figures");
  const bar = body.insert("div", "script").attr("class", "toolbar");
  const page = body.insert("div", "script").attr("id", "page");
  const sections = sectionsOf(data, state);
  addToolbar(bar, data, state, sections);
  addHead(page, data);
  const main = page.append("main").attr("id", "main").attr("tabindex", -1);
  for (const section of sections) addSection(main, section, data, state);
  page.append("footer").append("p")
    .text(`Drawn by ${data.made_by} from ${data.file}. Country outlines: Natural Earth. `
      + "Colours: Okabe and Ito.");
  state.follow();
  requestAnimationFrame(() => state.scroll());
}

// Labels are measured, so the fonts, which are in the page, come first.
Promise.all(["400 12px Inter", "600 16px 'Source Serif'"].map((font) => document.fonts.load(font)))
  .then(build);
