#include "models/home_front/politics/retention.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/stages/tick_stream.hpp"
#include "tests/worlds/policies/policy_world.hpp"

namespace sojourn::models {
namespace {

// Places of four_states(): A, B, C, D and the port of C.
constexpr PlaceId kA(0), kB(1), kC(2), kD(3), kPort(4);
constexpr StateId kFromA(0), kFromB(1), kOfC(2);

std::unique_ptr<Simulation> after_a_year(const std::string& settings) {
  auto simulation =
      testing::simulate(testing::four_states() + "[modules.retention]\nenabled=true\n" + settings);
  testing::run(*simulation, 13);
  return simulation;
}

/// Places for workers weigh 0, 1, 2, 4 and 1; rights are 0.2125, 0.2, 0.5, 0.6 and 0.5.
struct World4 {
  std::unique_ptr<Simulation> simulation;
  const Retention* module;
  Stances stances;
  Labour labour;
  Rules rules;
  Ledger ledger;

  explicit World4(const std::string& settings = {})
      : simulation(after_a_year(settings)), module(simulation->modules().find<Retention>()) {
    const Scene scene = simulation->scene();
    stances = scene.stances;
    labour = scene.labour;
    rules = scene.rules;
    ledger = scene.ledger;
    stances.openness << 0, 0.5, 1, 1, 0.5;
    labour.wage << 10, 20, 20, 20, 20;
    rules.rights << 0.2125, 0.2, 0.5, 0.6, 0.5;
    rules.rights_of = {};
    for (const PlaceId p : scene.world.place_ids()) ledger.summary.population[p] = 100;
    ledger.summary.population[kD] = 200;
    std::ranges::fill(ledger.stocks, 0);
  }
  Scene scene() const { return simulation->scene().with(stances, labour, rules, ledger); }
  Retention::Rates rates() const { return module->rates(scene()); }
  void let_work(PlaceId place, StateId home, std::int64_t agents) {
    ledger.stocks[ledger.keys.key(place, home, Status::kRegular)] = agents;
  }
};

/// From A: (0.2 + 2*0.5 + 4*0.6 + 0.5)/8 = 0.5125 elsewhere, 0.3 more: 0.01*(exp(0.9) - 1). From C,
/// without its port: (0.2 + 2.4)/5 = 0.52. From D: (0.2 + 1 + 0.5)/4 = 0.425, which is less.
TEST(Retention, RateByHand) {
  const auto rates = World4().rates();
  EXPECT_NEAR(rates(kFromB, kA), 0.0145960311115695, 1e-12);
  EXPECT_NEAR(rates(kFromB, kC), 0.000618365465453596, 1e-12);
  EXPECT_NEAR(rates(kFromB, kPort), 0.000618365465453596, 1e-12);
  EXPECT_EQ(rates(kFromB, kD), 0);
}

/// 0.3 more in A for those of B are as many as elsewhere.
TEST(Retention, EveryCitizenshipHasItsRights) {
  World4 world;
  world.rules.rights_of = Grid<double, StateId, PlaceId>(world.simulation->world().states(),
                                                         world.simulation->world().place_ids());
  world.rules.rights_of(kFromB, kA) = 0.3;
  EXPECT_EQ(world.rates()(kFromB, kA), 0);
  EXPECT_NEAR(world.rates()(kOfC, kA), 0.0145960311115695, 1e-12);
}

TEST(Retention, NobodyLeavesWhereRightsAreEqualOrHaveNoWeight) {
  World4 equal;
  equal.rules.rights.setConstant(0.3);
  for (const double rate : equal.rates()) EXPECT_EQ(rate, 0);
  World4 without("chi=0\n");
  without.let_work(kC, kFromA, 7);
  for (const double rate : without.rates()) EXPECT_EQ(rate, 0);
  EXPECT_EQ(without.module->kept_by_rights(without.scene(), without.rates(), kC), 0);
}

/// 7 agents of A and 5 of C itself in C: 3*0.01*exp(0.06)*7 fewer agents a year.
TEST(Retention, RightsKeepForeignWorkers) {
  World4 world;
  world.let_work(kC, kFromA, 7);
  world.let_work(kC, kOfC, 5);
  const double kept = world.module->kept_by_rights(world.scene(), world.rates(), kC);
  EXPECT_NEAR(kept, world.simulation->world().persons_per_agent * 0.222985674774525, 1e-9);
  world.let_work(kD, kFromA, 7);
  EXPECT_EQ(world.module->kept_by_rights(world.scene(), world.rates(), kD), 0);
  // The better rights are elsewhere, the more one's own keep.
  world.rules.rights[kD] = 0.8;
  EXPECT_GT(world.module->kept_by_rights(world.scene(), world.rates(), kC), 1.3 * kept);
}

TEST(Retention, OfTheWantedAloneAndOfTheTicksRates) {
  const auto simulation = after_a_year("leave=1\nmost=5\n");
  const auto* module = simulation->modules().find<Retention>();
  const Scene scene = simulation->scene();
  const double rate = module->bound(scene, kA, kFromB, Status::kRegular);
  EXPECT_GT(rate, 0);
  EXPECT_EQ(module->bound(scene, kA, kFromB, Status::kSponsored), rate);
  EXPECT_EQ(module->bound(scene, kA, kFromB, Status::kIrregular), 0);
  EXPECT_EQ(module->bound(scene, kA, kFromA, Status::kRegular), 0);
}

TEST(Retention, WhomItStrikesChoosesAgain) {
  const auto simulation = after_a_year("");
  const auto* module = simulation->modules().find<Retention>();
  Person person{};
  person.citizenship = kFromB.bits();
  person.set_place(kA);
  person.set_status(Status::kRegular);
  const Scene scene = simulation->scene();
  EXPECT_EQ(module->rate(scene, person), module->bound(scene, kA, kFromB, Status::kRegular));
  std::vector<CorridorEvent> events;
  Step step(person, events);
  Draws draws = TickStream(scene, module->stream()).of(1);
  module->happen(scene, person, draws, step);
  EXPECT_EQ(step.fate(), Fate::kChoose);
}

/// Eight chose, two of them went; kin who were called are not counted.
TEST(Retention, ShareThatGoesByHand) {
  const auto simulation = after_a_year("");
  Ledger ledger = simulation->scene().ledger;
  ledger.last_year.clear();
  EXPECT_EQ(share_that_goes(simulation->scene().with(ledger), kOfC), 0);
  const ChannelId labour = simulation->modules().channel("labour");
  const ChannelId family = simulation->modules().channel("family");
  ledger.last_year.planned(kC, kD, Skill::kLow) = 5;
  ledger.last_year.planned(kPort, kD, Skill::kHigh) = 1;
  ledger.last_year.unplanned[kPort] = 2;
  ledger.last_year.departures(kC, kD, labour) = 2;
  ledger.last_year.departures(kC, kD, family) = 5;
  EXPECT_EQ(share_that_goes(simulation->scene().with(ledger), kOfC), 0.25);
}

TEST(Retention, IsThereOnce) {
  EXPECT_THROW(after_a_year("[modules.second]\ntype='retention'\n"), InputError);
}

}  // namespace
}  // namespace sojourn::models
