#include <gtest/gtest.h>

#include <cstdio>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Property H1 (docs/VALIDATION.md): without shocks, and with the trends of demand and workforce
/// off, states are content. tools/studies/content_states.py shows the rest.

constexpr double kStill = 0.02;  // change that is none
constexpr double kMost = 0.95;   // of states

std::unique_ptr<Simulation> quiet_world(const std::string& regime, int years) {
  const std::filesystem::path scenarios = std::filesystem::path(SOJOURN_SOURCE_DIR) / "scenarios";
  std::vector<std::string> set{"run.ticks=" + std::to_string(12 * years),
                               "run.persons_per_agent=10000", "run.life_histories=0",
                               "modules.labour_market.adjustment=1"};
  for (const char* war : {"syrian_war", "south_sudan_war", "eritrean_service", "afghan_war"}) {
    set.push_back(std::string("modules.") + war + ".enabled=false");
  }
  return testing::simulate(
      load_scenario({scenarios / "world.toml", {scenarios / "regimes" / regime}, set}));
}

struct Still {
  double openness = 0, rights = 0;  // share of states
};

Still still_after(const std::string& regime, int years) {
  const auto world = quiet_world(regime, years);
  world->tick();
  const Stances start = world->scene().stances;
  while (!world->done()) world->tick();
  const Stances& end = world->scene().stances;
  const auto share = [](const auto& now, const auto& before) {
    return static_cast<double>(((now - before).abs() < kStill).count()) /
           static_cast<double>(now.size());
  };
  const Still still{share(end.openness, start.openness), share(end.rights, start.rights)};
  std::printf("| H1 %s, %d years | openness %.3f | rights %.3f |\n", regime.c_str(), years,
              still.openness, still.rights);
  return still;
}

TEST(Content, H1StatesAreContentInQuietTimes) {
  const Still home = still_after("home_politics.toml", 20);
  EXPECT_GE(home.openness, kMost);
  EXPECT_GE(home.rights, kMost);
}

TEST(Content, H1TheTwinThatWeighsEveryArrivalIsNot) {
  EXPECT_LT(still_after("unilateral.toml", 4).openness, kMost);
}

}  // namespace
}  // namespace sojourn::models
