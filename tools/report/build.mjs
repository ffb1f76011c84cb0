// node build.mjs FOLDER: bundles src/ with the packages in FOLDER/node_modules into FOLDER/page.html,
// one file that asks nothing of the network.
import { createRequire } from "node:module";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? here);
const { build } = createRequire(join(folder, "package.json"))("esbuild");

async function bundled(entry) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    nodePaths: [join(folder, "node_modules")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome123", "firefox120", "safari17.5"],
    charset: "utf8",
    legalComments: "inline",
    loader: { ".woff2": "dataurl", ".json": "json" },
    logLevel: "warning",
  });
  return result.outputFiles[0].text;
}

const frame = await readFile(join(here, "src", "page.html"), "utf8");
const [script, style] = [await bundled("main.js"), await bundled("style.css")];
const page = frame
  .replace("{{style}}", () => style.replaceAll("</style", "<\\/style"))
  .replace("{{script}}", () => script.replaceAll("</script", "<\\/script"));
await writeFile(join(folder, "page.html"), page);
