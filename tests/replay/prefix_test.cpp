#include <gtest/gtest.h>

#include "models/catalog.hpp"
#include "tests/support/runs.hpp"

// The length of a run changes nothing but where it stops: a shorter run is the beginning of a
// longer one, tick for tick, bit for bit.
namespace sojourn::replay {
namespace {

template <class ScenarioOf>
void expect_beginning_of_twice_as_long(const ScenarioOf& scenario, int n_ticks) {
  Simulation brief(scenario(n_ticks), models::standard_catalog(), 2);
  Simulation lengthy(scenario(2 * n_ticks), models::standard_catalog(), 2);
  const Calendar& calendar = brief.world().calendar;
  ASSERT_NE(calendar.year(n_ticks - 1), calendar.year(0));
  ASSERT_NE(calendar.year(2 * n_ticks), calendar.year(n_ticks));
  ASSERT_TRUE(content(brief) == content(lengthy)) << "at the start";
  while (!brief.done()) {
    const int tick = brief.now();
    brief.tick();
    lengthy.tick();
    ASSERT_TRUE(content(brief) == content(lengthy)) << "after tick " << tick;
  }
  EXPECT_FALSE(lengthy.done());
}

TEST(Prefix, OfTheRivalRoutes) {
  expect_beginning_of_twice_as_long(corridor_scenario, 14);
}
TEST(Prefix, ByDays) {
  expect_beginning_of_twice_as_long(daily_scenario, 200);
}
TEST(Prefix, WhereRoomIsLimited) {
  expect_beginning_of_twice_as_long([](int n) { return crowded_scenario(n); }, 14);
}
TEST(Prefix, OfTheMediterranean) {
  expect_beginning_of_twice_as_long(mediterranean_scenario, 13);
}

}  // namespace
}  // namespace sojourn::replay
