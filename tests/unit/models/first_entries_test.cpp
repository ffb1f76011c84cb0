#include <gtest/gtest.h>

#include "models/parties/first_entries.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// From HOME the only way leads through EAST and BETWEEN to WEST; EAST and WEST are a union.
std::string line(const std::string& unions, const std::string& first_corridor = "") {
  return R"(
[run]
start = "2015-01"
ticks = 24
persons_per_agent = 10
[[country]]
id = "HOME"
population = 2_000_000
gdp_per_capita = 3000
[[country]]
id = "EAST"
population = 1_000
gdp_per_capita = 3000
[[country]]
id = "BETWEEN"
population = 1_000
gdp_per_capita = 3000
[[country]]
id = "WEST"
population = 80_000_000
gdp_per_capita = 60000
[[corridor]]
from = "HOME"
to = "EAST"
)" + first_corridor +
         R"(
[[corridor]]
from = "EAST"
to = "BETWEEN"
[[corridor]]
from = "BETWEEN"
to = "WEST"
[modules.war]
type = "conflict"
target = ["HOME"]
magnitude = 0.05
duration = 24
)" + testing::without({"settle_on_the_way", "return_home", "labour", "family", "study"}) +
         unions;
}

constexpr std::size_t kHomeEast = 0, kBetweenWest = 2, kStates = 4;

struct Counts {
  std::int64_t into_east = 0, into_west = 0;              // crossings
  std::int64_t first_into_east = 0, first_into_west = 0;  // of those, first entries
  double through_home = 0, through_between = 0;           // dependence of the party WEST is in
};

Counts count(const std::string& unions) {
  const auto simulation = testing::simulate(line(unions));
  const auto parties = parties_of(simulation->world());
  FirstEntries entries(simulation->world(), parties);
  entries.bind(simulation->modules());
  Counts counts;
  for (int tick = 0; tick < 24; ++tick) {
    simulation->tick();
    const Flows& flows = simulation->ledger().tick;
    counts.into_east += flows.crossings[kHomeEast];
    counts.into_west += flows.crossings[kBetweenWest];
    for (std::size_t o = 0; o < kStates; ++o) {
      counts.first_into_east += flows.first_entries[kHomeEast * kStates + o];
      counts.first_into_west += flows.first_entries[kBetweenWest * kStates + o];
    }
    Ledger behind = simulation->ledger();
    behind.previous_tick = flows;
    const Scene scene = simulation->scene();
    entries.update(scene.with(behind));
  }
  std::size_t west = 0;
  while (!parties[west].has(StateId(3))) ++west;
  counts.through_home = entries.dependence(west, StateId(0));
  counts.through_between = entries.dependence(west, StateId(2));
  return counts;
}

TEST(FirstEntries, IntoAUnionAreCountedOnce) {
  const Counts apart = count("");
  ASSERT_GT(apart.into_west, 1000);
  // Without a union everyone who comes to WEST enters it from BETWEEN, and is a citizen of HOME.
  EXPECT_EQ(apart.first_into_west, apart.into_west);
  EXPECT_DOUBLE_EQ(apart.through_between, 1);
  EXPECT_GT(apart.through_home, 0.99);

  const Counts together = count("[unions.EU]\nmembers = [\"EAST\", \"WEST\"]\n");
  ASSERT_GT(together.into_west, 1000);
  EXPECT_GT(static_cast<double>(together.first_into_east),
            0.99 * static_cast<double>(together.into_east));
  // Only who lived in BETWEEN comes into the union from there.
  EXPECT_LT(static_cast<double>(together.first_into_west),
            0.05 * static_cast<double>(together.into_west));
  EXPECT_GT(together.through_home, 0.99);
  EXPECT_LT(together.through_between, 0.05);
}

/// Of 200 agents who set out from HOME half mean to go to WEST. Of HOME's citizens 300 enter WEST,
/// for 250 of them live in BETWEEN, and 100 of these come over EAST. By citizenship over residence
/// that would be more than all.
TEST(FirstEntries, SharesOfThoseWhoSetOutAreByWhereTheySetOut) {
  const auto simulation =
      testing::simulate(line("", "[[corridor]]\nfrom = \"EAST\"\nto = \"WEST\"\n"));
  simulation->tick();
  FirstEntries entries(simulation->world(), parties_of(simulation->world()));
  entries.bind(simulation->modules());
  const ChannelId walking = simulation->modules().channel("asylum");
  const StateId home(0), east(1), between(2), west(3);
  Ledger behind = simulation->ledger();
  Flows& flows = behind.previous_tick;
  flows.clear();
  flows.departures(PlaceId(0), PlaceId(3), walking) = 100;
  flows.departures(PlaceId(0), PlaceId(1), walking) = 100;
  flows.departures(PlaceId(2), PlaceId(3), walking) = 240;
  flows.departures(PlaceId(2), PlaceId(0), walking) = 10;
  flows.first_entries(CorridorId(3), home) = 200;  // from BETWEEN
  flows.first_entries(CorridorId(1), home) = 100;  // from EAST
  entries.update(simulation->scene().with(behind));
  const std::size_t party = 3;
  const auto by_between = entries.shares_by_way_of(party, between);
  EXPECT_DOUBLE_EQ(by_between[home.index()], 0.5 * 200 / 300);
  EXPECT_DOUBLE_EQ(by_between[between.index()], 0.96);
  EXPECT_EQ(by_between[east.index()], 0);
  EXPECT_EQ(by_between[west.index()], 0);
  EXPECT_DOUBLE_EQ(entries.pushed(by_between), 10 * (100.0 * 200 / 300 + 240));
  const auto by_east = entries.shares_by_way_of(party, east);
  EXPECT_DOUBLE_EQ(by_east[home.index()], 0.5 * 100 / 300);
  EXPECT_EQ(by_east[between.index()], 0);
  // As many set out again, for other ends: as many would have come.
  flows.departures(PlaceId(0), PlaceId(3), walking) = 0;
  flows.departures(PlaceId(0), PlaceId(1), walking) = 200;
  flows.departures(PlaceId(2), PlaceId(3), walking) = 0;
  flows.departures(PlaceId(2), PlaceId(0), walking) = 250;
  const double once = entries.pushed(by_between);
  entries.update(simulation->scene().with(behind));
  EXPECT_DOUBLE_EQ(entries.pushed(by_between), 2 * once);
}

TEST(FirstEntries, GivingUpWhereOneLivesIsNoArrival) {
  // Nobody gets across: whoever set out gives up at home and has arrived nowhere.
  const auto simulation = testing::simulate(line("", "enforcement = 1"));
  testing::run(*simulation, 24);
  const Flows& flows = simulation->ledger().last_year;
  std::int64_t departures = 0, arrivals = 0;
  for (const std::int64_t n : flows.departures) departures += n;
  for (const std::int64_t n : flows.arrivals) arrivals += n;
  EXPECT_GT(departures, 100);
  EXPECT_EQ(arrivals, 0);
}

}  // namespace
}  // namespace sojourn::models
