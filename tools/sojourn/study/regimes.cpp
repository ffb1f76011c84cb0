#include "tools/sojourn/study/regimes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

/// NAME of "modules.NAME.key=value"; empty for any other assignment.
std::string module_of(const std::string& assignment) {
  const std::string path = assignment.substr(0, assignment.find('='));
  const std::size_t first = path.find('.');
  if (first == std::string::npos || path.substr(0, first) != "modules") return {};
  return path.substr(first + 1, path.find('.', first + 1) - first - 1);
}

}  // namespace

RegimeFiles parse_regime(const std::string& text) {
  const auto refuse = [&](const char* why) {
    throw InputError(Source{"--regime"}, fmt::format("{}: {}", text, why));
  };
  RegimeFiles regime;
  std::string files = text;
  const std::size_t equals = text.find('=');
  const bool named = equals != std::string::npos && text.find('/') > equals;
  if (named) {
    regime.name = text.substr(0, equals);
    files = text.substr(equals + 1);
    if (regime.name.empty()) refuse("expected a name before \"=\"");
  }
  if (named && files.empty()) return regime;
  std::string stems;
  for (std::size_t begin = 0; begin <= files.size();) {
    const std::size_t end = std::min(files.find('+', begin), files.size());
    regime.files.emplace_back(files.substr(begin, end - begin));
    if (regime.files.back().empty()) refuse("expected [name=]FILE[+FILE...]");
    if (!stems.empty()) stems += '+';
    stems += regime.files.back().stem().string();
    begin = end + 1;
  }
  if (!named) regime.name = stems;
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
  Node plain = load_scenario({scenario.file, scenario.overlays, {}});
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
  run.table()["seed"].value = static_cast<std::int64_t>(seed);
  return scenario;
}

}  // namespace sojourn::command
