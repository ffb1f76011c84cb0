#include "tests/support/measures/union_exits.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "models/unions/union_politics.hpp"
#include "tests/support/thresholds.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

namespace {

std::vector<std::string> run_of(int persons_per_agent, int ticks) {
  return {"run.persons_per_agent=" + std::to_string(persons_per_agent),
          "run.ticks=" + std::to_string(ticks), "run.life_histories=0"};
}
constexpr const char* kLookAndStay = ".exit_rate=1e-9";

}  // namespace

Node world_with_unions(int persons_per_agent, int ticks) {
  const auto scenarios = std::filesystem::path(SOJOURN_SOURCE_DIR) / "scenarios";
  std::vector<std::string> set = run_of(persons_per_agent, ticks);
  for (const char* name : {"eu", "ecowas", "gcc", "mercosur"}) {
    set.push_back("modules." + std::string(name) + kLookAndStay);
  }
  return load_scenario(
      {scenarios / "world.toml", {scenarios / "overlays" / "unions.toml"}, std::move(set)});
}

Node enlargement_with_a_union(int persons_per_agent, int ticks) {
  std::vector<std::string> set = run_of(persons_per_agent, ticks);
  set.insert(
      set.end(),
      {"modules.eu.type=union", "modules.eu.area=eu", std::string("modules.eu") + kLookAndStay,
       "modules.eu.since=[\"1968 DEU FRA ITA\", \"1973 GBR IRL\", \"1986 ESP\", \"1995 AUT "
       "SWE\"]"});
  return shipped("enlargement_2004.toml", std::move(set));
}

UnionHistory union_history(const Node& scenario) {
  const auto simulation = simulate(scenario);
  UnionHistory history;
  for (const StateId s : simulation->world().states()) {
    history.ids.push_back(simulation->world().places[s.index()].id);
  }
  const auto& eu = dynamic_cast<const UnionPolitics&>(
      module_called(simulation->modules().of<Negotiation>(), "eu"));
  while (!simulation->done()) {
    const bool january = simulation->world().calendar.begins_year(simulation->now());
    simulation->tick();
    if (january) history.years.push_back(eu.facts());
  }
  return history;
}

const Node& union_thresholds() {
  static const Node thresholds = read_thresholds("unions");
  return thresholds;
}

DrawnLeaving drawn_leaving(std::uint64_t number) {
  Draws draws(20160623, stream_id("claim U1"), 0, number);
  const auto drawn_from = [&](const char* name) {
    const Range range = range_in(union_thresholds(), "exit_ranges", name);
    return range.low * std::exp(std::log(range.high / range.low) * draws.uniform());
  };
  const AreaValues usual;
  DrawnLeaving drawn;
  drawn.weights.steepness = drawn_from("steepness");
  drawn.weights.attached = drawn_from("attachment");
  drawn.weights.rate = drawn_from("exit_rate");
  drawn.weights.contribution = drawn_from("contribution");
  drawn.weights.surprise = drawn_from("surprise");
  drawn.out = drawn_from("g_o") / usual.out;
  drawn.reciprocal = drawn_from("g_r") / usual.reciprocal;
  drawn.net_inflow = drawn_from("c0") / usual.net_inflow;
  return drawn;
}

namespace {

void take_away(Without without, LeavingWeights& weights) {
  AttachmentWeights& tie = weights.attachment;
  switch (without) {
    case Without::kNothing:
      return;
    case Without::kAttachment:
      weights.attached = 0;
      return;
    case Without::kAbroad:
      tie.abroad = 0;
      return;
    case Without::kYears:
      tie.years = 0;
      return;
    case Without::kTies:
      tie.ties = 0;
      return;
    case Without::kContribution:
      weights.contribution = 0;
      return;
    case Without::kSurprise:
      weights.surprise = 0;
      return;
  }
}

}  // namespace

std::vector<std::pair<std::string, double>> exit_chances(const UnionHistory& history, std::size_t n,
                                                         Without without) {
  std::map<std::string, double> chances;
  for (std::size_t draw = 0; draw < n; ++draw) {
    DrawnLeaving drawn = drawn_leaving(draw);
    take_away(without, drawn.weights);
    std::map<StateId, double> hazard;
    for (const auto& year : history.years) {
      for (MemberFacts facts : year) {
        facts.gain.out *= drawn.out;
        facts.gain.reciprocal *= drawn.reciprocal;
        facts.gain.net_inflow *= drawn.net_inflow;
        hazard[facts.state] += drawn.weights.leaving(facts);
      }
    }
    for (const auto& [state, sum] : hazard) {
      chances[history.ids[state.index()]] += -std::expm1(-sum) / static_cast<double>(n);
    }
  }
  std::vector<std::pair<std::string, double>> all(chances.begin(), chances.end());
  std::ranges::stable_sort(all, std::greater{}, &std::pair<std::string, double>::second);
  return all;
}

double chance_of(const std::vector<std::pair<std::string, double>>& chances,
                 const std::string& id) {
  for (const auto& [name, chance] : chances) {
    if (name == id) return chance;
  }
  throw std::invalid_argument("no member " + id);
}

}  // namespace sojourn::testing
