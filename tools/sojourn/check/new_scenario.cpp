#include "tools/sojourn/check/new_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include "models/catalog.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"
#include "tools/sojourn/check/setting_words.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/command_info.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_file.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kColumns = 100;

using Values = std::vector<std::pair<std::string, std::string>>;  // key, TOML

/// A table of the new scenario.
struct StartTable {
  std::string name;  // of scenario_tables()
  std::string comment;
  std::vector<Values> rows;
  std::set<std::string> computed = {};  // keys that follow from those given
};

const std::vector<StartTable>& start_tables() {
  static const std::vector<StartTable> tables{
      {"run",
       "When, how long, how finely.",
       {{{"start", "\"2020-01\""}, {"ticks", "36"}}},
       {"end"}},
      {"country",
       "A block [[country]] each.",
       {{{"id", "\"WEST\""},
         {"name", "\"West island\""},
         {"population", "400_000"},
         {"gdp_per_capita", "6000"}},
        {{"id", "\"EAST\""},
         {"name", "\"East island\""},
         {"population", "900_000"},
         {"gdp_per_capita", "30000"},
         {"longitude", "6"}}}},
      {"corridor",
       "How people without a visa get from one to the other.",
       {{{"from", "\"WEST\""},
         {"to", "\"EAST\""},
         {"enforcement", "0.2"},
         {"risk", "0.002"},
         {"price", "900"},
         {"route", "\"The strait\""}}}}};
  return tables;
}

/// What stands in the place of a value that must be given.
std::string placeholder(const SettingInfo& key) {
  if (!key.options.empty()) return fmt::format("\"{}\"", key.options.front());
  if (key.type == "date") return "\"2021-05\"";
  if (key.type == "list of text") return "[\"WEST\"]";
  if (key.type == "list of reals") return "[0]";
  if (key.type == "text") return "\"WEST\"";
  return key.type == "boolean" ? "true" : fmt::format("{:g}", std::max(key.low, 0.0));
}

/// "meaning [unit]; real in [0, 5]"
std::string words_of(const SettingInfo& key) {
  const std::string unit = key.unit.empty() || key.unit == "1" ? "" : " [" + key.unit + "]";
  return fmt::format("{}{}; {}", key.meaning, unit, type_text(key));
}

std::string as_comment(const std::string& text, const std::string& indent) {
  std::string comment = indent + wrapped(text, kColumns - indent.size());
  for (std::size_t at = 0; (at = comment.find('\n', at)) != std::string::npos; ++at) {
    comment.insert(at + 1, indent);
  }
  return comment + "\n";
}

/// A key with its default, as a comment; one that must be given has a value to be replaced.
void print_other_key(const ScenarioTable& table, const SettingInfo& key, std::ostream& out) {
  const std::string initial = default_text(table, key);
  if (key.is_required()) {
    out << as_comment(words_of(key) + "; to be given", "#   ") << key.key << " = "
        << placeholder(key) << '\n';
  } else if (table.computed.contains(key.key) || key.default_text.empty()) {
    out << as_comment(fmt::format("{} {}: {}", key.key, initial, words_of(key)), "#   ");
  } else {
    out << as_comment(words_of(key), "#   ") << "# " << key.key << " = " << initial << '\n';
  }
}

/// Keys of a table: those given as they are, all others as comments.
void print_keys(const ScenarioTable& table, const Values& given, std::ostream& out) {
  for (const auto& [key, value] : given) {
    const auto info = std::ranges::find(table.keys, key, &SettingInfo::key);
    out << as_comment(words_of(*info), "#   ") << key << " = " << value << '\n';
  }
  for (const SettingInfo& key : table.keys) {
    const bool is_given =
        std::ranges::any_of(given, [&](const auto& one) { return one.first == key.key; });
    if (!is_given && key.type != "table") print_other_key(table, key, out);
  }
}

void print_table(const StartTable& table, ScenarioTable keys, std::ostream& out) {
  keys.computed.insert(table.computed.begin(), table.computed.end());
  out << "\n# " << table.comment << '\n';
  for (const Values& row : table.rows) {
    const bool first = &row == &table.rows.front();
    out << (first ? "" : "\n") << heading_of(keys) << '\n';
    if (first) {
      print_keys(keys, row, out);
    } else {
      for (const auto& [key, value] : row) out << key << " = " << value << '\n';
    }
  }
}

void print_commented(const ModuleType& type, std::ostream& out) {
  out << fmt::format("\n# {}\n[modules.{}]\n", type.summary, type.type);
  print_keys(settings_of(type), {}, out);
}

constexpr const char* kHead =
    "# A scenario to start from. `sojourn check` finds its faults, `sojourn run` runs it. A line "
    "such "
    "as\n# `# seed = 1` shows a key with the value that holds as long as it stands behind the #.\n"
    "# `sojourn describe WORD` finds settings; `sojourn new --module NAME` writes out a module's.\n"
    "format_version = 1\ntitle = \"Two islands\"\n";

constexpr const char* kDrought =
    "\n# What happens. `sojourn describe` lists the modules: shocks, policies, deals, ...\n"
    "[modules.drought]\n"
    "type = \"disaster\"\n"
    "target = [\"WEST\"]\n"
    "start = \"2021-05\"\n"
    "duration = 8  # months\n";

void print_new_scenario(const std::vector<const ModuleType*>& modules, std::ostream& out) {
  out << kHead;
  std::string others;
  for (const ScenarioTable& table : scenario_tables()) {
    const auto start = std::ranges::find(start_tables(), table.name, &StartTable::name);
    if (start != start_tables().end()) print_table(*start, table, out);
    if (start == start_tables().end()) others += (others.empty() ? "" : ", ") + heading_of(table);
  }
  out << '\n' << as_comment("Further tables, see `sojourn describe`: " + others, "# ") << kDrought;
  for (const ModuleType* type : modules) print_commented(*type, out);
}

/// Without those that come twice.
std::vector<const ModuleType*> modules_called(const std::vector<std::string>& names,
                                              const Catalog& catalog) {
  std::vector<const ModuleType*> found;
  for (const std::string& name : names) {
    const ModuleType* type = catalog.find(name);
    if (type == nullptr) {
      std::vector<std::string> known;
      for (const ModuleType& one : catalog.types()) known.push_back(one.type);
      throw InputError(Source{"--module"}, fmt::format("no module is called \"{}\"{}", name,
                                                       nearest_name(name, known)));
    }
    if (std::ranges::count(found, type) == 0) found.push_back(type);
  }
  return found;
}

}  // namespace

void write_new_scenario(const NewRequest& request, std::ostream& out) {
  const Catalog catalog = models::standard_catalog();
  const std::vector<const ModuleType*> modules = modules_called(request.modules, catalog);
  if (request.out.empty() || request.out == "-") return print_new_scenario(modules, out);
  TextFile file(through_links(request.out), request.force);
  print_new_scenario(modules, file.stream());
  file.finish();
  out << fmt::format("{0}; `sojourn run {0}` runs it\n", request.out.string());
}

void add_new(Cli& cli) {
  const auto request = std::make_shared<NewRequest>();
  Options options =
      cli.add("new", "writes a commented scenario to start from", [request](const std::string&) {
        write_new_scenario(*request, std::cout);
        return 0;
      });
  options.optional("FILE", request->out, "file to write; printed if left out");
  options.repeated("--module", request->modules, "a kind of module, with all its settings", "NAME");
  options.flag("--force", request->force, "overwrite the file");
  options.example("sojourn new islands.toml");
  options.example("sojourn new islands.toml --module policy --module border_closure");
}

}  // namespace sojourn::command
