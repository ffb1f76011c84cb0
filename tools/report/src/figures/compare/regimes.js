// What each regime is: its overlays, and its modules where not all regimes have the same.
import { addTable } from "../../figure.js";
import { settingText } from "../../format.js";
import { color } from "../../palette.js";
import { regimeName } from "./panels.js";

const settings = ({ changed }) => changed.map(settingText).join("; ");

/** By module that tells regimes apart, what it is in each of them. */
function tellingModules({ regimes }) {
  const names = [...new Set(regimes.flatMap(({ modules }) => modules.map(({ name }) => name)))]
    .sort();
  return names.map((name) => {
    const each = regimes.map(({ modules }) => modules.find((module) => module.name === name));
    const known = each.find(Boolean);
    return { name, type: known.type, summary: known.summary, each };
  });
}

const inRegime = (module) => (!module || !module.enabled ? "–"
  : settings(module) || "as by default");

export function regimeTable(data) {
  const { comparison } = data;
  const known = comparison.regimes?.length > 0;
  return {
    id: "regimes",
    title: "What each regime is",
    caption: "The modules in which regimes differ, with what is set otherwise than by default; a "
      + "dash: the regime is without it. All else is the same in every regime."
      + (data.branch_at ? ` Regimes begin on ${data.branch_at}; before it they are one.` : ""),
    missing: known ? null : "the file does not say what its regimes are made of.",
    depends: [],
    csv: () => ({
      header: ["regime", "files", "module", "type", "key", "value", "unit"],
      rows: comparison.regimes.flatMap(({ files, modules }, r) =>
        modules.filter(({ enabled }) => enabled).flatMap(({ name, type, changed }) =>
          (changed.length ? changed : [{}]).map(({ key, value, unit }) =>
            [comparison.regime[r], files, name, type, key, value, unit]))),
    }),
    draw: (body) => {
      const files = comparison.regimes.map(({ files: list }) => 
        list.split("+").map((file) => file.split("/").at(-1)).join(" + ") || "–");
      const rows = [{ overlays: true }, ...tellingModules(comparison)];
      addTable(body, "What each regime is",
        [{ name: "Module" }, ...comparison.regime.map((_, r) =>
          ({ name: regimeName(comparison, r), wide: true, color: color(r) }))], rows,
        (row) => (row.overlays
          ? [{ text: "Overlays" }, ...files.map((text) => ({ text }))]
          : [{ text: row.name, note: row.name === row.type ? "" : row.type },
             ...row.each.map((module) => ({ text: inRegime(module) }))]))
        .classed("many", comparison.regime.length > 4);
    },
  };
}
