// node dump.mjs PACKAGES CHROMIUM PAGE[#HASH]... : prints what the pages show as JSON, a list of
// {numbers: [{name, value, note}], csv: {figure: text}, tips: {figure: [{title, rows}]}}.
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, chromium_path, ...pages] = process.argv.slice(2);
const { chromium } = createRequire(join(packages, "package.json"))("playwright-core");
const TIMEOUT = 240000; // [ms]

/** Runs in the page: keeps the text of every CSV that a link makes, and downloads nothing. */
function keepFiles() {
  window.files = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    window.files.push(blob.text());
    return make(blob);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("a.csv")) event.preventDefault();
  });
}

/** Runs in the page: every point that arrow keys reach, in every drawing. */
async function readPage() {
  const shown = { numbers: [], csv: {}, tips: {} };
  for (const item of document.querySelectorAll(".numbers > div")) {
    const [value, note] = [...item.querySelectorAll("dd")].map((dd) => dd.textContent);
    shown.numbers.push({ name: item.querySelector("dt").textContent, value, note: note ?? "" });
  }
  for (const figure of document.querySelectorAll("figure")) {
    const link = figure.querySelector("a.csv");
    link?.click();
    if (link) shown.csv[figure.id] = await window.files.at(-1);
    shown.tips[figure.id] = [...figure.querySelectorAll(".body svg[tabindex]")].flatMap(readTips);
  }
  return shown;

  function readTips(svg) {
    const press = (key) => svg.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    const read = () => {
      const tip = document.querySelector(".tip.shown");
      if (!tip) return null;
      const rows = [...tip.querySelectorAll(".tip-row")].map((row) =>
        [row.querySelector("span").textContent, row.querySelector("b").textContent]);
      return { title: tip.querySelector(".tip-title").textContent, rows };
    };
    press("End");
    const last = JSON.stringify(read());
    const tips = [];
    press("Home");
    for (let n = 0; n < 20000; ++n) {
      const tip = read();
      if (!tip) break;
      tips.push(tip);
      const before = svg.querySelector(".cursor")?.innerHTML;
      press("ArrowRight");
      const stays = JSON.stringify(read()) === last && JSON.stringify(tip) === last
        && svg.querySelector(".cursor")?.innerHTML === before;
      if (stays) break;
    }
    press("Escape");
    return tips;
  }
}

const browser = await chromium.launch({
  executablePath: chromium_path, timeout: TIMEOUT,
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const all = [];
for (const address of pages) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  page.setDefaultTimeout(TIMEOUT);
  page.on("pageerror", (error) => {
    console.error(error.stack);
    process.exitCode = 1;
  });
  await page.addInitScript(keepFiles);
  await page.goto(`file://${address}`);
  await page.waitForSelector("figure .mark", { state: "attached" });
  await page.waitForTimeout(300);
  all.push(await page.evaluate(readPage));
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify(all));
