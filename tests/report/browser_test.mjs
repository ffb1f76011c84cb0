// node browser_test.mjs PACKAGES CHROMIUM FOLDER [PAGE...]: opens the pages in FOLDER as a reader
// would; with names, those alone, and without what a reader chooses.
// PACKAGES has node_modules with playwright-core.
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const [packages, chromium_path, folder, ...only] = process.argv.slice(2);
const { chromium } = createRequire(join(packages, "package.json"))("playwright-core");

const axe = readFileSync(createRequire(join(packages, "package.json")).resolve("axe-core/axe.min.js"),
                         "utf8");

const RUN = ["flow-map", "region-chord", "largest-flows", "stocks-status", "stocks-country",
             "stocks-citizenship", "citizens", "crossings", "detections", "deaths", "interceptions",
             "corridors", "country-measures", "event-timeline", "modules", "scenario"];
const GOVERNANCE = ["ratification", "compliance", "forum-count", "concentration", "forum-lives",
                    "agency"];
// By page, the figures it must have, with the least number of marks in each.
const PAGES = {
  plain: Object.fromEntries(RUN.map((id) => [id, 2])),
  governed: { ...Object.fromEntries(RUN.map((id) => [id, 4])), detections: 2, deals: 6,
              ratification: 3, compliance: 40, "forum-count": 2, concentration: 2, "forum-lives": 4,
              agency: 12 },
  policies: { ...Object.fromEntries(RUN.map((id) => [id, 2])), deals: 9, deaths: 1 },
  replicates: { "replicates-series": 10, "flow-map": 4, "stocks-status": 4, observed: 6 },
  comparison: { differences: 20, means: 18, "comparison-series": 24, regimes: 9,
                "difference-map": 7, "changed-places": 8, "changed-corridors": 20,
                "place-table": 32, "place-years": 6 },
  worlds: { "difference-map": 190, "changed-places": 30, "changed-corridors": 30, "place-table": 60,
            "place-years": 4 },
  sweep: { responses: 60, means: 18, regimes: 7 },
  points: { observed: 12, responses: 60, differences: 40, means: 60, "difference-map": 4,
            "changed-places": 3, "place-table": 4, "place-years": 12, "comparison-series": 60,
            modules: 2, scenario: 2 },
  beside: { observed: 6, differences: 4, means: 10, "comparison-series": 12, "place-years": 4 },
  sensitivity: { indices: 12, points: 80 },
  world: { "flow-map": 200, "region-chord": 40, "largest-flows": 14, "stocks-status": 9,
           "stocks-country": 8, "stocks-citizenship": 8, citizens: 14, crossings: 200, deaths: 200,
           interceptions: 200, corridors: 60, "country-measures": 96, "event-timeline": 1000,
           deals: 20 },
};
// Figures without a drawing, whose values are in a table that is read as it stands, and without CSV.
const TABLES = ["means", "modules", "scenario", "regimes", "place-table"];
const NO_CSV = ["scenario"];
// Of what a page draws at once there is no more than a browser makes within two seconds; measured by
// tools/studies/regimes/world_comparison.py, which opens the page of a whole world.
const MOST_ELEMENTS = { worlds: 3000 };
const SLOW = 240000; // [ms] a step may take on a busy machine

let n_checks = 0;
let n_failed = 0;
function check(holds, what) {
  ++n_checks;
  if (holds) return;
  ++n_failed;
  console.error(`FAILED ${what}`);
}

const browser = await chromium.launch({
  executablePath: chromium_path, timeout: SLOW,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});

/** A tab with the page; what goes wrong in it is noted. */
async function open(name, { width = 1600, theme = "light", hash = "" } = {}) {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme: theme });
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW);
  const where = `${name} ${width} ${theme}`;
  page.on("console", (message) => {
    if (message.type() !== "log") check(false, `${where} console: ${message.text()}`);
  });
  page.on("pageerror", (error) => check(false, `${where} error: ${error.message}`));
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith("file:") && url.includes(`${name}.html`)) return route.continue();
    check(false, `${where} asks for ${url}`);
    return route.abort();
  });
  await page.goto(`file://${join(folder, name)}.html${hash}`);
  await page.waitForSelector("figure .mark", { state: "attached" });
  return page;
}

const marks = (page, id) => page.locator(`#${id} .mark`).count();
/** All that a figure draws, to tell whether it changed. */
const drawing = (page, id) => page.locator(`#${id} .body`).innerHTML();

/** RFC 4180, well enough for what the page writes. */
function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\n") rows.push([]);
  }
  rows.pop();
  return rows;
}

async function checkCsv(page, name, id) {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: SLOW }).catch(() => null),
    page.locator(`#${id} a.csv`).click(),
  ]);
  if (!download) return check(false, `${name} ${id}: the link downloads nothing`);
  const rows = parseCsv(readFileSync(await download.path(), "utf8"));
  check(download.suggestedFilename() === `${id}.csv`, `${name} ${id}: name of the CSV`);
  check(rows.length > 1, `${name} ${id}: CSV of ${rows.length} rows`);
  check(rows.every((row) => row.length === rows[0].length), `${name} ${id}: ragged CSV`);
  check(rows[0].every((cell) => cell !== ""), `${name} ${id}: CSV without a head`);
}

async function checkFigures(page, name) {
  for (const [id, least] of Object.entries(PAGES[name])) {
    const n = await marks(page, id);
    check(n >= least, `${name} ${id}: ${n} marks, expected ${least}`);
    const caption = await page.locator(`#${id} figcaption > span`).first().textContent();
    check(caption.length > 20, `${name} ${id}: caption "${caption}"`);
  }
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((element) => element.id));
  check(new Set(ids).size === ids.length, `${name}: an id twice`);
}

/** Chromium lets a tab download ten files at most, so there are several tabs. */
async function checkAllCsv(name) {
  const ids = Object.keys(PAGES[name]).filter((id) => !NO_CSV.includes(id));
  for (let first = 0; first < ids.length; first += 9) {
    const page = await open(name);
    for (const id of ids.slice(first, first + 9)) await checkCsv(page, name, id);
    await page.context().close();
  }
}

/** Arrow keys walk over values; each is shown, and read aloud with its unit. */
async function checkKeyboard(page, name) {
  await page.mouse.move(0, 0);
  for (const id of Object.keys(PAGES[name]).filter((other) => !TABLES.includes(other))) {
    const svg = page.locator(`#${id} svg`).first();
    await svg.focus();
    await page.keyboard.press("ArrowRight");
    const said = await page.locator("[aria-live]").textContent();
    check(await page.locator(".tip.shown").count() === 1, `${name} ${id}: no tooltip by keyboard`);
    check(/\d/.test(said) || id === "event-timeline" || id === "forum-lives",
          `${name} ${id}: reads "${said}"`);
    await page.keyboard.press("End");
    const last = await page.locator("[aria-live]").textContent();
    check(last !== "", `${name} ${id}: End reads nothing`);
    await page.keyboard.press("Escape");
    check(await page.locator(".tip.shown").count() === 0, `${name} ${id}: Escape leaves a tooltip`);
  }
}

async function checkHover(page) {
  for (const [id, selector, unit] of [["flow-map", "circle.place", "persons"],
    ["region-chord", ".ribbon", "persons"], ["stocks-status", "svg", "persons"],
    ["corridors", ".hit", "persons"], ["deals", ".term", "20"], ["citizens", ".hit", "persons"],
    ["event-timeline", ".event", ""]]) {
    await page.locator(`#${id} ${selector}`).first().hover({ force: true });
    const text = await page.locator(".tip.shown").textContent({ timeout: SLOW }).catch(() => "");
    check(text.length > 8 && text.includes(unit), `hover over ${id} shows "${text}"`);
  }
}

async function checkYears(page, name) {
  const slider = page.locator("#flow-years input");
  const shown = page.locator("#flow-years output");
  const before = await Promise.all(["flow-map", "region-chord", "largest-flows"]
    .map((id) => drawing(page, id)));
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await shown.textContent();
  const after = await Promise.all(["flow-map", "region-chord", "largest-flows"]
    .map((id) => drawing(page, id)));
  before.forEach((drawn, i) =>
    check(drawn !== after[i], `${name}: the slider changes nothing, ${i}`));
  await page.keyboard.press("ArrowRight");
  check(await shown.textContent() !== first, `${name}: the slider does not step`);
  await page.getByRole("button", { name: "Play" }).click();
  const played = await shown.textContent();
  await page.waitForFunction((text) =>
    document.querySelector("#flow-years output").textContent !== text, played, { timeout: SLOW });
  await page.getByRole("button", { name: "Pause" }).click();
  const moves = await drawing(page, "largest-flows");
  await page.getByRole("button", { name: "Crossings", exact: true }).click();
  check(await drawing(page, "largest-flows") !== moves, `${name}: the measure changes nothing`);
}

/** One country by keyboard alone; then all again. */
async function checkFilter(page, name, ids) {
  await page.mouse.move(0, 0);
  const before = {};
  for (const id of ids) before[id] = [await drawing(page, id), await marks(page, id)];
  await page.locator(".filter summary").focus();
  await page.keyboard.press("Enter");
  await page.locator(".panel input[type=search]").fill("Northern");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const boxes = page.locator(".panel li:not([hidden]) input");
  check(await boxes.count() === 1, `${name}: the search finds ${await boxes.count()} countries`);
  await boxes.first().focus();
  await page.keyboard.press("Space");
  for (const id of ids) {
    check(await drawing(page, id) !== before[id][0], `${name} ${id}: the filter changes nothing`);
    check(await marks(page, id) <= before[id][1], `${name} ${id}: more marks with a filter`);
  }
  check(await marks(page, "country-measures") === 4, `${name}: not one row of measures`);
  await page.getByRole("button", { name: "Show all countries" }).click();
  for (const id of ids) {
    check(await drawing(page, id) === before[id][0], `${name} ${id}: not as before the filter`);
  }
  await page.keyboard.press("Escape");
}

/** Nothing reaches beyond the page, at any width. */
async function checkWidth(page, name, width) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= width, `${name}: ${wide} px wide on a screen of ${width}`);
  const blocks = page.locator("svg, p, h1, h2, h3, figcaption, dl");
  const beyond = await blocks.evaluateAll((all, right) =>
    all.filter((element) => element.getBoundingClientRect().right > right + 1)
      .map((element) => element.closest("[id]")?.id ?? element.className), width);
  check(beyond.length === 0, `${name}: beyond the edge at ${width}: ${beyond}`);
}

/** Labels of one drawing that cover each other, and texts that are cut or reach beyond the page. */
function untidy(page) {
  return page.evaluate(() => {
    const box = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const trim = (bottom - top) * 0.22; // the room above and below letters
      return { left: left + 1, right: right - 1, top: top + trim, bottom: bottom - trim };
    };
    const overlap = (a, b) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const found = [];
    for (const svg of document.querySelectorAll("figure svg")) {
      const id = svg.closest("figure").id;
      const labels = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim())
        .map((text) => ({ text: text.textContent, ...box(text) }));
      labels.forEach((one, i) => labels.slice(i + 1).forEach((other) => {
        if (overlap(one, other)) found.push(`${id}: "${one.text}" on "${other.text}"`);
      }));
      for (const { text, left, right } of labels) {
        if (left < -1 || right > document.documentElement.clientWidth + 1) {
          found.push(`${id}: "${text}" beyond the page`);
        }
      }
    }
    for (const element of document.querySelectorAll("#page *, .toolbar *")) {
      if (element.namespaceURI.includes("svg") || element.closest(".unseen")) continue;
      const style = getComputedStyle(element);
      if (style.clipPath !== "none") continue; // for those who do not see
      const cut = style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
      if (cut && element.textContent.trim()) found.push(`"${element.textContent}" is cut`);
    }
    for (const table of document.querySelectorAll("figure .scroll")) {
      if (table.scrollWidth > table.clientWidth + 1) {
        found.push(`${table.closest("figure").id}: ${table.scrollWidth - table.clientWidth} px of a table are cut`);
      }
    }
    return found;
  });
}

async function checkTidy(page, where) {
  const found = await untidy(page);
  check(found.length === 0, `${where}: ${found.length} labels: ${found.slice(0, 6).join("; ")}`);
}

/** No fault that axe-core calls serious or critical. */
async function checkAccess(page, where) {
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const { violations } = await window.axe.run({ resultTypes: ["violations"] });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 120)}`);
  });
  check(faults.length === 0, `${where}: axe finds ${faults.join("; ")}`);
}

/** A link with the hash shows what its sender saw. */
async function checkHash(name, ids) {
  const page = await open(name);
  await page.locator("#flow-years input").focus();
  await page.keyboard.press("Home");
  await page.getByRole("button", { name: "Crossings", exact: true }).click();
  await page.getByRole("button", { name: "Without regular" }).click();
  await page.getByRole("button", { name: "Came to live" }).click();
  await page.locator(".filter summary").click();
  await page.locator(".panel li input").first().click();
  await page.keyboard.press("Escape");
  await page.locator("button.theme").click();
  const hash = await page.evaluate(() => location.hash);
  for (const word of ["year=", "measure=crossings", "statuses=", "citizens=", "countries=", "theme="]) {
    check(hash.includes(word), `${name}: ${word} is not in ${hash}`);
  }
  const seen = await Promise.all(ids.map((id) => drawing(page, id)));
  await page.context().close();
  const again = await open(name, { hash });
  const restored = await Promise.all(ids.map((id) => drawing(again, id)));
  ids.forEach((id, i) => check(seen[i] === restored[i], `${name} ${id}: ${hash} shows another view`));
  check(await again.evaluate(() => document.documentElement.dataset.theme) === "dark",
        `${name}: the hash does not restore the theme`);
  await again.evaluate(() => { location.hash = "#at=states"; });
  await again.waitForFunction(() => window.scrollY > 500);
  check(await again.locator("#stocks-status [aria-pressed=true]").textContent() === "All",
        `${name}: an emptied hash keeps a choice`);
  await again.context().close();
}

/** The same of a comparison: series, regime, span and country. */
async function checkComparisonHash(name) {
  const ids = ["difference-map", "changed-places", "place-table", "place-years"];
  const page = await open(name);
  const before = await Promise.all(ids.map((id) => drawing(page, id)));
  await page.locator("#where .select select").first().selectOption({ index: 1 });
  await page.getByRole("button", { name: "global agency" }).click();
  await page.getByRole("button", { name: "Mean of all years" }).click();
  await page.locator("#place-years select").selectOption({ index: 2 });
  const seen = await Promise.all(ids.map((id) => drawing(page, id)));
  seen.forEach((drawn, i) => check(drawn !== before[i], `${name} ${ids[i]}: a choice changes nothing`));
  const hash = await page.evaluate(() => location.hash);
  await page.context().close();
  const again = await open(name, { hash });
  const restored = await Promise.all(ids.map((id) => drawing(again, id)));
  ids.forEach((id, i) => check(seen[i] === restored[i], `${name} ${id}: ${hash} shows another view`));
  await again.context().close();
}

/** Tab reaches every control and every drawing, and shows where it is. */
async function checkTab(page, name) {
  const wanted = await page.evaluate(() => {
    const all = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
    const seen = [...all].filter((element) => element.getClientRects().length > 0
      && !element.closest("details:not([open]) > :not(summary)"));
    seen.forEach((element, i) => { element.dataset.tab = i; });
    document.activeElement?.blur();
    return seen.length;
  });
  const reached = new Set();
  for (let n = 0; n < wanted + 5; ++n) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.dataset.tab);
    if (at !== undefined) reached.add(at);
  }
  check(reached.size === wanted, `${name}: Tab reaches ${reached.size} of ${wanted}`);
}

/** What has one name in the legends of several figures has one colour there: countries, then routes. */
async function checkColors(page, name, groups) {
  for (const ids of groups) {
    const colors = {};
    for (const id of ids) {
      const items = await page.locator(`#${id} .legend li`).evaluateAll((all) =>
        all.map((item) => [item.textContent, item.querySelector("i").style.background]));
      check(items.length > 1, `${name} ${id}: no legend`);
      check(new Set(items.map(([, tint]) => tint)).size === items.length, `${name} ${id}: a colour twice`);
      for (const [label, tint] of items) (colors[label] ??= new Set()).add(tint);
    }
    for (const [label, found] of Object.entries(colors)) {
      check(found.size === 1, `${name}: ${label} is ${[...found].join(" and ")} in ${ids}`);
    }
  }
}

/** A figure as SVG without what only this page knows, and as PNG. */
async function checkPictures(name, ids) {
  const page = await open(name);
  for (const id of ids) {
    for (const kind of ["svg", "png"]) {
      const [file] = await Promise.all([page.waitForEvent("download", { timeout: SLOW }),
                                        page.locator(`#${id} button.${kind}`).click()]);
      const bytes = readFileSync(await file.path());
      check(file.suggestedFilename() === `${id}.${kind}`, `${name} ${id}: name of the ${kind}`);
      if (kind === "png") {
        check(bytes.subarray(1, 4).toString() === "PNG" && bytes.readUInt32BE(16) > 600,
              `${name} ${id}: the PNG is none, or small`);
        continue;
      }
      const text = bytes.toString();
      const title = await page.locator(`#${id} h3`).textContent();
      check(text.startsWith("<svg") && text.includes(title.split(" ")[0]),
            `${name} ${id}: the SVG lacks its title`);
      check(!/var\(|light-dark|oklab|color-mix/.test(text.replace(/<style>.*?<\/style>/s, "")),
            `${name} ${id}: the SVG needs a style sheet`);
      const faults = await page.evaluate((source) => new DOMParser()
        .parseFromString(source, "image/svg+xml").querySelectorAll("parsererror").length, text);
      check(faults === 0, `${name} ${id}: the SVG is not well-formed`);
    }
  }
  await page.context().close();
}

/** Contrast of text and ground (WCAG 2.2): 4.5 at least, in the theme that is on. */
async function contrast(page) {
  return page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
        const c = byte / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const of = (element, property) => luminance(getComputedStyle(element)[property]);
    const ground = of(document.body, "backgroundColor");
    const texts = ["body", "figcaption", ".facts", ".left-out", "a.csv", ".axis text"];
    const known = texts.map((selector) => document.querySelector(selector)).filter(Boolean);
    return Math.min(...known.map((element) => {
      const ink = of(element, element.namespaceURI.includes("svg") ? "fill" : "color");
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    }));
  });
}

async function checkThemes(name) {
  const grounds = {};
  for (const theme of ["light", "dark"]) {
    const page = await open(name, { theme });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    grounds[theme] = await ground();
    check(await contrast(page) >= 4.5, `${name} ${theme}: contrast ${await contrast(page)}`);
    await page.locator("button.theme").click();
    check(await ground() !== grounds[theme], `${name} ${theme}: the switch changes nothing`);
    await page.context().close();
  }
  check(grounds.light !== grounds.dark, `${name}: both themes have one ground`);
}

for (const name of only.length ? only : Object.keys(PAGES)) {
  console.log(`${name}, after ${n_checks} checks`);
  const { size } = statSync(join(folder, `${name}.html`));
  check(size < 5e6, `${name}: ${size} bytes`);
  const page = await open(name);
  await checkFigures(page, name);
  if (MOST_ELEMENTS[name]) {
    const n = await page.locator("*").count();
    check(n < MOST_ELEMENTS[name], `${name}: ${n} elements`);
  }
  await checkWidth(page, name, 1600);
  await checkTidy(page, `${name} 1600`);
  await checkAccess(page, `${name} light`);
  if (name !== "plain") await checkKeyboard(page, name);
  await checkTab(page, name);
  await page.context().close();
  if (name !== "plain") await checkAllCsv(name);
  const middle = await open(name, { width: 1024 });
  await checkWidth(middle, name, 1024);
  await checkTidy(middle, `${name} 1024`);
  await middle.context().close();
  const small = await open(name, { width: 400, theme: "dark" });
  await checkWidth(small, name, 400);
  await checkTidy(small, `${name} 400`);
  await checkAccess(small, `${name} dark`);
  for (const id of Object.keys(PAGES[name])) {
    check(await marks(small, id) > 0, `${name} ${id}: no marks at 400 px`);
  }
  check(await small.locator(".toolbar nav a").first().isVisible(), `${name}: no sections at 400 px`);
  await small.context().close();
}

async function checkChoices() {
  console.log(`choices, after ${n_checks} checks`);
  const plain = await open("plain");
  for (const line of await plain.locator(".left-out").allTextContents()) {
    check(/scenario|\[modules|\[forums|agree/.test(line), `left out without a hint: ${line}`);
  }
  check(await plain.locator(".left-out").count() >= GOVERNANCE.length,
        `plain: ${await plain.locator(".left-out").count()} figures are left out`);
  await plain.context().close();

  const decreed = await open("policies");
  check((await decreed.locator("#event-timeline .lane-name").allTextContents()).includes("Policies"),
        "policies: their events have no lane of their own");
  await decreed.context().close();

  const governed = await open("governed");
  await checkHover(governed);
  await checkFilter(governed, "governed", ["flow-map", "region-chord", "largest-flows",
    "stocks-status", "stocks-country", "stocks-citizenship", "citizens", "deaths", "interceptions",
    "corridors", "country-measures", "event-timeline", "ratification", "compliance"]);
  await checkColors(governed, "governed",
                    [["region-chord", "stocks-country", "stocks-citizenship", "transfers", "agency"],
                     ["crossings", "deaths", "interceptions", "detections"]]);
  await checkYears(governed, "governed");
  await governed.context().close();
  await checkHash("governed", ["flow-map", "largest-flows", "stocks-status", "citizens", "corridors"]);
  await checkComparisonHash("comparison");
  const linked = await open("points", { hash: "#place=SUED&series=arrivals&regime=3&parameter=1" });
  const chosen = await linked.locator("#where select").evaluateAll((all) =>
    all.map((select) => select.value));
  check(chosen.join() === "arrivals,3,SUED", `points: the link chooses ${chosen}`);
  const pressed = await linked.locator("#responses [aria-pressed=true]").textContent();
  check(pressed === "countries.RECV.openness", `points: the link chooses ${pressed}`);
  await linked.context().close();
  await checkPictures("governed", ["flow-map", "stocks-status", "deals"]);
  await checkPictures("comparison", ["difference-map", "regimes", "place-years"]);
  await checkPictures("points", ["responses"]);
  const world = await open("world");
  const n_rows = await marks(world, "country-measures");
  await world.locator("#country-measures button.more").click();
  check(await marks(world, "country-measures") === 190 * 4 && n_rows < 190 * 4,
        "world: not every country has its measures");
  await world.context().close();
  await checkThemes("governed");
  await checkThemes("comparison");
}

/** The count of labels that cover each other finds one that is put there. */
async function checkCount() {
  const page = await open("plain");
  await page.evaluate(() => {
    const text = document.querySelector("#corridors svg text");
    text.after(text.cloneNode(true));
  });
  check((await untidy(page)).length === 1, "a label on another is not noticed");
  await page.context().close();
}

if (only.length === 0) await checkChoices();
await checkCount();
await browser.close();
console.log(`${n_checks} checks, ${n_failed} failed`);
process.exit(n_failed ? 1 : 0);
