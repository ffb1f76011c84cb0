// What was run: scenario and modules, so that a page speaks for itself.
import { addMore, addTable, rowsChoice } from "../figure.js";
import { settingText } from "../format.js";

const N_ROWS = 12;
const FIRST_POINT = "They are those of the first point.";

const changes = ({ changed }) => changed.map(settingText).join("; ");

/** Modules whose settings were changed, or that a scenario has added, come first. */
function ordered(modules) {
  const rank = (module) => (!module.enabled ? 1 : module.name !== module.type ? 0
    : module.changed.length ? 2 : 3);
  return [...modules].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

export function moduleTable(data, state) {
  const modules = ordered(data.modules ?? []);
  const more = rowsChoice(state, "module-rows");
  return {
    id: "modules",
    title: "Modules",
    caption: "The theories that took part, by the name they have in the scenario, and what was set "
      + "otherwise than by default. Those with a name of their own come first, then those that "
      + "were switched off." + (data.swept ? ` ${FIRST_POINT}` : ""),
    missing: modules.length ? null : "the file has no scenario in it.",
    depends: [more.key],
    csv: () => ({
      header: ["module", "type", "stage", "enabled", "key", "value", "unit"],
      rows: modules.flatMap(({ name, type, stage, enabled, changed }) =>
        (changed.length ? changed : [{}]).map(({ key, value, unit }) =>
          [name, type, stage, enabled, key, value, unit])),
    }),
    draw: (body) => {
      const shown = more.all() ? modules : modules.slice(0, N_ROWS);
      addTable(body, "Modules", [{ name: "Module" }, { name: "What it does", wide: true },
        { name: "Set otherwise", wide: true }], shown, (module) => [
        { text: module.name, note: module.name === module.type ? module.stage : module.type },
        { text: module.enabled ? module.summary : "switched off" },
        { text: module.enabled ? changes(module) || "–" : "–" },
      ]);
      addMore(body, N_ROWS, modules.length, more);
    },
  };
}

export function scenarioText(data) {
  const { toml, rows } = data.scenario ?? {};
  const tables = Object.entries(rows ?? {}).map(([name, n]) => `${n} of [[${name}]]`).join(", ");
  return {
    id: "scenario",
    title: "Scenario",
    caption: "As it was run, with every default filled in, without its modules"
      + (tables ? ` and long tables (${tables})` : "") + ". The whole of it is the attribute "
      + "`scenario` of the run file, which runs again."
      + (data.swept ? " It is that of the first point." : ""),
    missing: toml ? null : "the file has no scenario in it.",
    depends: [],
    draw: (body) => {
      const facts = [["Command", data.command_line], ["Program", data.program],
                     ["Commit", data.commit], ["File", data.file], ["Seed", data.seed],
                     ["Regime from", data.regime_from]].filter(([, value]) => value != null);
      const list = body.append("dl").attr("class", "about");
      for (const [name, value] of facts) {
        list.append("dt").text(name);
        list.append("dd").attr("class", "mark").text(String(value));
      }
      const details = body.append("details").attr("class", "toml");
      details.append("summary").text("Settings (TOML)");
      details.append("pre").attr("tabindex", 0).attr("role", "region")
        .attr("aria-label", "Scenario").text(toml);
    },
  };
}
