#include "tools/sojourn/check/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <set>

#include "models/catalog.hpp"
#include "sim/base/parallel.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/subworld/subworld.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/clock.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/outcomes/asked_outcomes.hpp"
#include "tools/sojourn/study/estimate.hpp"
#include "tools/sojourn/study/memory.hpp"

namespace sojourn::command {

namespace {

std::string span_text(const World& world) {
  const std::string unit = world.calendar.length() == TickLength::kDay ? "day" : "month";
  if (world.n_ticks == 0) return "no ticks";
  return fmt::format("{} to {}, {} ticks of a {}", world.calendar.label(0),
                     world.calendar.label(world.n_ticks - 1), world.n_ticks, unit);
}

std::string count(std::size_t n, const char* one, const char* many) {
  return fmt::format("{} {}", grouped(static_cast<std::int64_t>(n)), n == 1 ? one : many);
}

std::string world_text(const World& world) {
  std::set<std::string> routes;
  for (const Corridor& edge : world.corridors) routes.insert(edge.route);
  routes.erase("");
  const auto states = static_cast<std::size_t>(world.n_states);
  return fmt::format("{}, {}, {}, {}, {}", count(states, "country", "countries"),
                     count(world.places.size() - states, "further place", "further places"),
                     count(world.corridors.size(), "corridor", "corridors"),
                     count(routes.size(), "route of detection", "routes of detection"),
                     count(world.areas.size(), "area of free movement", "areas of free movement"));
}

std::string people_text(const World& world, const Estimate& expected) {
  const double everyone = world.baseline.population.sum();
  std::string text = grouped(std::llround(everyone));
  text += fmt::format(", {} of them abroad",
                      grouped(std::llround(expected.records_at_start * world.persons_per_agent)));
  if (world.persons_per_agent > 1) {
    text += fmt::format("; an agent stands for {:g}", world.persons_per_agent);
  }
  return text;
}

/// Names of the modules that this scenario adds.
std::string added_text(const CheckedScenario& checked, const Catalog& catalog) {
  std::string text;
  for (const std::string& name : checked.modules.names()) {
    const ModuleType* type = catalog.find(name);
    if (type == nullptr || !type->standard) text += (text.empty() ? "" : ", ") + name;
  }
  return text.empty() ? "none beyond the standard ones" : text;
}

}  // namespace

void print_check(const CheckRequest& request, std::ostream& out) {
  const Catalog catalog = models::standard_catalog();
  const Subworld part = cut_world(load_scenario(request.scenario), catalog);
  const CheckedScenario checked = check_scenario(part.scenario, catalog);
  check_outcomes(part.scenario, catalog);
  Estimate expected = estimate(checked);
  expected.memory = std::max(expected.memory, memory_taken());  // a cut runs a tick of the whole
  const int n_threads = Crew(request.threads).n_threads();
  TextTable table;
  table.add({"span", span_text(checked.world)});
  table.add({"world", world_text(checked.world)});
  table.add({"people", people_text(checked.world, expected)});
  table.add({"modules", added_text(checked, catalog)});
  table.add({"memory", "about " + bytes_text(expected.memory)});
  table.add({"time", fmt::format("about {} on {}", duration_text(expected.core_seconds / n_threads),
                                 count(static_cast<std::size_t>(n_threads), "thread", "threads"))});
  table.add({"file", "about " + bytes_text(expected.file)});
  out << escaped(request.scenario.file.string()) << ": no fault found\n"
      << escaped(checked.world.title) << '\n';
  for (const OverlayConflict& conflict : overlay_conflicts(request.scenario.overlays)) {
    out << "conflict: " << to_string(conflict) << '\n';
  }
  if (const std::string text = too_large(expected, available_memory()); !text.empty()) {
    out << "warning: " << text << '\n';
  }
  for (const std::string& note : part.notes) out << "warning: cut: " << escaped(note) << '\n';
  for (const std::string& text : checked.warnings) {
    out << "warning: " << escaped(text) << '\n';
  }
  table.print(out);
}

void add_check(Cli& cli) {
  const auto request = std::make_shared<CheckRequest>();
  Options options = cli.add("check", "finds every fault of a scenario, estimates what it takes",
                            [request](const std::string&) {
                              print_check(*request, std::cout);
                              return 0;
                            });
  options.scenario(request->scenario);
  options.threads(request->threads, "of the estimate; 0: every core");
  options.example("sojourn check islands.toml");
  options.example("sojourn check islands.toml --overlay policy.toml");
}

}  // namespace sojourn::command
