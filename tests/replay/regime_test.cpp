#include <gtest/gtest.h>

#include <algorithm>
#include <bit>

#include "models/catalog.hpp"
#include "tests/support/runs.hpp"

// A regime that begins during a run: what was measured runs on, what stays carries on with its
// state, and any number of regimes that wait beside each other change nothing.
namespace sojourn::replay {
namespace {

using Words = std::vector<std::uint64_t>;

Node deals_world(const std::vector<std::string>& assignments = {}) {
  std::vector<std::string> all{"run.persons_per_agent=2000", "run.ticks=84",
                               "modules.containment_deals.enabled=false"};
  all.insert(all.end(), assignments.begin(), assignments.end());
  return shipped("two_transits.toml", all);
}

const std::vector<std::string> kDealsOn{
    "modules.containment_deals.enabled=true", "modules.labour_deals.enabled=true",
    "modules.free_movement_areas.enabled=true", "modules.unilateral_policy.enabled=true"};

/// Everything of a tick: accounts and records, and what states did.
void note(const Simulation& simulation, Words& words) {
  const Words people = content(simulation);
  words.insert(words.end(), people.begin(), people.end());
  words.push_back(simulation.events().size());
  const Scene scene = simulation.scene();
  words.push_back(scene.agreements.in_force.size());
  for (const double x : scene.rules.transfers) words.push_back(std::bit_cast<std::uint64_t>(x));
  for (const double x : scene.stances.openness) words.push_back(std::bit_cast<std::uint64_t>(x));
  for (const double x : scene.stances.excess) words.push_back(std::bit_cast<std::uint64_t>(x));
}

Words plain_run(const Node& scenario) {
  Simulation simulation(scenario, models::standard_catalog(), 1);
  Words words;
  while (!simulation.done()) {
    simulation.tick();
    note(simulation, words);
  }
  return words;
}

/// A run in which all of `waiting` wait and one of them begins.
Words branched_run(const Node& past, const std::vector<Node>& waiting, std::size_t which, int from,
                   std::vector<Event>* events = nullptr) {
  Simulation simulation(past, models::standard_catalog(), 1);
  for (const Node& regime : waiting) simulation.schedule(regime, models::standard_catalog());
  Words words;
  while (!simulation.done()) {
    if (simulation.now() == from) simulation.begin_regime(which);
    simulation.tick();
    note(simulation, words);
  }
  if (events != nullptr) *events = simulation.events();
  return words;
}

std::string fault(const Node& past, const Node& regime) {
  Simulation simulation(past, models::standard_catalog(), 1);
  try {
    simulation.schedule(regime, models::standard_catalog());
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(Regime, TheSameOneChangesNothing) {
  const Node world = deals_world(kDealsOn);
  EXPECT_EQ(branched_run(world, {world}, 0, 40), plain_run(world));
}

TEST(Regime, AModuleWithoutEffectChangesNothing) {
  const Node past = deals_world();
  const Node regime = deals_world({"modules.wall.type=enforcement_shock",
                                   "modules.wall.to=[\"RECV\"]", "modules.wall.magnitude=0"});
  EXPECT_EQ(branched_run(past, {regime}, 0, 30), plain_run(past));
}

// `start` of deals is an own way of beginning later: states measure from the first tick and bargain
// from the date. A regime that begins then must do the same.
TEST(Regime, BeginsLikeDealsThatStartThen) {
  const Node past = deals_world();
  const Node deals = deals_world(
      {"modules.containment_deals.enabled=true", "modules.containment_deals.start=2018-07"});
  const int from = 42;  // July 2018, after the war began
  std::vector<Event> events;
  EXPECT_EQ(branched_run(past, {deals}, 0, from, &events), plain_run(deals));
  EXPECT_GT(std::ranges::count(events, std::string("deal"), &Event::kind), 0);
}

TEST(Regime, WhatWasMeasuredCounts) {
  const Node past = deals_world();
  const Node deals = deals_world(
      {"modules.containment_deals.enabled=true", "modules.containment_deals.start=2018-07"});
  // A broken twin that is not told of the years before knows no arrivals, and so no partner.
  Simulation unmeasured(past, models::standard_catalog(), 1);
  while (unmeasured.now() < 42) unmeasured.tick();
  unmeasured.schedule(deals, models::standard_catalog());
  unmeasured.begin_regime(0);
  Words words;
  while (!unmeasured.done()) {
    unmeasured.tick();
    note(unmeasured, words);
  }
  const Words measured = branched_run(past, {deals}, 0, 42);
  EXPECT_FALSE(std::equal(
      words.begin(), words.end(),
      measured.end() - static_cast<std::ptrdiff_t>(std::min(words.size(), measured.size()))));
}

TEST(Regime, ManyMayWait) {
  const Node past = deals_world();
  const Node all = deals_world(kDealsOn);
  const Node policy = deals_world({"modules.unilateral_policy.enabled=true"});
  const Node used = deals_world({"modules.status_quo_cost.memory=2", "modules.sentiment.memory=2",
                                 "modules.containment_deals.enabled=true"});
  const std::vector<Node> waiting{all, policy, used, past};
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    EXPECT_EQ(branched_run(past, waiting, i, 40), branched_run(past, {waiting[i]}, 0, 40)) << i;
  }
  EXPECT_NE(branched_run(past, waiting, 0, 40), branched_run(past, waiting, 1, 40));
}

TEST(Regime, UntilItBeginsThePastIsThePast) {
  const Node past = deals_world({"run.ticks=40"});
  const Node all = deals_world({"run.ticks=40", "modules.containment_deals.enabled=true",
                                "modules.unilateral_policy.enabled=true"});
  EXPECT_EQ(branched_run(past, {all, past}, 0, 1000), plain_run(past));
}

// A state looks a year back before it chooses; it has measured, so it chooses in the first January.
TEST(Regime, PolicyIsChosenInTheFirstJanuary) {
  const Node past = deals_world();
  const Node policy = deals_world({"modules.unilateral_policy.enabled=true"});
  Simulation simulation(past, models::standard_catalog(), 1);
  simulation.schedule(policy, models::standard_catalog());
  while (simulation.now() < 36) simulation.tick();
  EXPECT_EQ(simulation.scene().stances.chosen_openness.abs().sum(), 0);
  simulation.begin_regime(0);
  simulation.tick();  // January 2018
  EXPECT_GT(simulation.scene().stances.chosen_openness.abs().sum(), 0);
}

TEST(Regime, WhatALeavingModulePutInForceLapses) {
  const Node deals = deals_world({"modules.containment_deals.enabled=true"});
  const Node none = deals_world();
  Simulation simulation(deals, models::standard_catalog(), 1);
  simulation.schedule(none, models::standard_catalog());
  while (simulation.now() < 50) simulation.tick();
  ASSERT_GT(simulation.scene().agreements.in_force.size(), 0U);
  simulation.begin_regime(0);
  EXPECT_EQ(simulation.scene().agreements.in_force.size(), 0U);
  simulation.tick();
  EXPECT_EQ(simulation.scene().rules.transfers.abs().sum(), 0);
}

TEST(Regime, OnlyModulesMayDiffer) {
  const Node past = deals_world();
  EXPECT_EQ(
      fault(past, deals_world({"run.ticks=85", "areas.x.members=[\"RECV\"]"})),
      "--set: areas.x: a regime that begins during a run can change nothing but `modules` and "
      "add forums\n--set: run.ticks: a regime that begins during a run can change nothing but "
      "`modules` and add forums");
  EXPECT_NE(fault(past, deals_world({"modules.study.enabled=false"}))
                .find("a regime that begins during a run cannot switch channels on or off"),
            std::string::npos);
  EXPECT_EQ(fault(past, deals_world({"modules.wage.b_wage=2"})), "no fault");
}

TEST(Regime, ForumsMayComeWithIt) {
  const Node past = deals_world({"forums.old.region=*"});
  const Node regime = deals_world({"forums.old.region=*", "forums.new.region=*"});
  Simulation simulation(past, models::standard_catalog(), 1);
  simulation.schedule(regime, models::standard_catalog());
  while (simulation.now() < 30) simulation.tick();
  EXPECT_EQ(simulation.scene().agreements.forums.size(), 1U);
  simulation.begin_regime(0);
  ASSERT_EQ(simulation.scene().agreements.forums.size(), 2U);
  const Forum& forum = simulation.scene().agreements.forums.back();
  EXPECT_EQ(forum.name, "new");
  EXPECT_EQ(forum.founded, 30);
  EXPECT_EQ(static_cast<int>(forum.members.size()), simulation.world().n_states);
  EXPECT_EQ(branched_run(past, {regime}, 0, 30), plain_run(past));
}

TEST(Regime, RoutesFollowAnotherSpreadOfTastes) {
  const Node past = deals_world();
  const Node other = deals_world({"modules.corridor_cost.mu=50"});
  EXPECT_NE(branched_run(past, {other}, 0, 40), plain_run(past));
}

}  // namespace
}  // namespace sojourn::replay
