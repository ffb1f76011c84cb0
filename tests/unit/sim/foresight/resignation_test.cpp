#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/foresight/choice.hpp"
#include "sim/tick/intentions.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

constexpr StateId kA(0);
constexpr PlaceId kHome(0);
constexpr Skill kMost = Skill::kMedium;

/// The savings of most people of A pay for B next door, those of few for C, far away and rich.
std::unique_ptr<Simulation> first_tick(double resignation) {
  auto simulation = testing::simulate(fmt::format(R"(
[run]
ticks = 1
resignation = {}
[[country]]
id = "A"
population = 4_000_000
gdp_per_capita = 2000
birth_rate = 0
[[country]]
id = "B"
population = 100_000
gdp_per_capita = 2500
openness = 1
birth_rate = 0
longitude = 1
[[country]]
id = "C"
population = 100_000
gdp_per_capita = 30000
openness = 1
birth_rate = 0
longitude = 60
[modules.intention]
h0 = 0.02
[modules.study]
enabled = false
)",
                                                  resignation));
  simulation->tick();
  return simulation;
}

std::int64_t planned(const Simulation& simulation) {
  std::int64_t all = 0;
  for (const PlaceId to : simulation.world().place_ids()) {
    all += simulation.scene().ledger.tick.planned(kHome, to, kMost);
  }
  return all;
}

/// Of those who can pay for something, how many go on by exp(weight*(L(savings) - L)), over
/// the distribution of savings.
double expected_share(const Simulation& simulation, double weight) {
  const Scene scene = simulation.scene();
  const ChoiceRow row(evaluate(scene, simulation.modules(), Viewpoint{kA, kHome, kMost, false}),
                      nullptr);
  double still = 0, before = 0;
  for (int percentile = 0; percentile < 1000; ++percentile) {
    const double worth = row.logsum(savings_at(scene, kHome, kMost, (percentile + 0.5) / 1000));
    if (!std::isfinite(worth)) continue;
    before += 1;
    still += std::exp(weight * (worth - row.logsum()));
  }
  return still / before;
}

/// People who want to go are the same in both runs, and so is what they choose, so that who still
/// plans is binomial with the mean of the chances (less varied, since these differ). Some thousands
/// of them, at 4.5 standard deviations. The broken twin, in which nobody gives up, is refused.
TEST(Resignation, WhoCannotPayForTheBestGivesUp) {
  const auto never = first_tick(0), some = first_tick(0.5);
  const auto n = static_cast<double>(planned(*never)), still = static_cast<double>(planned(*some));
  const double share = expected_share(*some, 0.5);
  EXPECT_GT(n, 1000);
  EXPECT_LT(share, 0.9);
  EXPECT_LT(std::abs(testing::deviation(still, n, share)), testing::kFar);
  EXPECT_GT(std::abs(testing::deviation(n, n, share)), testing::kFar);
}

}  // namespace
}  // namespace sojourn
