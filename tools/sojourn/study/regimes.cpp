#include "tools/sojourn/study/regimes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "sim/input/assignment.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

/// NAME of "modules.NAME.key=value"; empty for any other assignment.
std::string module_of(const std::string& assignment) {
  const std::vector<std::string> path = Assignment(assignment).path;
  return path.size() > 1 && path[0] == "modules" ? path[1] : std::string{};
}

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored) && !fs::is_directory(path, ignored);
}

using Files = std::vector<fs::path>;

/// The files of "FILE+FILE" if all are there; a "+" may be part of a name.
std::optional<Files> existing_files(const std::string& text) {
  if (is_file(text)) return Files{text};
  for (std::size_t at = text.rfind('+'); at != std::string::npos && at > 0;
       at = text.rfind('+', at - 1)) {
    if (!is_file(text.substr(0, at))) continue;
    auto rest = existing_files(text.substr(at + 1));
    if (!rest) continue;
    rest->insert(rest->begin(), text.substr(0, at));
    return rest;
  }
  return std::nullopt;
}

/// Parts between every "+", for messages about files that are not there; "c++/a.toml" is one.
Files any_files(const std::string& text) {
  if (text.find("++") != std::string::npos && !text.ends_with('+')) return {text};
  Files files;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('+', begin), text.size());
    files.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return files;
}

/// "NAME=FILES" where all files are there, or there are none; an "=" may be part of a name.
std::optional<RegimeFiles> named_regime(const std::string& text) {
  for (std::size_t at = text.find('='); at < text.find('/'); at = text.find('=', at + 1)) {
    const std::string rest = text.substr(at + 1);
    const auto files = rest.empty() ? Files{} : existing_files(rest);
    if (files) return RegimeFiles{text.substr(0, at), *files};
  }
  return std::nullopt;
}

std::string stems_of(const Files& files) {
  std::string stems;
  for (const fs::path& file : files) stems += (stems.empty() ? "" : "+") + file.stem().string();
  return stems;
}

/// Where files are missing: the first "=" before any "/" ends the name.
RegimeFiles missing_regime(const std::string& text) {
  const std::size_t equals = text.find('=');
  const bool named = equals != std::string::npos && text.find('/') > equals;
  if (named) return {text.substr(0, equals), any_files(text.substr(equals + 1))};
  const Files files = any_files(text);
  return {stems_of(files), files};
}

}  // namespace

RegimeFiles parse_regime(const std::string& text) {
  const auto refuse = [&](const char* why) {
    throw InputError(Source{"--regime"}, fmt::format("{}: {}", text, why));
  };
  if (const auto files = existing_files(text)) return {stems_of(*files), *files};
  RegimeFiles regime = named_regime(text).value_or(missing_regime(text));
  if (text.starts_with('=')) refuse("expected a name before \"=\"");
  if (std::ranges::count(regime.files, fs::path{}) > 0) refuse("expected [name=]FILE[+FILE...]");
  return regime;
}

ScenarioRequest under(const ScenarioRequest& scenario, const RegimeFiles& regime) {
  ScenarioRequest all = scenario;
  all.overlays.insert(all.overlays.end(), regime.files.begin(), regime.files.end());
  return all;
}

std::vector<std::string> past_assignments(const Node& scenario,
                                          const std::vector<std::string>& assignments,
                                          const Catalog& catalog) {
  const Node* modules = scenario.find("modules");
  std::vector<std::string> kept;
  for (const std::string& assignment : assignments) {
    const std::string name = module_of(assignment);
    const ModuleType* type = catalog.find(name);
    const bool acts = name.empty() || (type != nullptr && type->standard) ||
                      (modules != nullptr && modules->is_table() && modules->find(name) != nullptr);
    if (acts) kept.push_back(assignment);
  }
  return kept;
}

Node load_history(const ScenarioRequest& scenario, const Catalog& catalog) {
  Node plain = load_scenario(scenario.plain());
  const auto assignments = past_assignments(plain, scenario.assignments, catalog);
  const auto varied = past_assignments(plain, scenario.varied, catalog);
  return with_assignments(std::move(plain), assignments, varied);
}

int branch_tick(const std::string& date, const World& world, const std::string& option) {
  const auto parsed = parse_date(date);
  if (!parsed) {
    throw InputError(Source{option},
                     fmt::format("expected a date such as 2015-01, found \"{}\"", date));
  }
  if (!world.calendar.begins_tick(*parsed)) {
    throw InputError(Source{option},
                     fmt::format("a run in months takes a new course on the first of "
                                 "a month, found \"{}\"",
                                 date));
  }
  const int tick = world.calendar.tick(*parsed);
  if (tick <= 0 || tick >= world.n_ticks) {
    throw InputError(
        Source{option},
        fmt::format("{} is not within the run, which goes on from {} to {}", date,
                    world.calendar.label(0), world.calendar.label(std::max(0, world.n_ticks - 1))));
  }
  return tick;
}

Node with_seed(Node scenario, std::uint64_t seed) {
  Node& run = scenario.table()["run"];
  if (!run.is_table()) run.value = Node::Table{};  // the scenario leaves everything out
  run.table()["seed"] = Node{static_cast<std::int64_t>(seed), run.where};
  return scenario;
}

}  // namespace sojourn::command
