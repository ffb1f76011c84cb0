// node build.mjs FOLDER: bundles src/ with the packages in FOLDER/node_modules into
// FOLDER/page.html, one file that asks nothing of the network.
import { createRequire } from "node:module";
import { readdir, readFile, writeFile } from "node:fs/promises";
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
    metafile: true,
    format: "iife",
    target: ["chrome123", "firefox120", "safari17.5"],
    charset: "utf8",
    legalComments: "inline",
    loader: { ".woff2": "dataurl", ".json": "json" },
    logLevel: "warning",
  });
  const [{ inputs }] = Object.values(result.metafile.outputs);
  const used = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0);
  const fonts = Object.keys(result.metafile.inputs).filter((path) => path.endsWith(".woff2"));
  return { text: result.outputFiles[0].text, inputs: [...used, ...fonts] };
}

/** The licences of all packages that are in the page, each text once. */
async function licences(inputs) {
  const named = inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  const texts = new Map();
  for (const name of [...new Set(named.filter(Boolean))].sort()) {
    const package_folder = join(folder, "node_modules", name);
    const file = (await readdir(package_folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(package_folder, file), "utf8")).trim() : "";
    if (!text) throw new Error(`${name} has no licence`);
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return [...texts].map(([text, names]) => `${names.join(", ")}:\n\n${text}`).join("\n\n");
}

const frame = await readFile(join(here, "src", "page.html"), "utf8");
const [script, style] = [await bundled("main.js"), await bundled("style.css")];
const all_licences = await licences([...script.inputs, ...style.inputs]);
const page = frame
  .replace("{{style}}", () => style.text.replaceAll("</style", "<\\/style"))
  .replace("{{script}}", () => script.text.replaceAll("</script", "<\\/script"))
  .replace("{{licences}}", () => all_licences.replaceAll("--", "- -"));
await writeFile(join(folder, "page.html"), page);
