#include <gtest/gtest.h>

#include <numeric>

#include "sim/foresight/enactment.hpp"
#include "sim/foresight/outlook.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

constexpr const char* kTwo = R"(
[run]
start = "2015-01"
ticks = 36
seed = 5
persons_per_agent = 1
[[country]]
id = "A"
population = 30_000_000
gdp_per_capita = 8000
[[country]]
id = "B"
population = 20_000_000
gdp_per_capita = 30000
[[country]]
id = "C"
population = 10_000_000
gdp_per_capita = 40000
[modules.labour]
quota = 1.0
[modules.kin_calls]
enabled = false
)";

/// Law: a year's arrivals of residents are binomial around the mean field; medium schooling stands
/// for all, so 6% are allowed beside 4.5 standard deviations.
TEST(Outlook, ExpectsWhatThenHappens) {
  const auto simulation =
      testing::simulate(std::string(kTwo) + testing::without({"onward", "study", "network"}));
  testing::run(*simulation, 12);
  Outlook outlook(simulation->scene());
  const Expected expected = outlook.of(simulation->scene(), PlaceId(0));
  std::vector<std::int64_t> arrived(3, 0);
  const ChannelId labour = simulation->modules().channel("labour");
  for (int t = 0; t < 12; ++t) {
    simulation->tick();
    const Ledger& ledger = simulation->ledger();
    for (std::size_t j = 1; j < 3; ++j) {
      arrived[j] += ledger.tick.arrivals(StateId(0), PlaceId(j), labour);
    }
  }
  for (std::size_t j = 1; j < 3; ++j) {
    const double mean = expected.arrivals(labour, PlaceId(j));
    const auto seen = static_cast<double>(arrived[j]);
    ASSERT_GT(mean, 2000);
    EXPECT_LT(std::abs(seen - mean), 0.06 * mean + testing::kFar * std::sqrt(mean)) << j;
  }
}

TEST(Outlook, ArrivalsAreLeaversWhoCanPay) {
  const auto simulation = testing::simulate(kTwo);
  testing::run(*simulation, 1);
  Outlook outlook(simulation->scene());
  const Expected expected = outlook.of(simulation->scene(), PlaceId(0));
  const double sum = std::accumulate(expected.arrivals.begin(), expected.arrivals.end(), 0.0);
  EXPECT_GT(sum, 0);
  EXPECT_LE(sum, expected.leavers * (1 + 1e-12));
}

TEST(Outlook, OpenBordersMakeMoreLeaveAndGoThere) {
  const auto simulation = testing::simulate(kTwo);
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  Outlook outlook(scene);
  Rules rules = scene.rules;
  rules.free_movement(0, 2) = 1;
  const Expected now = outlook.of(scene, PlaceId(0));
  const Expected open = outlook.of(scene.with(rules), PlaceId(0));
  const std::size_t free = simulation->modules().channel("free_movement").index();
  EXPECT_EQ(now.arrivals[free * 3 + 2], 0);
  EXPECT_GT(open.arrivals[free * 3 + 2], 0);
  EXPECT_GE(open.leavers, now.leavers);
  const Expected other = outlook.of(scene.with(rules), PlaceId(1));
  EXPECT_EQ(other.arrivals, outlook.of(scene, PlaceId(1)).arrivals);
}

TEST(Outlook, RulesAndRoutesAsTheyAreAreThoseOfTheTick) {
  const auto simulation =
      testing::simulate(testing::shipped("corridor.toml", {"run.persons_per_agent=1000"}));
  testing::run(*simulation, 3);
  const Scene scene = simulation->scene();
  const Rules rules = rules_of(scene);
  EXPECT_EQ(rules.enforcement, scene.rules.enforcement);
  EXPECT_EQ(rules.quota, scene.rules.quota);
  EXPECT_EQ(rules.admission, scene.rules.admission);
  const std::vector<PlaceId> targets{PlaceId(3)};
  EXPECT_EQ(routes_of(scene, targets).cost(PlaceId(0), PlaceId(3)),
            scene.routes.cost(PlaceId(0), PlaceId(3)));
}

}  // namespace
}  // namespace sojourn
