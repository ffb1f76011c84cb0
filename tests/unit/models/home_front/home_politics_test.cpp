#include "models/home_front/politics/home_politics.hpp"

#include <gtest/gtest.h>

#include "models/home_front/declared_policy.hpp"
#include "models/home_front/politics/elections.hpp"
#include "models/home_front/unilateral_policy.hpp"
#include "tests/worlds/policy_world.hpp"

namespace sojourn::models {
namespace {

constexpr Eigen::Index kC = 2;

/// No inflow alarms, for where nobody lives abroad at first it grows many times over.
std::string borne(const std::string& more = {}) {
  return "[modules.sentiment]\nalarm=0\n" + more;
}

std::string politics(const std::string& settings = {}) {
  return "[modules.home_politics]\nenabled=true\nharm_tolerance=5\n" + settings;
}

/// And firms make do with the workers there are, so that nothing is ever short.
const std::string kAdjusted = "[modules.labour_market]\nadjustment=12\n";
const std::string kSettled = kAdjusted + borne();
const std::string kCalm = politics() + kSettled;

std::unique_ptr<Simulation> after(int ticks, const std::string& more,
                                  const std::string& more_of_c = {}) {
  auto simulation = testing::simulate(testing::four_states(more_of_c) + more);
  testing::run(*simulation, ticks);
  return simulation;
}

double openness_of_c(int ticks, const std::string& more) {
  return after(ticks, more)->scene().stances.openness[kC];
}

// --- content ---------------------------------------------------------------------------------

TEST(HomePolitics, StatesAreContentWhileNothingChanges) {
  const auto simulation = after(60, kCalm);
  const Scene scene = simulation->scene();
  for (const PlaceId p : scene.world.place_ids()) {
    EXPECT_NEAR(scene.stances.openness[p], scene.world.baseline.openness[p], 2e-3) << p.value;
    EXPECT_NEAR(scene.stances.rights[p], scene.world.baseline.rights[p], 2e-3) << p.value;
    EXPECT_NEAR(scene.stances.enforcement[p], 0, 2e-3) << p.value;
  }
  // The twin that weighs every arrival closes by its step each year: three choices.
  const auto twin = after(60, testing::chosen_policy() + kSettled);
  EXPECT_LT(twin->scene().stances.openness[kC], 0.4 - 2 * 0.03);
}

TEST(HomePolitics, TheFirstChoiceReadsWhatIsWanted) {
  const auto simulation = after(24, politics("settling=2\n") + kSettled);
  const auto* module = simulation->modules().find<HomePolitics>();
  EXPECT_FALSE(module->status_quo(StateId(2)));
  testing::run(*simulation, 1);
  ASSERT_TRUE(module->status_quo(StateId(2)));
  const StatusQuo& known = *module->status_quo(StateId(2));
  EXPECT_EQ(known.chosen[kOpennessLever], 0);
  EXPECT_EQ(known.chosen[kEffortLever], 0);
  EXPECT_EQ(known.usual.unemployment, simulation->world().baseline.unemployment[kC]);
  EXPECT_EQ(known.rule_of_law, 0.8);
}

// --- what moves states -----------------------------------------------------------------------

std::string news_in_c(double magnitude) {
  return "[modules.news]\ntype='media_event'\ntarget=['C']\nstart='2022-09'\nduration=6\n"
         "magnitude=" +
         std::to_string(magnitude) + "\n";
}

TEST(HomePolitics, APhotographOpensADoorAndAPanicClosesIt) {
  const double before = openness_of_c(37, kCalm);
  EXPECT_GT(openness_of_c(37, kCalm + news_in_c(-0.3)), before + 1e-3);
  EXPECT_LT(openness_of_c(37, kCalm + news_in_c(0.3)), before - 1e-3);
  const std::string cold = politics() + kAdjusted + borne("warmest=0\n");
  EXPECT_EQ(openness_of_c(37, cold + news_in_c(-0.3)), before);
}

TEST(HomePolitics, ARecessionCloses) {
  const std::string slump =
      "[modules.slump]\ntype='recession'\ntarget=['C']\nstart='2022-06'\nmagnitude=0.2\n";
  EXPECT_LT(openness_of_c(37, kCalm + slump), openness_of_c(37, kCalm) - 1e-4);
  EXPECT_GT(openness_of_c(37, politics("jobs=0\n") + kSettled + slump),
            openness_of_c(37, kCalm + slump));
}

TEST(HomePolitics, AShortageOpensUnlessNobodyMindsIt) {
  const std::string boom =
      "[modules.up]\ntype='boom'\ntarget=['C']\nstart='2022-06'\nmagnitude=0.5\n";
  const std::string heard = politics("jobs=0\n") + borne();
  const std::string deaf = politics("jobs=0\nemployers=0\ndisarm=0\nbeta=0\n") + borne();
  EXPECT_GT(openness_of_c(37, heard + boom), openness_of_c(37, heard) + 5e-3);
  EXPECT_NEAR(openness_of_c(37, deaf + boom), openness_of_c(37, deaf), 1e-6);
}

/// What a government by date declares moves what is wanted as well: politics do not undo it, nor
/// does the law, which asks for rights of 0.5.
TEST(HomePolitics, GovernmentsByDateStandAsTheyAre) {
  const std::string vote =
      "[modules.vote]\ntype='change_of_government'\ntarget=['C']\nstart='2022-06'\n"
      "magnitude=-0.2\n";
  const auto simulation = after(60, kCalm + vote);
  EXPECT_NEAR(simulation->scene().stances.openness[kC], 0.2, 2e-3);
  EXPECT_NEAR(simulation->scene().stances.rights[kC], 0.4, 2e-3);
}

/// Openness of 0.4 and rights of 0.6 by -0.7 are 0 in the January in which politics are read, and
/// what was under 0 is not taken for their own.
TEST(HomePolitics, GovernmentsBeyondTheBoundsLeaveNothingBehind) {
  const std::string term =
      "[modules.term]\ntype='change_of_government'\ntarget=['C']\nstart='2021-11'\nduration=5\n"
      "magnitude=-0.7\n";
  const auto simulation = after(60, kCalm + term);
  EXPECT_NEAR(simulation->scene().stances.openness[kC], 0.4, 2e-3);
  EXPECT_NEAR(simulation->scene().stances.rights[kC], 0.6, 2e-3);
}

/// A government that declares 0.7 less than 0.4 for two years and a public that would open all the
/// while, by 0.03 a year: 0.03 in January 2022, 0.06 a year later, and when the government goes at
/// the end of 2023 no more than that and the usual step is added to the 0.4.
TEST(HomePolitics, NothingWindsUpBeyondTheBounds) {
  const std::string warm =
      "[modules.warm]\ntype='media_event'\ntarget=['C']\nstart='2021-06'\nmagnitude=-0.5\n";
  const std::string term =
      "[modules.term]\ntype='change_of_government'\ntarget=['C']\nstart='2021-11'\nduration=26\n"
      "magnitude=-0.7\n";
  const auto simulation = after(48, politics("p_w=100\nc_o=0.001\n") + kSettled + warm + term);
  const double before = simulation->scene().stances.openness[kC];
  EXPECT_GT(before, 0);
  EXPECT_LE(before, 2 * 0.03 + 1e-12);
  testing::run(*simulation, 1);
  EXPECT_LE(simulation->scene().stances.openness[kC], 0.4 + before + 0.03 + 1e-12);
}

/// 0.4 - 0.7 is 0, 0.4 + 0.7 is 1.
TEST(DeclaredPolicy, WhatIsDeclaredIsWithinTheBoundsBeforeChoicesAreAdded) {
  const auto simulation = after(1, "");
  const Scene scene = simulation->scene();
  Conditions conditions = scene.conditions;
  Stances stances = scene.stances;
  conditions.openness[kC] = -0.7;
  stances.chosen_openness[kC] = 0.05;
  DeclaredPolicy::declare(scene.with(conditions), stances);
  EXPECT_NEAR(stances.openness[kC], 0.05, 1e-15);
  conditions.openness[kC] = 0.7;
  stances.chosen_openness[kC] = -0.2;
  DeclaredPolicy::declare(scene.with(conditions), stances);
  EXPECT_NEAR(stances.openness[kC], 0.8, 1e-15);
}

TEST(HomePolitics, TurnsAreTold) {
  const auto simulation =
      after(60, kCalm +
                    "[modules.good]\ntype='media_event'\ntarget=['C']\nstart='2021-11'\n"
                    "duration=3\nmagnitude=-0.5\n"
                    "[modules.bad]\ntype='media_event'\ntarget=['C']\nstart='2023-09'\nduration=4\n"
                    "magnitude=1\n");
  std::string told;
  for (const Event& event : simulation->events()) {
    if (event.module == "home_politics" && event.text.starts_with("C turns")) told += event.text;
  }
  EXPECT_NE(told.find("C turns to closing"), std::string::npos) << told;
}

TEST(HomePolitics, OneThatIsOffIsNotThere) {
  const auto without = after(40, "");
  const auto off = after(40,
                         "[modules.home_politics]\nenabled=false\nc_o=3\n"
                         "[modules.elections]\nenabled=false\nterm=1\n"
                         "[modules.retention]\nenabled=false\nchi=1\n");
  EXPECT_EQ(without->ledger().stocks, off->ledger().stocks);
  EXPECT_EQ(without->ledger().residents, off->ledger().residents);
  EXPECT_TRUE((without->scene().stances.openness == off->scene().stances.openness).all());
}

TEST(HomePolitics, TwoTheoriesAtOnceAreWarnedOf) {
  const auto both = after(1, politics() + testing::chosen_policy());
  EXPECT_TRUE(both->modules().find<HomePolitics>()->warning().empty());
  EXPECT_EQ(both->modules().find<UnilateralPolicy>()->warning(),
            "states choose their policy by \"home_politics\" as well, and what both move adds up");
}

// --- what they look at -----------------------------------------------------------------------

/// Deaths on the way into C: of 30 in a month that had none before, 3 may be chance.
TEST(HarmNews, TellOfMoreThanUsual) {
  const auto simulation = after(1, "");
  const Scene scene = simulation->scene();
  Settings settings(nullptr, "", nullptr);
  HarmNews news(settings, scene.world, 1.5 / 12);
  Ledger ledger = scene.ledger;
  for (int tick = 0; tick <= 1; ++tick) {
    news.update(testing::at_tick(scene.with(ledger), tick));
    EXPECT_EQ(news.of(StateId(2)), 0);
  }
  ledger.previous_tick.crossing_deaths(CorridorId(1)) = 20;  // B to the port of C
  ledger.previous_tick.crossing_deaths(CorridorId(4)) = 10;  // B to C
  news.update(testing::at_tick(scene.with(ledger), 2));
  const auto people =
      static_cast<double>(ledger.population(PlaceId(2)) + ledger.population(PlaceId(4)));
  const double over = (30 - 3) / (people * 2 / 12) / 1e-6;
  EXPECT_NEAR(news.of(StateId(2)), over / (1 + over), 1e-9);
  EXPECT_EQ(news.of(StateId(3)), 0);
}

// --- elections -------------------------------------------------------------------------------

const std::string kVotes = "[modules.elections]\nenabled=true\nterm=4\n";

TEST(Elections, EveryStateVotesOnceATerm) {
  const auto simulation = after(1, kVotes);
  const auto* module = simulation->modules().find<Elections>();
  for (const StateId state : simulation->world().states()) {
    int votes = 0;
    for (int tick = 49; tick < 49 + 48; ++tick) {
      votes += module->votes(testing::at_tick(simulation->scene(), tick), state) ? 1 : 0;
    }
    EXPECT_EQ(votes, 1) << state.value;
    EXPECT_FALSE(module->votes(testing::at_tick(simulation->scene(), 0), state));
  }
}

/// 0.5*1.2 + 5*(0.03) - 2*0.1 = 0.55 in a country of one place.
TEST(Elections, PressureByHand) {
  const auto simulation = after(1, kVotes);
  const Scene scene = simulation->scene();
  Stances stances = scene.stances;
  Labour labour = scene.labour;
  Conditions conditions = scene.conditions;
  stances.sentiment[0] = 1.2;
  labour.shortage[0] = 0.1;
  conditions.unemployment[0] = scene.world.baseline.unemployment[0] + 0.03;
  const auto* module = simulation->modules().find<Elections>();
  EXPECT_NEAR(module->pressure(scene.with(conditions, labour, stances), StateId(0)), 0.55, 1e-12);
}

/// 4000 votes under a pressure of 0.5: 1 - exp(-0.5) = 0.393 of them bring a government that closes
/// (4.5 standard deviations), none one that opens; without pressure nobody turns.
TEST(Elections, GovernmentsFollowPressure) {
  const auto simulation = after(1, kVotes);
  const Scene scene = simulation->scene();
  Settings settings(nullptr, "", nullptr);
  Elections module(settings, scene.world);
  module.set_name("elections");
  Stances stances = scene.stances;
  Labour labour = scene.labour;
  labour.shortage = 0.0;
  std::vector<Event> events;
  EventLog log(events, 0, module);
  int closing = 0, votes = 0;
  for (int tick = 1; votes < 4000; ++tick) {
    const Scene now = testing::at_tick(scene, tick);
    const bool voting = module.votes(now, StateId(0));
    stances.sentiment = 1.0;
    module.update(now, labour, stances, log);
    if (!voting) continue;
    ++votes;
    closing += module.leaning(StateId(0)) == -1 ? 1 : 0;
    ASSERT_NE(module.leaning(StateId(0)), 1);
  }
  EXPECT_LT(std::abs(testing::deviation(closing, votes, 1 - std::exp(-0.5))), testing::kFar);
  stances.sentiment = 0.0;
  for (int tick = 0; tick < 200; ++tick) {
    module.update(testing::at_tick(scene, tick), labour, stances, log);
  }
  EXPECT_EQ(module.leaning(StateId(0)), 0);
}

TEST(Elections, ThoseElectedMoveWhatIsWanted) {
  // Alarm for good: whoever votes from 2022 on elects who closes, with chance 1 - exp(-20*0.5).
  const std::string alarm =
      "[modules.news]\ntype='media_event'\ntarget=['C']\nstart='2020-02'\nmagnitude=0.05\n";
  const std::string votes = "[modules.elections]\nenabled=true\nterm=1\nb_sentiment=20\n";
  EXPECT_LT(openness_of_c(60, politics() + votes + kSettled + alarm),
            openness_of_c(60, kCalm + alarm) - 0.02);
}

}  // namespace
}  // namespace sojourn::models
