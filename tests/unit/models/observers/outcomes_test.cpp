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

// Three countries at rest. The world's income is (1,000*100,000 + 2,000*50,000 + 9,000*50,000) /
// 200,000 = 3,250 a head, so POOR and MIDDLE are the South. Settled: 300 of POOR in MIDDLE, 100 in
// RICH, 100 of RICH in POOR; 200 of POOR are detained in MIDDLE.
std::string three_at_rest() {
  return R"(
[run]
ticks = 12
[[country]]
id = "POOR"
population = 100000
gdp_per_capita = 1000
rights = 0.1
[[country]]
id = "MIDDLE"
population = 50000
gdp_per_capita = 2000
rights = 0.2
[[country]]
id = "RICH"
population = 50000
gdp_per_capita = 9000
unemployment = 0.1
rights = 0.6
[[stock]]
citizenship = "POOR"
residence = "MIDDLE"
persons = 300
[[stock]]
citizenship = "POOR"
residence = "RICH"
persons = 100
[[stock]]
citizenship = "RICH"
residence = "POOR"
persons = 100
[[stock]]
citizenship = "POOR"
residence = "MIDDLE"
status = "detained"
persons = 200
)" + without({"journey", "return_home", "onward", "regularisation", "asylum_decision",
              "naturalisation", "release", "stay_home", "settle_on_the_way", "death_abroad",
              "birth_abroad", "intention", "kin_calls", "labour_market"});
}

TEST(Outcomes, OfOriginsByHand) {
  const auto simulation = simulate(three_at_rest());
  run(*simulation, 1);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "south_south_share"), 300.0 / 500);
  // 15% of wages, which are incomes without a labour market.
  EXPECT_DOUBLE_EQ(value_of(*simulation, "remittances"),
                   0.15 * (300 * 2000 + 100 * 9000 + 100 * 1000) / 1e9);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "rights"), (300 * 0.2 + 100 * 0.6 + 100 * 0.1) / 500);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "rights_all"),
                   (300 * 0.2 + 100 * 0.6 + 100 * 0.1 + 200 * 0.2) / 700);
  EXPECT_EQ(value_of(*simulation, "covered"), 0);
}

TEST(Outcomes, OriginsAreThoseWithMoreCitizensAbroadThanForeigners) {
  std::string text = three_at_rest();
  const std::string off = without({"labour_market"});
  text.erase(text.find(off), off.size());
  const auto simulation = simulate(text);
  run(*simulation, 1);
  const Scene scene = simulation->scene();
  const PlaceId poor(0);
  ASSERT_GT(scene.labour.supply[poor], 0);
  EXPECT_DOUBLE_EQ(value_of(*simulation, "origin_output"),
                   scene.labour.supply[poor] * (1 - scene.conditions.unemployment[poor]) *
                       scene.labour.wage[poor] / 1e9);
  const auto nobody_abroad = simulate(R"(
[[country]]
id = "A"
population = 1000
gdp_per_capita = 1000
)");
  run(*nobody_abroad, 1);
  EXPECT_TRUE(std::isnan(value_of(*nobody_abroad, "origin_output")));
  EXPECT_TRUE(std::isnan(value_of(*nobody_abroad, "south_south_share")));
}

// Every application is decided within months and none is granted: all 1,000 live without papers.
TEST(Outcomes, RejectedApplicantsBecomeIrregular) {
  std::string text = at_rest();
  const std::string row = "status = \"irregular\"";
  text.replace(text.find(row), row.size(), "status = \"asylum_applicant\"");
  const std::string off = without({"asylum_decision"});
  text.erase(text.find(off), off.size());
  text += "[modules.recognition]\nenabled = false\n";
  const auto simulation = simulate(text);
  double rejected = 0;
  while (!simulation->done()) {
    run(*simulation, 1);
    rejected += value_of(*simulation, "irregular_rejected") / 12;
    for (const char* other : {"irregular_entered", "irregular_overstayed", "irregular_lost"}) {
      EXPECT_EQ(value_of(*simulation, other), 0) << other;
    }
  }
  EXPECT_GT(rejected, 0);
  EXPECT_NEAR(rejected, value_of(*simulation, "irregular_stock"), 1e-6);
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
