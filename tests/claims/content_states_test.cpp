#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "sim/world/world_reader.hpp"
#include "tests/worlds/small_world.hpp"
#include "tests/worlds/still_ages.hpp"

namespace sojourn::models {
namespace {

/// Property H1 (docs/VALIDATION.md): without shocks, with ages that stay as they are and a demand
/// for labour that follows the workers who come and go, states are content.
/// tools/studies/agency/content_states.py shows the rest.

constexpr double kStill = 0.02;  // change that is none
constexpr double kMost = 0.95;   // of states
constexpr int kAgents = 50;      // of a state that is looked at
constexpr double kPersonsPerAgent = 10000;

/// What keeps every country's ages as they are, and its demand by the workers there are.
std::vector<std::string> without_trends(const Node& scenario) {
  Diagnostics diagnostics;
  Node resolved;
  const World world = read_world(scenario, diagnostics, resolved);
  diagnostics.throw_if_any();
  std::vector<std::string> set{"modules.labour_market.adjustment=1"};
  for (const StateId s : world.states()) {
    const auto ages = testing::still_ages(world.baseline.life_expectancy[s]);
    const auto keep = [&](const char* key, double value) {
      set.push_back(fmt::format("countries.{}.{}={}", world.places[s.index()].id, key, value));
    };
    keep("workforce_growth", 0);
    keep("birth_rate", ages.birth_rate);
    keep("share_0_14", ages.share_0_14);
    keep("share_65_plus", ages.share_65_plus);
  }
  return set;
}

std::vector<std::string> wars_of(const Node& scenario) {
  std::vector<std::string> wars;
  for (const auto& [name, module] : scenario.find("modules")->table()) {
    const Node* type = module.find("type");
    const auto* what = type == nullptr ? nullptr : std::get_if<std::string>(&type->value);
    if (what != nullptr && *what == "conflict") wars.push_back(name);
  }
  return wars;
}

std::unique_ptr<Simulation> quiet_world(const std::string& regime, int years) {
  const std::filesystem::path scenarios = std::filesystem::path(SOJOURN_SOURCE_DIR) / "scenarios";
  std::vector<std::string> set{fmt::format("run.ticks={}", 12 * years),
                               fmt::format("run.persons_per_agent={}", kPersonsPerAgent),
                               "run.life_histories=0"};
  const Node world =
      load_scenario({scenarios / "world.toml", {scenarios / "regimes" / regime}, set});
  set = without_trends(world);
  for (const std::string& war : wars_of(world)) set.push_back("modules." + war + ".enabled=false");
  return testing::simulate(with_assignments(world, set));
}

/// Of states that stay: by number, by people, and of those that could move either way.
struct Still {
  double states = 0, people = 0, movable = 0;
};

Still still(const Scene& scene, const PlaceArray& start, const PlaceArray& end) {
  double all = 0, heads = 0, movable = 0;
  Still sums;
  for (const StateId s : scene.world.states()) {
    const double people = scene.world.baseline.population[s];
    const double stays = std::abs(end[s] - start[s]) < kStill ? 1 : 0;
    const bool moves =
        start[s] > kStill && start[s] < 1 - kStill && people >= kAgents * kPersonsPerAgent;
    all += 1, heads += people, movable += moves ? 1 : 0;
    sums.states += stays, sums.people += stays * people, sums.movable += moves ? stays : 0;
  }
  return {sums.states / all, sums.people / heads, sums.movable / movable};
}

void print(const std::string& regime, int years, const char* what, const Still& of) {
  std::printf("| H1 %s, %d years | %s | %.3f | %.3f | %.3f |\n", regime.c_str(), years, what,
              of.states, of.movable, of.people);
}

struct StillLevers {
  Still openness, rights;
};

StillLevers still_after(const std::string& regime, int years) {
  const auto world = quiet_world(regime, years);
  world->tick();
  const Stances start = world->scene().stances;
  while (!world->done()) world->tick();
  const Stances& end = world->scene().stances;
  const StillLevers all{still(world->scene(), start.openness, end.openness),
                        still(world->scene(), start.rights, end.rights)};
  print(regime, years, "openness", all.openness);
  print(regime, years, "rights", all.rights);
  return all;
}

TEST(Content, H1StatesAreContentInQuietTimes) {
  const StillLevers home = still_after("home_politics.toml", 20);
  EXPECT_GE(home.openness.movable, kMost);
  EXPECT_GE(home.rights.movable, kMost);
}

TEST(Content, H1TheTwinThatWeighsEveryArrivalIsNot) {
  EXPECT_LT(still_after("unilateral.toml", 4).openness.movable, kMost);
}

}  // namespace
}  // namespace sojourn::models
