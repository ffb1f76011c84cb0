#include "models/areas/free_movement_areas.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/areas/open_borders.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr PlaceId kPoor(0), kRich(1);

/// scenarios/two_countries.toml with open borders. A right to live there leaves nobody other ways
/// to go, so a row has one option, with the payoff of a work visa that is certain (see
/// two_countries_test.cpp): V = 14.135947 from POOR, 13.760762 from RICH, where the mean over all
/// people before was 14.534530 and that of the age profile is 1.2099.
///   POOR: 1e6*1.2099*8e-5*exp(0.9*(14.135947 - 14.534530)) = 67.617 a year set out; of their
///     savings classes 15 of 16 reach the cost of 632 $: 63.391 a year, 633.9 in ten years.
///   RICH: 1e5*1.2099*8e-5*exp(0.9*(13.760762 - 14.534530)) = 4.8243, all can pay: 48.24.
TEST(OpenBorders, StocksByHand) {
  const auto simulation = testing::simulate(testing::shipped("two_countries.toml"));
  simulation->tick();
  const Scene scene = simulation->scene();
  OpenBorders borders(scene, WhatIf(scene), {StateId(0), StateId(1)}, 10);
  EXPECT_NEAR(borders.mean_stay(StateId(0), kRich), 10, 1e-9);  // return_home is switched off there
  const Eigen::ArrayXXd stocks = borders.stocks({MemberIndex(0), MemberIndex(1)});
  constexpr double kDeaths = 5e-3;  // residents die before the scene is looked at
  EXPECT_NEAR(stocks(0, 1), 633.9, kDeaths * 633.9);
  EXPECT_NEAR(stocks(1, 0), 48.24, kDeaths * 48.24);
  EXPECT_EQ(stocks(0, 0), 0);
  EXPECT_EQ(borders.stocks({MemberIndex(1)}).sum(), 0);
}

TEST(OpenBorders, StayIsTheIntegralOfReturnHome) {
  // r(t) = r0*exp(-t/wane)*(1 + b_unemp*u) = 0.06*exp(-t/8)*(1 + 3*0.06): the chance of still being
  // there is exp(-0.0708*8*(1 - exp(-t/8))).
  const auto simulation = testing::simulate(
      testing::shipped("two_countries.toml", {"modules.return_home.enabled=true"}));
  simulation->tick();
  const Scene scene = simulation->scene();
  OpenBorders borders(scene, WhatIf(scene), {StateId(0), StateId(1)}, 10);
  constexpr int kSteps = 100000;
  double stay = 0;
  for (int step = 0; step < kSteps; ++step) {
    const double t = 10 * (step + 0.5) / kSteps;
    stay += std::exp(-0.0708 * 8 * (1 - std::exp(-t / 8))) * 10 / kSteps;
  }
  EXPECT_NEAR(borders.mean_stay(StateId(0), kRich), stay, 1e-4);
  EXPECT_LT(stay, 8.5);
}

/// A, B and C side by side, as large and rich as each other; D is as large and poor.
std::string world(const std::string& area, const std::string& more = "") {
  std::string text = "[run]\nstart = '2000-01'\nticks = 84\nlife_histories = 0\n";
  const char* names[] = {"A", "B", "C", "D"};
  for (int i = 0; i < 4; ++i) {
    text +=
        std::string("[[country]]\nid = '") + names[i] +
        "'\npopulation = 1000000\nlongitude = " + std::to_string(i) +
        "\nlanguages = 'x'\nunemployment = 0.02\ngdp_per_capita = " + (i == 3 ? "2000" : "20000") +
        "\n";
  }
  return text + "[modules.gulf]\ntype = 'free_movement_areas'\n" + area + more;
}

/// The events of a run whose kind begins with "area", as "tick kind".
std::vector<std::string> kinds(const Simulation& simulation) {
  std::vector<std::string> all;
  for (const Event& event : simulation.scene().events) {
    if (!event.kind.starts_with("area")) continue;
    all.push_back(std::to_string(event.tick) + " " + event.kind);
  }
  return all;
}
const Event* event_of(const Simulation& simulation, const std::string& kind) {
  for (const Event& event : simulation.scene().events) {
    if (event.kind == kind) return &event;
  }
  return nullptr;
}
bool free_between(const Simulation& simulation, int from, int to) {
  return simulation.scene().rules.free_movement(from, to) > 0;
}

TEST(FreeMovementAreas, EqualsFoundOneAndThePoorNeighbourIsRefused) {
  const auto simulation = testing::simulate(world("delay = 6\n"));
  testing::run(*simulation, 13);
  EXPECT_EQ(kinds(*simulation),
            (std::vector<std::string>{"12 area founded", "12 area accession", "12 area refusal"}));
  const std::string refusal = event_of(*simulation, "area refusal")->text;
  EXPECT_TRUE(refusal.starts_with("gulf: D is refused, ")) << refusal;
  EXPECT_NE(refusal.find(" objects: net inflow from poorer members costs "), std::string::npos)
      << refusal;
  EXPECT_NE(refusal.find(" gains "), std::string::npos) << refusal;
  EXPECT_FALSE(free_between(*simulation, 0, 1));
  testing::run(*simulation, 5);
  EXPECT_FALSE(free_between(*simulation, 0, 1));
  testing::run(*simulation, 1);  // tick 18
  EXPECT_EQ(kinds(*simulation).back(), "18 area in force");
  for (const auto& [from, to] : {std::pair{0, 1}, {1, 0}, {1, 2}, {2, 0}}) {
    EXPECT_TRUE(free_between(*simulation, from, to));
  }
  EXPECT_FALSE(free_between(*simulation, 0, 3));
  EXPECT_FALSE(free_between(*simulation, 3, 0));
  // The refusal is not told again while nothing changes.
  testing::run(*simulation, 48);
  EXPECT_EQ(kinds(*simulation).size(), 4U);
}

TEST(FreeMovementAreas, ANeighbourOfEqualIncomeJoins) {
  std::string equal = world("delay = 0\n");
  equal.replace(equal.find("= 2000\n"), 7, "= 20000\n");
  const auto simulation = testing::simulate(equal);
  testing::run(*simulation, 13);
  EXPECT_EQ(kinds(*simulation),
            (std::vector<std::string>{"12 area founded", "12 area accession", "12 area accession",
                                      "12 area in force"}));
  EXPECT_TRUE(free_between(*simulation, 3, 0));
}

TEST(FreeMovementAreas, OnlyCandidatesThinkOfIt) {
  const auto simulation =
      testing::simulate(world("delay = 0\nfirst = 24\ncandidates = ['B', 'D']\n"));
  testing::run(*simulation, 37);
  EXPECT_EQ(kinds(*simulation), (std::vector<std::string>{"24 area refusal", "24 area refusal"}));
  EXPECT_TRUE(
      event_of(*simulation, "area refusal")
          ->text.starts_with("gulf: B finds no partner; with its best one, for B net inflow "
                             "from poorer members costs "));
  EXPECT_THROW(testing::simulate(world("candidates = ['B', 'Z']\n")), InputError);
  EXPECT_THROW(testing::simulate(world("region = 'Nowhere'\n")), InputError);
}

/// C loses most of its income for two years from tick 30 on: its people would go to A and B.
constexpr const char* kFall =
    "[modules.fall]\ntype = 'recession'\ntarget = ['C']\nstart = '2002-07'\nduration = 24\n"
    "magnitude = 0.85\n";

TEST(FreeMovementAreas, RigidMembersLeaveIfTheyLoseMoreThanItCosts) {
  const auto leaves = testing::simulate(world("exit_cost = 0\ndelay = 0\n", kFall));
  testing::run(*leaves, 37);
  const Event* exit = event_of(*leaves, "area exit");
  ASSERT_NE(exit, nullptr);
  EXPECT_EQ(exit->tick, 36);
  EXPECT_NE(exit->text.find(" leaves, it loses "), std::string::npos) << exit->text;
  EXPECT_NE(exit->text.find("net inflow from poorer members -"), std::string::npos) << exit->text;
  const auto stays = testing::simulate(world("exit_cost = 0.1\ndelay = 0\n", kFall));
  testing::run(*stays, 48);
  EXPECT_EQ(event_of(*stays, "area exit"), nullptr);
  EXPECT_TRUE(free_between(*stays, 0, 2));
}

TEST(FreeMovementAreas, FlexibleMembersSuspendAndResume) {
  const auto simulation = testing::simulate(world("institution = 'flexible'\ndelay = 0\n", kFall));
  testing::run(*simulation, 37);
  const Event* suspension = event_of(*simulation, "area suspension");
  ASSERT_NE(suspension, nullptr);
  EXPECT_EQ(suspension->tick, 36);
  EXPECT_NE(suspension->text.find(" loses "), std::string::npos) << suspension->text;
  EXPECT_FALSE(free_between(*simulation, 2, 0) && free_between(*simulation, 2, 1));
  testing::run(*simulation, 24);  // the fall ends with tick 53
  const Event* resumption = event_of(*simulation, "area resumption");
  ASSERT_NE(resumption, nullptr);
  EXPECT_EQ(resumption->tick, 60);
  for (const auto& [from, to] : {std::pair{0, 1}, {1, 2}, {2, 0}}) {
    EXPECT_TRUE(free_between(*simulation, from, to));
  }
  EXPECT_EQ(event_of(*simulation, "area exit"), nullptr);
}

/// The control: where nobody moves there is nothing to gain, so no area.
TEST(FreeMovementAreas, WithoutTheChannelThereIsNoArea) {
  const auto simulation =
      testing::simulate(world("delay = 0\n", testing::without({"free_movement"})));
  testing::run(*simulation, 13);
  EXPECT_EQ(event_of(*simulation, "area founded"), nullptr);
  EXPECT_NE(event_of(*simulation, "area refusal")->text.find("membership costs 1.0e-05"),
            std::string::npos);
}

}  // namespace
}  // namespace sojourn::models
