#include "models/outcomes/outcomes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "models/outcomes/concentration.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using testing::run;
using testing::simulate;
using testing::without;

// Half of what can be borne bears all: by hand 1 - (0.5*0 + 0.5*1) = 0.5.
TEST(Gini, ByHand) {
  EXPECT_DOUBLE_EQ(gini({{1, 1}, {0, 1}}), 0.5);
  EXPECT_NEAR(gini({{2, 4}, {1, 2}, {3, 6}}), 0, 1e-15);
  EXPECT_DOUBLE_EQ(gini({{3, 1}, {1, 3}}), 1 - (0.75 * 0.25 + 0.25 * (0.25 + 1)));
  EXPECT_EQ(gini({{0, 1}, {0, 5}}), 0);
  EXPECT_EQ(gini({}), 0);
  EXPECT_DOUBLE_EQ(gini({{1, 0}, {1, 1}, {0, 1}}), gini({{0, 1}, {1, 1}}));
}

// Two countries at rest: 1,000 citizens of POOR live in RICH without papers, 500 with.
std::string at_rest() {
  return R"(
[run]
ticks = 30
start = "2000-07"
[[country]]
id = "POOR"
population = 100000
gdp_per_capita = 1000
unemployment = 0.5
openness = 0.2
[[country]]
id = "RICH"
population = 50000
gdp_per_capita = 9000
unemployment = 0.1
rights = 0.6
openness = 0.4
[[stock]]
citizenship = "POOR"
residence = "RICH"
status = "irregular"
persons = 1000
[[stock]]
citizenship = "POOR"
residence = "RICH"
persons = 500
[forums.CLUB]
members = ["POOR", "RICH"]
)" + without({"journey", "return_home", "onward", "regularisation", "asylum_decision",
              "naturalisation", "release", "stay_home", "settle_on_the_way", "death_abroad",
              "birth_abroad", "intention", "kin_calls", "labour_market"});
}

double value_of(const Simulation& simulation, const std::string& name) {
  const auto& all = standard_outcomes();
  return std::ranges::find(all, name, &Outcome::name)->of(simulation.scene());
}

TEST(Outcomes, ByHand) {
  const auto simulation = simulate(at_rest());
  run(*simulation, 1);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "welfare"), 1500 * (9000 * 0.9 - 1000 * 0.5) / 1e9);
  EXPECT_EQ(value_of(*simulation, "irregular_stock"), 1000);
  EXPECT_EQ(value_of(*simulation, "arrivals"), 0);
  EXPECT_EQ(value_of(*simulation, "deaths"), 0);
  EXPECT_EQ(value_of(*simulation, "placements"), 0);
  EXPECT_EQ(value_of(*simulation, "shortage"), 0);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "rights"), 0.6);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "openness"), 0.3);
  EXPECT_EQ(value_of(*simulation, "payments"), 0);
  EXPECT_EQ(value_of(*simulation, "forums"), 1);
  EXPECT_TRUE(std::isnan(value_of(*simulation, "compliance")));
  // RICH hosts all, and has 9,000*50,000 of the income: G = its rival's share of it. (Births and
  // deaths of a month move the shares a little.)
  EXPECT_NEAR(value_of(*simulation, "burden_gini"), 1.0 / 5.5, 1e-3);
}

TEST(Outcomes, AMeanIsOverTheTicksOfTheSpan) {
  const auto simulation = simulate(at_rest());
  OutcomeRecord record(simulation->world(), 12);
  EXPECT_EQ(record.years(), (std::vector<double>{2001, 2002}));
  std::vector<double> seen;
  const auto at = static_cast<std::size_t>(
      std::ranges::find(standard_outcomes(), "burden_gini", &Outcome::name) -
      standard_outcomes().begin());
  while (!simulation->done()) {
    simulation->tick();
    record.add(simulation->scene(), simulation->now() - 1);
    if (simulation->now() > 12) seen.push_back(value_of(*simulation, "burden_gini"));
  }
  ASSERT_EQ(seen.size(), 18U);  // July 2001 to December 2002
  const auto mean = [](auto from, auto to) { return std::accumulate(from, to, 0.0) / (to - from); };
  EXPECT_DOUBLE_EQ(record.means()[at], mean(seen.begin(), seen.end()));
  EXPECT_DOUBLE_EQ(record.of_years(at)[0], mean(seen.begin(), seen.begin() + 6));
  EXPECT_DOUBLE_EQ(record.of_years(at)[1], mean(seen.begin() + 6, seen.end()));
}

TEST(Outcomes, WhatHasNoMeaningIsNotCounted) {
  const auto simulation = simulate(at_rest());
  OutcomeRecord record(simulation->world(), 0);
  simulation->tick();
  record.add(simulation->scene(), 0);
  const auto at = static_cast<std::size_t>(
      std::ranges::find(standard_outcomes(), "compliance", &Outcome::name) -
      standard_outcomes().begin());
  EXPECT_TRUE(std::isnan(record.means()[at]));
  EXPECT_TRUE(std::isnan(record.of_years(0)[2]));  // a year that was not reached
}

}  // namespace
}  // namespace sojourn::models
