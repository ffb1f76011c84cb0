#include "models/home_front/politics/home_politics.hpp"

#include <gtest/gtest.h>

#include "models/compacts/compact_states.hpp"
#include "models/home_front/declared_policy.hpp"
#include "models/home_front/politics/elections.hpp"
#include "models/home_front/unilateral_policy.hpp"
#include "tests/worlds/policies/policy_world.hpp"

namespace sojourn::models {
namespace {

constexpr Eigen::Index kC = 2;

/// No inflow alarms, for where nobody lives abroad at first it grows many times over.
std::string borne(const std::string& more = {}) {
  return "[modules.sentiment]\nalarm=0\nchance=3\n" + more;
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
  EXPECT_NEAR(known.usual.unemployment, simulation->world().baseline.unemployment[kC], 1e-12);
  EXPECT_EQ(known.rule_of_law, 0.8);
}

/// A slump in the one month in which politics are read is a thirteenth of what is usual.
TEST(HomePolitics, TheUsualIsAMeanOfTheYearBefore) {
  const std::string slump =
      "[modules.slump]\ntype='recession'\ntarget=['C']\nstart='2022-01'\nmagnitude=0.2\n";
  const auto simulation = after(25, kCalm + slump);
  const auto* module = simulation->modules().find<HomePolitics>();
  const double late = module->status_quo(StateId(2))->usual.unemployment -
                      simulation->world().baseline.unemployment[kC];
  EXPECT_GT(late, 1e-4);
  EXPECT_NEAR(module->departures(simulation->scene(), StateId(2)).unemployment / late, 12, 0.05);
}

std::string policy_in_c(const std::string& when) {
  return "[modules.decree]\ntype='policy'\nin=['C']\nopenness=0.1\n" + when;
}

std::optional<StatusQuo> politics_of_c(const std::string& more) {
  return after(25, kCalm + more)->modules().find<HomePolitics>()->status_quo(StateId(2));
}

/// What a policy holds from the start on tells what its government wants; one that happens to be in
/// force when politics are read does not.
TEST(HomePolitics, WhatIsHeldFromTheStartIsWanted) {
  EXPECT_NEAR(politics_of_c(policy_in_c(""))->chosen[kOpennessLever], 0.1 - 0.4, 1e-12);
  EXPECT_NEAR(politics_of_c(policy_in_c("until='2021-06'"))->chosen[kOpennessLever], 0.1 - 0.4,
              1e-12);
  EXPECT_EQ(politics_of_c(policy_in_c("from='2021-12'\nuntil='2022-03'"))->chosen[kOpennessLever],
            0);
}

TEST(HomePolitics, AreContentAgainAfterADecree) {
  const auto simulation = after(60, kCalm + policy_in_c("from='2021-12'\nuntil='2022-03'"));
  EXPECT_NEAR(simulation->scene().stances.openness[kC], 0.4, 2e-3);
}

/// A regime that begins in May 2023 has measured all the while, and reads politics in January.
TEST(HomePolitics, ThoseThatComeLaterReadWhatThereIsThen) {
  const auto simulation = testing::simulate(testing::four_states() + kSettled);
  const std::size_t regime =
      simulation->schedule(testing::scenario(testing::four_states() + kCalm), standard_catalog());
  testing::run(*simulation, 40);
  simulation->begin_regime(regime);
  testing::run(*simulation, 8);
  const auto* module = simulation->modules().find<HomePolitics>();
  ASSERT_NE(module, nullptr);
  EXPECT_FALSE(module->status_quo(StateId(2)));
  testing::run(*simulation, 1);
  ASSERT_TRUE(module->status_quo(StateId(2)));
  EXPECT_NEAR(module->status_quo(StateId(2))->usual.unemployment,
              simulation->world().baseline.unemployment[kC], 1e-12);
  testing::run(*simulation, 11);
  EXPECT_NEAR(simulation->scene().stances.openness[kC], 0.4, 2e-3);
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
  EXPECT_EQ(told.find("%"), std::string::npos) << told;
}

TEST(HomePolitics, TwoTheoriesAtOnceAreWarnedOf) {
  const auto both = after(1, politics() + borne() + testing::chosen_policy());
  EXPECT_TRUE(both->modules().find<HomePolitics>()->warning().empty());
  EXPECT_EQ(both->modules().find<UnilateralPolicy>()->warning(),
            "states choose their policy by \"home_politics\" as well, and what both move adds up");
}

TEST(HomePolitics, WhatItNeedsIsAskedFor) {
  const auto warned = [](const std::string& settings) {
    return after(1, politics() + settings)->modules().find<HomePolitics>()->warning();
  };
  EXPECT_EQ(warned(borne()), "");
  EXPECT_EQ(warned(""), "sentiment takes chance for news: sentiment.chance is 0");
  EXPECT_EQ(warned(borne("shortage=0.1\n")),
            "shortage counts twice against opposition: by sentiment.shortage and by disarm");
  EXPECT_EQ(warned(testing::without({"labour_market", "sentiment"})),
            "no shortage moves states: the module \"labour_market\" is off; no sentiment moves "
            "states: the module \"sentiment\" is off");
  const auto votes = after(1, "[modules.elections]\nenabled=true\n");
  EXPECT_EQ(votes->modules().find<Elections>()->warning(),
            "elects nobody: no politics at home know what is usual");
}

/// By a departure of 0.5 in sentiment alone a placed worker costs 12*0.5 and nothing is short; an
/// agency is not asked for what is usual.
TEST(HomePolitics, PlacedWorkersAreWeighedByWhatDeparts) {
  const auto simulation = after(25, politics() + borne());
  const auto* module = simulation->modules().find<HomePolitics>();
  const Scene scene = simulation->scene();
  Stances stances = scene.stances;
  Labour labour = scene.labour;
  Conditions conditions = scene.conditions;
  const Circumstances usual = module->status_quo(StateId(0))->usual;
  stances.sentiment[0] = usual.sentiment + 0.5;
  labour.shortage[0] = usual.shortage;
  conditions.unemployment[0] = usual.unemployment;
  const PlacedWorker worker =
      module->placed_worker(scene.with(stances, labour, conditions), StateId(0), 1);
  EXPECT_NEAR(worker.burden, 6, 1e-9);
  EXPECT_NEAR(worker.shortage, 0, 0.02);
  // The twin weighs all vacancies.
  const auto twin = after(1, testing::chosen_policy());
  EXPECT_NEAR(twin->modules()
                  .find<UnilateralPolicy>()
                  ->placed_worker(scene.with(stances), StateId(0), 0.3)
                  .shortage,
              0.3, 1e-15);
}

TEST(HomePolitics, EveryLeverHasAPointOfRest) {
  EXPECT_THROW(after(1, politics("c_r=0\n")), InputError);
  EXPECT_THROW(after(1, politics("c_enf=0.0005\n")), InputError);
  EXPECT_NO_THROW(after(1, politics("c_enf=0.001\n")));
}

// --- what they look at -----------------------------------------------------------------------

/// C with six million agents, so that a month is half a million years of people.
struct HarmInC {
  std::unique_ptr<Simulation> simulation = after(1, "");
  Settings settings{nullptr, "", nullptr};
  HarmNews news{settings, simulation->world(), 1.5 / 12};
  Ledger ledger = simulation->scene().ledger;

  HarmInC() {
    std::ranges::fill(ledger.stocks, 0);
    ledger.residents[PlaceId(kC)] = 6'000'000;
    ledger.residents[PlaceId(4)] = 0;
    ledger.previous_tick.clear();
  }
  void detain(std::int64_t agents) {
    ledger.residents[PlaceId(kC)] = 6'000'000 - agents;
    ledger.stocks[ledger.keys.key(PlaceId(kC), StateId(0), Status::kDetained)] = agents;
  }
  double tell(int tick) {
    news.update(testing::at_tick(simulation->scene().with(ledger), tick));
    return news.of(StateId(2));
  }
};

/// Deaths on the way into C: of 30 in two months that had none before 3 may be chance; 27 by a
/// million years of people are 27 times the floor.
TEST(HarmNews, TellOfMoreThanUsual) {
  HarmInC harm;
  EXPECT_EQ(harm.tell(0), 0);
  EXPECT_EQ(harm.tell(1), 0);
  harm.ledger.previous_tick.crossing_deaths(CorridorId(1)) = 20;  // B to the port of C
  harm.ledger.previous_tick.crossing_deaths(CorridorId(4)) = 10;  // B to C
  EXPECT_NEAR(harm.tell(2), 27.0 / 28, 1e-9);
  EXPECT_EQ(harm.news.of(StateId(3)), 0);
}

/// 120,000 are detained, 10,000 years of them a month, from the start on: 2% of the people. Four
/// times as many in the second month make 5% of the two: 5 - 2 - 0.5 - 0.0424 by chance,
/// over 2.0001.
TEST(HarmNews, DetentionIsCountedFromTheFirstMonthOn) {
  HarmInC harm;
  harm.detain(120'000);
  harm.tell(0);
  EXPECT_EQ(harm.tell(1), 0);
  harm.detain(480'000);
  EXPECT_NEAR(harm.tell(2), 1.2287248299994467 / 2.2287248299994467, 1e-9);
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

/// 0.5*1.2 + 5*0.03 - 2*0.1; as much less short than usual asks to close.
TEST(Elections, PressureByHand) {
  const auto simulation = after(1, kVotes);
  const auto* module = simulation->modules().find<Elections>();
  EXPECT_NEAR(module->pressure({.sentiment = 1.2, .shortage = 0.1, .unemployment = 0.03}), 0.55,
              1e-12);
  EXPECT_NEAR(module->pressure({.shortage = -0.1}), 0.2, 1e-12);
}

/// 4000 votes under a pressure of 0.5: 1 - exp(-0.5) = 0.393 of them bring a government that closes
/// (4.5 standard deviations), none one that opens; with all as usual nobody turns.
TEST(Elections, GovernmentsFollowPressure) {
  const auto simulation = after(25, kVotes + kCalm);
  const Scene scene = simulation->scene();
  const double usual =
      simulation->modules().find<HomePolitics>()->status_quo(StateId(0))->usual.sentiment;
  Settings settings(nullptr, "", nullptr);
  Elections module(settings, scene.world);
  module.set_name("elections");
  module.bind(simulation->modules());
  Stances stances = scene.stances;
  Labour labour = scene.labour;
  std::vector<Event> events;
  EventLog log(events, 0, module);
  int closing = 0, votes = 0;
  for (int tick = 1; votes < 4000; ++tick) {
    const Scene now = testing::at_tick(scene, tick);
    const bool voting = module.votes(now, StateId(0));
    stances.sentiment = usual + 1.0;
    module.update(now, labour, stances, log);
    if (!voting) continue;
    ++votes;
    closing += module.leaning(StateId(0)) == -1 ? 1 : 0;
    ASSERT_NE(module.leaning(StateId(0)), 1);
  }
  EXPECT_LT(std::abs(testing::deviation(closing, votes, 1 - std::exp(-0.5))), testing::kFar);
  stances.sentiment = usual;
  for (int tick = 0; tick < 200; ++tick) {
    module.update(testing::at_tick(scene, tick), labour, stances, log);
  }
  EXPECT_EQ(module.leaning(StateId(0)), 0);
}

/// A panic in the first two years, with a vote in every one of them.
TEST(Elections, NobodyTurnsBeforeItIsKnownWhatIsUsual) {
  const auto simulation = after(
      24, kCalm +
              "[modules.news]\ntype='media_event'\ntarget=['C']\nstart='2020-02'\nmagnitude=1\n"
              "[modules.elections]\nenabled=true\nterm=1\nb_sentiment=20\n");
  EXPECT_GT(simulation->scene().stances.sentiment[kC], 1);
  for (const Event& event : simulation->events()) EXPECT_NE(event.module, "elections");
}

/// Whoever else is in the world: A alone with D, or in the first place of four.
TEST(Elections, HaveADateOfTheStatesOwn) {
  const auto four = after(1, kVotes);
  const auto two = testing::simulate(
      "[run]\nstart='2020-01'\nticks=12\nseed=3\n"
      "[[country]]\nid='D'\npopulation=300_000\ngdp_per_capita=40000\n"
      "[[country]]\nid='A'\npopulation=2_000_000\ngdp_per_capita=4000\n" +
      kVotes);
  const auto votes = [](const Simulation& simulation, int tick, int state) {
    return simulation.modules().find<Elections>()->votes(testing::at_tick(simulation.scene(), tick),
                                                         StateId(state));
  };
  for (int tick = 1; tick <= 48; ++tick) {
    EXPECT_EQ(votes(*four, tick, 0), votes(*two, tick, 1)) << tick;
    EXPECT_EQ(votes(*four, tick, 3), votes(*two, tick, 0)) << tick;
  }
}

/// Support is 0.2 + 0.5*(shift of openness and rights): an elected government shifts both by 0.1.
TEST(Elections, ThoseElectedMoveSupportForACompact) {
  const std::string alarm =
      "[modules.news]\ntype='media_event'\ntarget=['C']\nstart='2022-02'\nmagnitude=1\n";
  const auto simulation =
      after(40, kCalm + alarm + "[modules.elections]\nenabled=true\nterm=1\nb_sentiment=20\n");
  const Scene scene = simulation->scene();
  ASSERT_EQ(simulation->modules().find<Elections>()->leaning(StateId(2)), -1);
  SupportWeights weights;
  weights.start = 0.2, weights.swing = 0.5, weights.sentiment = 0;
  const auto leaning = simulation->modules().find<Elections>()->leaning(StateId(3));
  EXPECT_NEAR(support_of(scene, weights)[kC], 0.15, 1e-12);
  EXPECT_NEAR(support_of(scene, weights)[3], 0.2 + 0.05 * leaning, 1e-12);
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
