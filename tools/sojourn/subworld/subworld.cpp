#include "tools/sojourn/subworld/subworld.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <iterator>
#include <memory>

#include "models/catalog.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/subworld/flow_comparison.hpp"
#include "sim/subworld/subworld.hpp"
#include "sim/world/world_reader.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/study/threads.hpp"
#include "tools/sojourn/subworld/subworld_tables.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kShown = 10;        // corridors
constexpr double kTotalMisses = 0.10;     // of the total, from where on it is named
constexpr double kCorridorMisses = 0.25;  // of a corridor

Node::Array names_of(const std::string& list) {
  Node::Array names;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::size_t first = list.find_first_not_of(' ', begin);
    if (first < end) {
      const std::size_t last = list.find_last_not_of(' ', end - 1);
      names.push_back({list.substr(first, last - first + 1), Source{"--only"}});
    }
    begin = end + 1;
  }
  return names;
}

/// The scenario with what the command line says of the cut.
Node asked(const SubworldRequest& request) {
  Node scenario = load_scenario(request.scenario);
  Node& world = scenario.table()["world"];
  if (!world.is_table()) world = {Node::Table{}, scenario.where};
  if (!request.only.empty()) {
    world.table()["only"] = {names_of(request.only), Source{"--only"}};
  }
  if (!request.rest.empty()) world.table()["rest"] = {request.rest, Source{"--rest"}};
  if (!wants_cut(scenario)) {
    throw InputError(Source{"--only"}, "expected countries to keep, here or as world.only");
  }
  return scenario;
}

Node whole_of(Node scenario) {
  for (const char* key : {"only", "rest"}) scenario.table()["world"].table().erase(key);
  return scenario;
}

/// How far an error strays by chance: a standard deviation of it if agents come one by one.
std::string chance(const FlowPair& flow, double persons_per_agent) {
  if (flow.whole <= 0 || flow.part <= 0) return "";
  return fmt::format("{:.0f}%",
                     100 * std::sqrt(persons_per_agent * (1 / flow.whole + 1 / flow.part)));
}

std::vector<std::string> cells(const std::string& name, const FlowPair& flow, double bar,
                               double persons_per_agent) {
  const bool misses = std::abs(flow.error()) > bar;
  return {name,
          grouped(std::llround(flow.whole)),
          grouped(std::llround(flow.part)),
          flow.whole > 0 || flow.part <= 0 ? fmt::format("{:+.0f}%", 100 * flow.error()) : "new",
          chance(flow, persons_per_agent),
          misses ? "misses" : ""};
}

/// "2 years", "7 months", "40 days".
std::string span_of(const Calendar& calendar, int ticks) {
  const auto text = [](int n, const char* unit) {
    return fmt::format("{} {}{}", n, unit, n == 1 ? "" : "s");
  };
  if (ticks % calendar.ticks_per_year() == 0)
    return text(ticks / calendar.ticks_per_year(), "year");
  return text(ticks, calendar.length() == TickLength::kMonth ? "month" : "day");
}

/// The largest within the whole, and as large ones that are new in the part.
std::vector<FlowPair> shown(const std::vector<FlowPair>& pairs) {
  const auto n = static_cast<std::ptrdiff_t>(std::min(kShown, pairs.size()));
  std::vector<FlowPair> all(pairs.begin(), pairs.begin() + n);
  const double least = all.empty() ? 0 : all.back().whole;
  std::copy_if(pairs.begin() + n, pairs.end(), std::back_inserter(all),
               [&](const FlowPair& pair) { return pair.whole <= 0 && pair.part >= least; });
  return all;
}

void print_flows(const FlowComparison& flows, const std::string& span, double persons_per_agent,
                 std::ostream& out) {
  out << fmt::format(
      "\nArrivals among the countries kept in {}, within the whole world and "
      "in the part;\n\"misses\": the total by more than {:.0f}%, a corridor by more "
      "than {:.0f}%; chance: a standard deviation of the error\n",
      span, 100 * kTotalMisses, 100 * kCorridorMisses);
  TextTable table;
  table.align_right_from(1);
  table.add({"", "whole", "part", "error", "chance", ""});
  table.add(cells("total", flows.total, kTotalMisses, persons_per_agent));
  for (const FlowPair& pair : shown(flows.pairs)) {
    table.add(
        cells(escaped(pair.from + " -> " + pair.to), pair, kCorridorMisses, persons_per_agent));
  }
  table.print(out);
}

}  // namespace

void write_subworld(const SubworldRequest& request, std::ostream& out) {
  if (request.out.empty()) throw InputError(Source{"--out"}, "expected a folder to write to");
  const Catalog catalog = models::standard_catalog();
  const Node scenario = asked(request);
  for (const auto& file : table_files(request.out)) {
    refuse_input(file, {request.scenario.file});
    refuse_files_of(scenario, file);
  }
  const Subworld part = cut_world(scenario, catalog);
  write_tables(part.scenario, request.out, request.force);
  for (const std::string& note : part.notes) out << note << '\n';
  out << fmt::format("{} runs by itself\n", (request.out / "scenario.toml").string());
  if (request.years == 0) return;
  const Node whole = whole_of(scenario);
  Diagnostics diagnostics;
  Node unused;
  const World world = read_world(whole, diagnostics, unused);
  const int ticks = std::min(world.n_ticks, request.years * world.calendar.ticks_per_year());
  print_flows(
      compare_flows(whole, part.scenario, catalog, ticks, threads_to_be_had(request.threads)),
      span_of(world.calendar, ticks), world.persons_per_agent, out);
}

void add_subworld(Cli& cli) {
  const auto request = std::make_shared<SubworldRequest>();
  Options options = cli.add("subworld", "writes a part of a world as a scenario of its own",
                            [request](const std::string&) {
                              write_subworld(*request, std::cout);
                              return 0;
                            });
  options.scenario(request->scenario);
  options.value("--only", request->only, "countries to keep, by id, area or label", "A,B,...");
  options.value("--rest", request->rest, "name of the place that all others become", "NAME");
  options.value("--out,-o", request->out, "folder of the tables and scenario.toml", "DIR");
  options.number("--years", request->years,
                 "over which flows are compared with those in the whole world; 0: not at all", 0,
                 100);
  options.threads(request->threads);
  options.flag("--force", request->force, "overwrite what is in the folder");
  options.example("sojourn subworld world.toml --only DEU,FRA,ITA --rest Elsewhere --out three");
}

}  // namespace sojourn::command
