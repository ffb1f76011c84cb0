#include "sim/world/attributes/history.hpp"

#include <gtest/gtest.h>

#include "sim/world/world_reader.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

using testing::scenario;

constexpr const char* kWorld = R"(
[run]
start = "2015-01"
ticks = 24
[[country]]
id = "A"
population = 100000
gdp_per_capita = 1000
capacity = 0.4
[[country]]
id = "B"
population = 100000
gdp_per_capita = 2000
[[place]]
id = "like A"
state = "A"
[[place]]
id = "rich"
state = "A"
gdp_per_capita = 5000
)";

std::string row(const std::string& country, const std::string& date, const std::string& values) {
  return "[[history]]\ncountry = \"" + country + "\"\ndate = \"" + date + "\"\n" + values + "\n";
}

World read(const std::string& toml) {
  Diagnostics diagnostics;
  Node resolved;
  World world = read_world(scenario(kWorld + toml), diagnostics, resolved);
  diagnostics.throw_if_any();
  return world;
}

std::string fault(const std::string& toml) {
  try {
    read(toml);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(History, GoesAlongALineOrBySteps) {
  const World world = read(row("A", "2015-03", "gdp_per_capita = 1000\nopenness = 0.2") +
                           row("A", "2015-07", "gdp_per_capita = 1400\nopenness = 0.6"));
  const auto at = [&](int tick) { return world.history.at(tick, world.baseline); };
  EXPECT_EQ(at(0).gdp_per_capita[0], 1000);  // before the first date
  EXPECT_EQ(at(2).gdp_per_capita[0], 1000);
  EXPECT_EQ(at(3).gdp_per_capita[0], 1100);
  EXPECT_EQ(at(5).gdp_per_capita[0], 1300);
  EXPECT_EQ(at(23).gdp_per_capita[0], 1400);  // after the last
  EXPECT_EQ(at(5).openness[0], 0.2);
  EXPECT_EQ(at(6).openness[0], 0.6);
  EXPECT_EQ(at(6).gdp_per_capita[1], 2000);  // of B nothing is told
  EXPECT_EQ(at(6).capacity[0], 0.4);
}

TEST(History, IsInterpolatedAsTheKeySays) {
  const World world = read("[interpolation]\ngdp_per_capita = \"step\"\nopenness = \"linear\"\n" +
                           row("A", "2015-01", "gdp_per_capita = 1000\nopenness = 0.2") +
                           row("A", "2015-05", "gdp_per_capita = 1400\nopenness = 0.6"));
  const Attributes now = world.history.at(1, world.baseline);
  EXPECT_EQ(now.gdp_per_capita[0], 1000);
  EXPECT_NEAR(now.openness[0], 0.3, 1e-15);
}

TEST(History, PlacesThatAreAsTheirCountryFollowIt) {
  const World world = read(row("A", "2015-01", "gdp_per_capita = 700"));
  const Attributes now = world.history.at(0, world.baseline);
  EXPECT_EQ(now.gdp_per_capita[2], 700);
  EXPECT_EQ(now.gdp_per_capita[3], 5000);
}

TEST(History, WarnsWhereTheRunLeavesItsSpan) {
  EXPECT_TRUE(read(row("A", "2014-01", "stability = 0.2") + row("A", "2017-01", "stability = 0.3"))
                  .warnings.empty());
  const World world = read(row("A", "2015-02", "stability = 0.2"));
  ASSERT_EQ(world.warnings.size(), 2U);
  EXPECT_EQ(world.warnings[0],
            "world.history: stability of A begins after the run does: until then its first value "
            "counts");
  EXPECT_NE(world.warnings[1].find("ends before the run does"), std::string::npos);
}

TEST(History, RefusesWhatCannotAct) {
  EXPECT_NE(fault(row("A", "2015-01", "population = 5")).find("history.population: cannot change"),
            std::string::npos);
  EXPECT_NE(fault(row("A", "2015-01", "tertiary_share = 0.5")).find("those of the start"),
            std::string::npos);
  EXPECT_NE(fault(row("A", "2015-01", "visa = 1")).find("visas are a policy"), std::string::npos);
  const std::string unknown = fault(row("A", "2015-01", "stabilty = 1"));
  EXPECT_NE(unknown.find("history.stabilty: unknown key"), std::string::npos) << unknown;
  EXPECT_NE(unknown.find("attributes: gdp_per_capita, unemployment, stability"), std::string::npos);
  EXPECT_NE(fault(row("A", "2015-01-15", "stability = 1")).find("first of a month"),
            std::string::npos);
  EXPECT_NE(fault(row("A", "1015-01", "stability = 1")).find("a year from 1900 to 2190"),
            std::string::npos);
  EXPECT_NE(fault(row("X", "2015-01", "stability = 1")).find("unknown country"), std::string::npos);
  const std::string nothing = fault(row("A", "2015-01", ""));
  EXPECT_NE(nothing.find("no attribute is told"), std::string::npos);
  EXPECT_EQ(nothing.find("unknown"), std::string::npos);
  EXPECT_NE(fault(row("like A", "2015-01", "conflict_deaths = 1")).find("told of countries"),
            std::string::npos);
  EXPECT_NE(fault(row("A", "2015-01", "stability = 1") + row("A", "2015-01", "stability = 1"))
                .find("there already"),
            std::string::npos);
}

TEST(History, IsWhatTheRunReads) {
  const auto run = testing::simulate(
      kWorld + row("A", "2015-01", "gdp_per_capita = 1000\nopenness = 0.2\ncapacity = 0.4") +
      row("A", "2015-03", "gdp_per_capita = 3000\nopenness = 0.7\ncapacity = 0.8"));
  testing::run(*run, 2);
  EXPECT_EQ(run->scene().conditions.gdp_per_capita[0], 2000);
  EXPECT_NEAR(run->scene().conditions.capacity[0], 0.6, 1e-15);
  EXPECT_NEAR(run->scene().stances.openness[0], 0.2, 1e-15);
  testing::run(*run, 1);
  EXPECT_EQ(run->scene().conditions.gdp_per_capita[0], 3000);
  EXPECT_NEAR(run->scene().stances.openness[0], 0.7, 1e-15);
  EXPECT_EQ(run->scene().conditions.gdp_per_capita[1], 2000);
}

// Half way down to 0.5 in two months; of B nothing is told.
TEST(History, DemandForLabourDrivesTheMarket) {
  const auto run = testing::simulate(kWorld + row("A", "2015-01", "labour_demand = 1") +
                                     row("A", "2015-03", "labour_demand = 0.5"));
  testing::run(*run, 2);
  const Scene scene = run->scene();
  EXPECT_NEAR(scene.conditions.labour_demand[0], 0.75, 1e-15);
  EXPECT_EQ(scene.conditions.labour_demand[1], 1);
  EXPECT_NEAR(scene.labour.demand[0], 0.75 * scene.labour.demand_start[0], 1e-6);
}

// 50 deaths a year among 100,000 people: 1.5e-4*50.
TEST(History, DeathsInConflictDrivePeopleOut) {
  const auto run = testing::simulate(kWorld + row("A", "2015-01", "conflict_deaths = 50"));
  testing::run(*run, 1);
  const auto& displacement = run->scene().conditions.displacement;
  EXPECT_NEAR(displacement[0], 7.5e-3, 1e-9);
  EXPECT_NEAR(displacement[2], 7.5e-3, 1e-9);  // places of A are in it
  EXPECT_EQ(displacement[1], 0);
}

// Rows say 1000 and 0.3; the run begins with what is told, and only what changes is a shift.
TEST(History, WhatIsToldOfTheFirstTickIsTheStart) {
  const std::string told = row("A", "2015-01", "gdp_per_capita = 3000\nopenness = 0.7") +
                           row("A", "2015-03", "openness = 0.9");
  const World world = read(told);
  EXPECT_EQ(world.baseline.gdp_per_capita[0], 3000);
  EXPECT_EQ(world.baseline.openness[0], 0.7);
  EXPECT_EQ(world.baseline.gdp_per_capita[3], 5000);  // a place unlike its country
  const auto run = testing::simulate(kWorld + told);
  testing::run(*run, 2);
  EXPECT_EQ(run->scene().conditions.openness[0], 0);
  testing::run(*run, 1);
  EXPECT_NEAR(run->scene().conditions.openness[0], 0.2, 1e-15);
}

TEST(History, OneThatDoesNotChangeIsARow) {
  std::string in_the_row = kWorld;
  const std::string capacity = "capacity = 0.4";
  in_the_row.replace(in_the_row.find(capacity), capacity.size(), "capacity = 0.4\nrights = 0.8");
  const auto told = testing::simulate(kWorld + row("A", "2015-01", "rights = 0.8"));
  const auto written = testing::simulate(in_the_row);
  for (int tick = 0; tick < 24; ++tick) {
    told->tick();
    written->tick();
    ASSERT_EQ(told->scene().conditions.rights[0], 0);
  }
  EXPECT_EQ(told->ledger().stocks, written->ledger().stocks);
}

TEST(History, RefusesAPatchThatWouldNeverCount) {
  const std::string told = row("B", "2015-01", "unemployment = 0.1");
  const std::string patch = "[countries.B]\nunemployment = 0.5\n";
  EXPECT_NE(fault(told + patch).find("countries.B.unemployment: the history tells it"),
            std::string::npos);
  EXPECT_EQ(fault(told + "[countries.B]\ncapacity = 0.5\n"), "no fault");
  EXPECT_EQ(fault(told + "[countries.A]\nunemployment = 0.5\n"), "no fault");
}

TEST(History, RunsAgainFromTheResolvedScenario) {
  const std::string toml = kWorld + row("A", "2015-01", "gdp_per_capita = 900\nrights = 0.2") +
                           row("A", "2016-01", "gdp_per_capita = 800");
  const auto first = testing::simulate(toml);
  Diagnostics diagnostics;
  const auto written = parse_toml(first->resolved(), "again.toml", diagnostics);
  const auto second = testing::simulate(*written);
  EXPECT_EQ(first->resolved(), second->resolved());
  testing::run(*first, 13);
  testing::run(*second, 13);
  EXPECT_EQ(second->scene().conditions.gdp_per_capita[0], 800);
  EXPECT_EQ(first->ledger().stocks, second->ledger().stocks);
}

}  // namespace
}  // namespace sojourn
