// node picture.mjs PACKAGES PAGE PICTURE: the first screen of a page as a JPEG.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [packages, page_file, picture] = process.argv.slice(2);
const { chromium } = createRequire(resolve(join(packages, "package.json")))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid() === 0 ? ["--no-sandbox"] : [],
});
const viewport = { width: 1280, height: 1330 };
const page = await browser.newPage({ viewport, colorScheme: "light" });
await page.goto(`file://${resolve(page_file)}`);
await page.waitForSelector("#flow-map .arc", { state: "attached" });
await page.locator("#flow-years input").evaluate((slider) => {
  slider.value = 1;
  slider.dispatchEvent(new Event("input"));
});
await page.screenshot({ path: picture, type: "jpeg", quality: 82 });
await browser.close();
