#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/emigration/emigration.hpp"
#include "sim/foresight/closed_options.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr StateId kHome(0), kOther(1), kGulf(2);
constexpr PlaceId kGulfPlace(2);

// --- what a state of origin weighs --------------------------------------------------------------

TEST(Emigration, ACitizenIsBetterNotGoneWhereRightsLackMoreThanTheWageBrings) {
  const EmigrantsWorth worth;  // 0.15 of the wage comes home; chi 0.5, 0.5 is owed
  EXPECT_NEAR(worth.of_one(0.3), 0.15 - 0.5 * 0.2, 1e-12);
  EXPECT_NEAR(worth.of_one(0.9), 0.15, 1e-12);
  EXPECT_NEAR(worth.acceptable(), 0.2, 1e-12);
  EXPECT_NEAR(worth.of_one(worth.acceptable()), 0, 1e-12);
}

TEST(Emigration, EffortIsAsLargeAsPaysAndAsTheStateCan) {
  const EmigrantsWorth worth;
  EXPECT_NEAR(worth.consular_effort(0.2, 1), 0.5 * 0.8 / 20, 1e-12);
  EXPECT_EQ(worth.consular_effort(0.2, 0.01), 0.01);
  EXPECT_EQ(worth.consular_effort(0.6, 1), 0);  // they have what they are owed
  EXPECT_NEAR(worth.diaspora_effort(1), 0.2, 1e-12);
  EXPECT_EQ(worth.diaspora_effort(0.1), 0.1);
}

TEST(Emigration, ADestinationLosesByWorkersItIsShortOf) {
  EmployerState state{.value = 12, .short_ = 0.1, .relief = 1e-4, .burden = 1e-6};
  EXPECT_NEAR(state.loss(1000), 12 * (0.2 * 0.2 - 0.1 * 0.1) - 1e-3, 1e-12);
  state.short_ = -0.05;  // half of the loss fills what there is too much
  EXPECT_NEAR(state.loss(1000), 12 * 0.05 * 0.05 - 1e-3, 1e-12);
  EXPECT_NEAR(state.loss(400), -4e-4, 1e-12);
}

// --- who asks for places ------------------------------------------------------------------------

std::string three_states(const std::string& more = {}) {
  return "[run]\nstart='2015-01'\nticks=72\nseed=5\npersons_per_agent=10\n"
         "[[country]]\nid='HOME'\npopulation=1_000_000\ngdp_per_capita=4000\ncapacity=1\n"
         "[[country]]\nid='OTHER'\npopulation=1_000_000\ngdp_per_capita=4000\nlongitude=5\n"
         "[[country]]\nid='GULF'\npopulation=200_000\ngdp_per_capita=50000\nlongitude=10\n"
         "rights=0.1\nopenness=1\nworkforce_growth=0.05\n" +
         more;
}

/// 600 of HOME and 200 of OTHER ask for 500 places.
struct Asking {
  std::unique_ptr<Simulation> simulation = testing::simulate(three_states());
  Ledger ledger;
  Rules rules;

  Asking() {
    testing::run(*simulation, 13);
    ledger = simulation->ledger();
    rules = simulation->scene().rules;
    ledger.last_year.clear();
    const ChannelId labour = simulation->modules().channel("labour");
    ledger.last_year.planned(PlaceId(0), kGulfPlace, Skill::kLow) = 90;
    ledger.last_year.planned(PlaceId(1), kGulfPlace, Skill::kLow) = 30;
    ledger.last_year.proposals(labour, kGulfPlace, Skill::kLow) = 80;
    for (const ChannelId c : simulation->modules().channel_ids()) {
      for (const Skill skill : kAllSkills) rules.quota(c, kGulfPlace, skill) = 0;
    }
    rules.quota(labour, kGulfPlace, Skill::kLow) = 500;
  }
  Scene scene() const { return simulation->scene().with(ledger, rules); }
};

IdSet<StateId> set_of(std::initializer_list<StateId> states) {
  return IdSet<StateId>::of(std::vector<StateId>(states));
}

TEST(Emigration, OthersTakeThePlacesOfThoseWhoStayAway) {
  const Asking asking;
  WorkersSought sought(asking.simulation->world());
  sought.bind(asking.simulation->modules());
  sought.record(asking.scene(), [](StateId, StateId) { return false; });
  EXPECT_NEAR(sought.lost(asking.scene(), kGulf, set_of({kOther})), 0, 1e-9);  // 600 for 500
  EXPECT_NEAR(sought.lost(asking.scene(), kGulf, set_of({kHome})), 300, 1e-9);
  EXPECT_NEAR(sought.lost(asking.scene(), kGulf, set_of({kHome, kOther})), 500, 1e-9);
  EXPECT_NEAR(sought.coming(asking.scene(), kHome, kGulf), 375, 1e-9);
}

TEST(Emigration, WhoWasBarredIsRemembered) {
  Asking asking;
  WorkersSought sought(asking.simulation->world());
  sought.bind(asking.simulation->modules());
  sought.record(asking.scene(), [](StateId, StateId) { return false; });
  asking.ledger.last_year.planned(PlaceId(0), kGulfPlace, Skill::kLow) = 0;
  asking.ledger.last_year.proposals(asking.simulation->modules().channel("labour"), kGulfPlace,
                                    Skill::kLow) = 20;
  sought.record(asking.scene(), [](StateId from, StateId) { return from == kHome; });
  EXPECT_NEAR(sought.lost(asking.scene(), kGulf, set_of({kHome})), 300, 1e-9);  // 600 + 200
}

TEST(Emigration, WhoWasFreeAndDidNotAskIsNot) {
  Asking asking;
  WorkersSought sought(asking.simulation->world());
  sought.bind(asking.simulation->modules());
  sought.record(asking.scene(), [](StateId, StateId) { return false; });
  asking.ledger.last_year.planned(PlaceId(0), kGulfPlace, Skill::kLow) = 0;
  asking.ledger.last_year.planned(PlaceId(1), kGulfPlace, Skill::kLow) = 0;
  sought.record(asking.scene(), [](StateId from, StateId) { return from == kHome; });
  EXPECT_EQ(sought.coming(asking.scene(), kOther, kGulf), 0);
  EXPECT_NEAR(sought.coming(asking.scene(), kHome, kGulf), 500, 1e-9);  // 600 as they were
}

// --- in force -----------------------------------------------------------------------------------

TEST(Emigration, ABanClosesTheWaysThatOneNeedsLeaveFor) {
  const auto simulation = testing::simulate(three_states());
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const ChannelId labour = scene.modules.channel("labour");
  const ChannelId irregular = scene.modules.channel("irregular");
  ExitDecisions decisions{
      .bans = Grid<char, StateId, StateId>(scene.world.states(), scene.world.states()),
      .consular = Grid<double, StateId, StateId>(scene.world.states(), scene.world.states()),
      .conceded = StateArray::Zero(3),
      .remitted = StateArray::Zero(3)};
  decisions.bans(kHome, kGulf) = 1;
  decisions.consular(kOther, kGulf) = 0.5;
  decisions.conceded[kGulf] = 0.2;
  decisions.remitted[kOther] = 7;
  decisions.channels.insert(labour);
  Rules rules = scene.rules;
  ExitAgreement(decisions).enact(scene, rules);
  EXPECT_EQ(rules.rights[kGulfPlace], 0.2);
  EXPECT_NEAR(rights_for(rules, kOther, kGulfPlace), 0.2 + 0.5 * 0.8, 1e-12);
  EXPECT_NEAR(rights_for(rules, kHome, kGulfPlace), 0.2, 1e-12);
  EXPECT_EQ(rules.remitted[kOther] - scene.rules.remitted[kOther], 7);
  const Scene then = scene.with(rules);
  const auto cost = [&](const Viewpoint& who, ChannelId channel) {
    PayoffRow row{PayoffRow::Block::Zero(scene.modules.channel_ids().size(), 3),
                  PayoffRow::Block::Zero(scene.modules.channel_ids().size(), 3)};
    apply_entry_rules(then, scene.modules, who, row);
    return row.cost(channel, kGulfPlace);
  };
  EXPECT_TRUE(std::isinf(cost({kHome, PlaceId(0)}, labour)));
  EXPECT_EQ(cost({kHome, PlaceId(0)}, irregular), 0);
  EXPECT_EQ(cost({kOther, PlaceId(1)}, labour), 0);
  EXPECT_EQ(cost({kHome, PlaceId(1)}, labour), 0);  // a citizen who lives elsewhere is free
}

int events_of(const Simulation& simulation, const std::string& kind) {
  return static_cast<int>(std::ranges::count(simulation.scene().events, kind, &Event::kind));
}

std::unique_ptr<Simulation> ran(const std::string& settings) {
  auto simulation =
      testing::simulate(three_states("[modules.labour]\nquota=0.02\n"
                                     "[modules.intention]\nh0=0.004\n"
                                     "[modules.emigration]\nconsul_cost=1000\n" +
                                     settings));
  testing::run(*simulation, 72);
  return simulation;
}

/// At rights of 0.1 and chi 1 a citizen costs 0.4 and brings 0.15.
TEST(Emigration, AStateBarsTheWayToWhereRightsLack) {
  const auto alone = ran("acting=['OTHER']\nchi=1\nleast=1\n");
  EXPECT_EQ(events_of(*alone, "exit ban"), 1);
  const auto* module = alone->modules().find<Emigration>();
  EXPECT_EQ(module->decisions().bans(kOther, kGulf), 1);
  EXPECT_EQ(module->decisions().bans(kHome, kGulf), 0);
  const auto calm = ran("acting=['OTHER']\nchi=0.3\nleast=1\n");  // 0.12 against 0.15
  EXPECT_EQ(events_of(*calm, "exit ban"), 0);
  const auto without = ran("acting=['OTHER']\nchi=1\nbans=false\n");
  EXPECT_EQ(events_of(*without, "exit ban"), 0);
}

TEST(Emigration, ADestinationThatNeedsThemConcedesWhatIsAsked) {
  const auto both = ran("chi=1\ntogether=['HOME', 'OTHER']\n");
  EXPECT_GE(events_of(*both, "rights conceded"), 1);
  EXPECT_GT(both->scene().rules.rights[kGulfPlace], 0.15);
  EXPECT_EQ(both->scene().stances.rights[kGulfPlace], 0.1);  // by agreement, not by its own will
  const auto idle = ran("chi=1\ntogether=['HOME', 'OTHER']\nbans=false\n");
  EXPECT_EQ(idle->scene().rules.rights[kGulfPlace], 0.1);
}

TEST(Emigration, ConsulsMakeUpForAShareOfWhatIsLacking) {
  const auto able = testing::simulate(
      three_states("[[stock]]\ncitizenship='HOME'\nresidence='GULF'\npersons=5000\n"
                   "[modules.emigration]\nbans=false\n"));
  testing::run(*able, 26);
  const Scene scene = able->scene();
  // chi*(1 - r)/(2*10) = 0.0225 of what is lacking.
  EXPECT_NEAR(rights_for(scene.rules, kHome, kGulfPlace), 0.1 + 0.0225 * 0.9, 1e-9);
  EXPECT_GT(scene.rules.remitted[kHome], 0);
  EXPECT_EQ(scene.rules.remitted[kGulf], 0);
}

TEST(Emigration, WhoDecidesTogetherMustAct) {
  try {
    testing::simulate(three_states("[modules.emigration]\nacting=['HOME']\ntogether=['OTHER']\n"));
    FAIL() << "a state that does not act was to decide";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("OTHER is not"), std::string::npos);
  }
}

TEST(Emigration, WhereNobodyActsNothingChanges) {
  const auto plain = testing::simulate(three_states());
  const auto idle = testing::simulate(three_states("[modules.emigration]\nchi=0\nlift=0\n"));
  for (int t = 0; t < 36; ++t) {
    plain->tick();
    idle->tick();
    ASSERT_EQ(plain->ledger().tick.arrivals, idle->ledger().tick.arrivals) << t;
  }
}

}  // namespace
}  // namespace sojourn::models
