// node opening.mjs PACKAGES PAGE [N]: how long a page takes to open, N times in a new tab each: from the
// request to the first frame in which every figure is drawn [s], how long the page's thread worked for it
// (what a busy machine leaves alone) [s], and how many elements the page then has.
import { createRequire } from "node:module";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";

const [packages, page_file, n = "5"] = process.argv.slice(2);
const { chromium } = createRequire(resolve(join(packages, "package.json")))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const seconds = [], worked = [];
let elements = 0;
for (let i = 0; i < Number(n); ++i) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`file://${resolve(page_file)}`, { waitUntil: "commit" });
  const drawn = () => document.querySelectorAll("figure").length > 0
    && [...document.querySelectorAll("figure .body")].every((body) => body.childElementCount > 0);
  await page.waitForFunction(drawn, null, { polling: "raf", timeout: 120000 });
  seconds.push(await page.evaluate(() => performance.now() / 1000));
  const { metrics } = await devtools.send("Performance.getMetrics");
  worked.push(metrics.find(({ name }) => name === "TaskDuration").value);
  elements = await page.locator("*").count();
  await page.close();
}
await browser.close();
const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)].toFixed(2);
console.log(`${statSync(page_file).size} bytes, ${elements} elements; drawn after ${middle(seconds)} s `
  + `(${seconds[0].toFixed(2)} to ${seconds.at(-1).toFixed(2)}), of which its thread worked `
  + `${middle(worked)} s; medians of ${n}`);
