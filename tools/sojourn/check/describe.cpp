#include "tools/sojourn/check/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include "models/catalog.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"
#include "tools/sojourn/check/setting_search.hpp"
#include "tools/sojourn/check/setting_words.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/text_table.hpp"

namespace sojourn::command {

namespace {

void print_stage(const std::vector<ModuleType>& types, std::size_t first, std::ostream& out) {
  const std::string& stage = types[first].stage;
  out << '\n' << stage << '\n';
  TextTable table;
  for (std::size_t i = first; i < types.size(); ++i) {
    if (types[i].stage != stage) continue;
    table.add({types[i].standard ? types[i].type : types[i].type + "*", types[i].summary});
  }
  table.print(out);
}

void print_keys(const ScenarioTable& described, std::ostream& out) {
  if (described.keys.empty()) {
    out << "\n  no settings\n";
    return;
  }
  TextTable table;
  table.add({"key", "type", "unit", "default", "meaning"});
  for (const SettingInfo& key : described.keys) {
    table.add({key.key, type_text(key), key.unit, default_text(described, key), key.meaning});
  }
  out << '\n';
  table.print(out);
}

void print_module(const ModuleType& type, std::ostream& out) {
  out << fmt::format("{} ({}): {}\n", type.type, type.stage, type.summary);
  if (type.standard) {
    out << fmt::format(
        "Part of every simulation; [modules.{0}] changes its settings, and with\n"
        "`enabled = false` leaves it out.\n",
        type.type);
  } else {
    out << fmt::format("Takes part where [modules.NAME] with type = \"{}\" asks for it{}.\n",
                       type.type,
                       type.once ? ", once" : ", under as many\nnames as there are tables");
  }
  print_keys(settings_of(type), out);
}

/// Modules and tables of a scenario.
std::vector<std::string> known_names() {
  std::vector<std::string> known;
  const Catalog catalog = models::standard_catalog();
  for (const ModuleType& type : catalog.types()) known.push_back(type.type);
  for (const ScenarioTable& table : scenario_tables()) known.push_back(table.name);
  return known;
}

}  // namespace

void print_catalog(std::ostream& out) {
  out << "Tables of a scenario file\n";
  std::string names;
  for (const ScenarioTable& table : scenario_tables()) names += "  " + heading_of(table);
  out << names << "\n\nModules by stage (*: only where the scenario asks for one)\n";
  const Catalog catalog = models::standard_catalog();
  std::vector<std::string> seen;
  for (std::size_t i = 0; i < catalog.types().size(); ++i) {
    const std::string& stage = catalog.types()[i].stage;
    if (std::ranges::count(seen, stage) > 0) continue;
    seen.push_back(stage);
    print_stage(catalog.types(), i, out);
  }
  out << "\n`sojourn describe NAME` shows the keys of a module or table.\n";
}

bool print_description(const std::string& name, std::ostream& out) {
  const Catalog catalog = models::standard_catalog();
  const std::vector<ScenarioTable> tables = scenario_tables();
  const auto table = std::ranges::find(tables, name, &ScenarioTable::name);
  if (const ModuleType* type = catalog.find(name)) {
    print_module(*type, out);
  } else if (table != tables.end()) {
    out << heading_of(*table) << '\n';
    print_keys(*table, out);
  } else {
    return false;
  }
  return true;
}

void describe(const DescribeRequest& request, std::ostream& out) {
  if (request.schema) return print_schema(out);
  if (request.markdown) return print_settings_page(out);
  if (request.words.empty()) return print_catalog(out);
  if (request.words.size() == 1 && print_description(request.words.front(), out)) return;
  print_found(request.words, out);
}

void add_describe(Cli& cli) {
  const auto request = std::make_shared<DescribeRequest>();
  Options options =
      cli.add("describe", "shows a module or table, or all whose words are searched for",
              [request](const std::string&) {
                describe(*request, std::cout);
                return 0;
              });
  options.words(
      "WORD", request->words,
      "module, table of a scenario such as country, or words to look for in all settings; "
      "all modules are listed if left out",
      known_names);
  options.flag("--schema", request->schema, "JSON Schema of a scenario file, for editors");
  options.flag("--markdown", request->markdown, "every setting as a page of the documentation");
  options.example("sojourn describe wage");
  options.example("sojourn describe country");
  options.example("sojourn describe border closed");
}

}  // namespace sojourn::command
