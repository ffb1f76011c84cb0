#include <gtest/gtest.h>

#include <cmath>

#include "models/contracts/contract_channel.hpp"
#include "models/movement/migrant_ages.hpp"
#include "tests/worlds/offers_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr PlaceId kA(0), kB(1);
constexpr StateId kOfA(0), kOfB(1);
using testing::kFromA;

/// A is 1111.95 km from B: moving costs 3000 - 2850*exp(-1111.95/3000) = 1032.69. Migrants in B
/// have rights of 0.2, so work without papers pays 1 - 0.4*0.8 = 0.68 of the wage there.
const std::string kWorld =
    "[run]\nstart='2020-01'\nticks=60\nseed=4\n"
    "[[country]]\nid='A'\npopulation=1_000_000\ngdp_per_capita=5000\nbirth_rate=0\n"
    "life_expectancy=95\n"
    "[[country]]\nid='B'\npopulation=100_000\ngdp_per_capita=20000\nbirth_rate=0\n"
    "life_expectancy=95\nrights=0.2\nlongitude=10\n";
/// Income and demand of 1.25: shortage 0.25/1.25 = 0.2, wage 25000*(1 + 0.5*0.2) = 27500.
const std::string kBoom = "[modules.oil]\ntype='boom'\ntarget=['B']\nmagnitude=0.25\n";
const std::string kPlaces = "[modules.contract]\nquota=0.05\n";

struct Row : testing::OffersInB {
  explicit Row(const std::string& more) : OffersInB(kWorld + more) {}
};

TEST(Contract, IsOnOfferWhereThereArePlacesAndLabourIsShort) {
  EXPECT_TRUE(std::isinf(Row("").cost("contract")));
  EXPECT_TRUE(std::isinf(Row(kBoom).cost("contract")));
  EXPECT_TRUE(std::isinf(Row(kPlaces).cost("contract")));
  EXPECT_TRUE(std::isfinite(Row(kPlaces + kBoom).cost("contract")));
}

/// 0.05 of 100,000 people at a shortage of 0.2: 1000 a year. Alike for all schooling, or 0 : 1 : 2
/// of 3 for selectivity 0 the other way round: 1, 1/2 and 0 of 3/2.
TEST(Contract, PlacesFollowTheShortageByHand) {
  const auto places = [](const std::string& more, Skill skill) {
    const Row row(kPlaces + more + kBoom);
    const double people =
        row.simulation->scene().persons(row.simulation->scene().ledger.summary.population[kB]);
    return row.simulation->scene().rules.quota(row.id("contract"), kB, skill) * 1e5 / people;
  };
  for (const Skill skill : kAllSkills) EXPECT_NEAR(places("", skill), 1000.0 / 3, 1e-6);
  EXPECT_NEAR(places("selectivity=0\n", Skill::kLow), 2000.0 / 3, 1e-6);
  EXPECT_NEAR(places("selectivity=0\n", Skill::kMedium), 1000.0 / 3, 1e-6);
  EXPECT_EQ(places("selectivity=0\n", Skill::kHigh), 0);
}

/// Half of the fee of 1500 can be borrowed: 1032.69 + 750 must be paid, or with no credit all of
/// it.
TEST(Contract, WhatCannotBeBorrowedMustBePaid) {
  EXPECT_NEAR(Row(kPlaces + kBoom).cost("contract"), 1782.69, 0.01);
  EXPECT_NEAR(Row(kPlaces + "debt=0\n" + kBoom).cost("contract"), 2532.69, 0.01);
  EXPECT_NEAR(Row(kPlaces + "debt=1\n" + kBoom).cost("contract"), 1032.69, 0.01);
}

/// A policy says what is asked: nothing, or 400, half of which can be borrowed.
TEST(Contract, AFeeByLawIsInThePlaceOfItsOwn) {
  const auto law = [](const std::string& fee) {
    return kPlaces + kBoom + "[modules.law]\ntype='policy'\nin=['B']\nrecruitment_fee=" + fee +
           "\n";
  };
  EXPECT_NEAR(Row(law("0")).cost("contract"), 1032.69, 0.01);
  EXPECT_NEAR(Row(law("400")).cost("contract"), 1232.69, 0.01);
  const Row free(law("0"));
  EXPECT_NEAR(free.utility("contract") - free.utility("labour"), -0.510826, 1e-6);
}

/// Two offers a year for each of 1000 places, to 1.1 million people; 9 of 16 classes of savings,
/// 2000*sqrt(u/(1 - u)), can pay 1782.69, and 16500/(16500 + 5000) = 0.767442 of these accept.
TEST(Contract, RecruitersReachPeopleByHand) {
  const auto reached = [](const std::string& more) {
    const auto simulation = testing::simulate(kWorld + more);
    simulation->tick();
    const Scene scene = simulation->scene();
    auto& recruiters = testing::module_called(scene.modules.of<Departure>(), "recruiters");
    recruiters.prepare(scene);
    MigrantAges ages(scene.world);
    ages.bind(scene.modules);
    const Cohort cohort{kA, 1995, 25, Sex::kMale, Skill::kLow};
    return recruiters.rate(scene, cohort) / ages.relative(cohort, 1);
  };
  const std::string offers = "[modules.recruiters]\noffers=2\n";
  EXPECT_NEAR(reached(kPlaces + kBoom + offers), 2 * 1000 / 1.1e6 * 9 / 16 * 0.767442, 4e-6);
  EXPECT_EQ(reached(kPlaces + kBoom + "[modules.recruiters]\noffers=0\n"), 0);
  EXPECT_EQ(reached(kPlaces + offers), 0);  // labour is not short
}

/// Nobody would think of going but for the offers.
TEST(Contract, OffersMakePeopleGo) {
  const auto came = [](const std::string& offers) {
    const auto simulation =
        testing::simulate(kWorld + kPlaces + kBoom + offers + "[modules.intention]\nh0=0\n" +
                          testing::without({"kin_calls"}));
    testing::run(*simulation, 12);
    return simulation->ledger().stock(kB, kOfA, Status::kTemporary);
  };
  EXPECT_EQ(came("[modules.recruiters]\noffers=0\n"), 0);
  EXPECT_GT(came("[modules.recruiters]\noffers=2\n"), 500);
}

/// Beside a work visa. The tied get 1 - 0.5*(1 - 0.2) = 0.6 of the wage: ln 0.6 = -0.510826. The
/// debt is 750/(27500*0.6) = 0.045455 of a year's pay in B, what is paid 750/5000 = 0.15 of one in
/// A.
TEST(Contract, IsWorthByHand) {
  const Row row(kPlaces + kBoom);
  EXPECT_NEAR(row.utility("contract") - row.utility("labour"), -0.510826 - 0.045455 - 0.15, 1e-6);
  const Row free(kPlaces + "tied=0\n" + kBoom);
  EXPECT_NEAR(free.utility("contract") - free.utility("labour"), -750.0 / 27500 - 0.15, 1e-6);
  const Row light(kPlaces + kBoom + "[modules.contract_pay]\nb_debt=0\n");
  EXPECT_NEAR(light.utility("contract") - light.utility("labour"), -0.510826 - 0.15, 1e-6);
}

/// What rules say of one citizenship goes before the settings.
class Ruling final : public Enact {
 public:
  Ruling(Settings&, const World&) {}
  void enact(const Scene& scene, Rules& rules) const override {
    rules.fees = Grid<double, ChannelId, StateId, PlaceId>(
        scene.modules.channel_ids(), scene.world.states(), scene.world.place_ids());
    rules.fees(scene.modules.channel("contract"), kOfA, kB) = 400;
    rules.contracts = Grid<sojourn::ContractTerms, StateId, PlaceId>(scene.world.states(),
                                                                     scene.world.place_ids());
    rules.contracts(kOfA, kB) = {1, 0.5, false};
  }
};

Catalog with_ruling() {
  Catalog catalog = standard_catalog();
  catalog.add<Ruling>("ruling", "fees and terms by law");
  return catalog;
}

Person worker(const Simulation& simulation, const char* channel = "contract") {
  Person person{};
  person.citizenship = kOfA.bits();
  person.channel = simulation.modules().channel(channel).bits();
  person.set_place(kB);
  person.set_status(Status::kTemporary);
  person.set_changed_at(0);
  return person;
}

TEST(Contract, RulesGoBeforeSettings) {
  Simulation simulation(testing::scenario(kWorld + kPlaces + kBoom), with_ruling(), 1);
  simulation.tick();
  const Scene scene = simulation.scene();
  const ChannelId contract = simulation.modules().channel("contract");
  const PayoffRow row = evaluate(scene, simulation.modules(), kFromA);
  // 400 more than 1500, half of it on credit.
  EXPECT_NEAR(row.cost(contract, kB), 1032.69 + 950, 0.01);
  const auto& channel = dynamic_cast<const ContractChannel&>(
      testing::module_called(simulation.modules().of<Channel>(), "contract"));
  EXPECT_EQ(channel.law().term(scene, kOfA, kB), 12);
  EXPECT_EQ(channel.law().pay(scene, kOfA, kB), 1);
  EXPECT_EQ(channel.law().renewal(scene, kOfA, kB), 1);  // 0.5*(1 + 4*0.25), no more than 1
  EXPECT_EQ(channel.law().borrowed(scene, contract, kOfA, kB), 950);
  EXPECT_NEAR(channel.law().pay(scene, kOfB, kA), 1 - 0.5 * (1 - scene.rules.rights[kA]), 1e-12);
}

/// A policy's fee and terms go before the settings; its places are there without
/// any shortage: 1032.69 + 400/2.
TEST(Contract, APolicySetsFeeTermsAndPlaces) {
  const Row row(
      "[modules.guests]\ntype='policy'\nin=['B']\nof=['A']\nrecruitment_fee=400\n"
      "permit_years=3\nrenewal=0.25\ntied='no'\nquota=120\nquota_channel='contract'\n");
  EXPECT_NEAR(row.cost("contract"), 1032.69 + 200, 0.01);
  const Scene scene = row.simulation->scene();
  const auto& channel = dynamic_cast<const ContractChannel&>(
      testing::module_called(row.simulation->modules().of<Channel>(), "contract"));
  EXPECT_EQ(channel.law().term(scene, kOfA, kB), 36);
  EXPECT_NEAR(channel.law().renewal(scene, kOfA, kB), 0.25, 1e-12);
  EXPECT_EQ(channel.law().pay(scene, kOfA, kB), 1);
}

/// 120 places a year that are kept for A: ten a month.
TEST(Contract, KeptPlacesAreFilled) {
  const auto simulation =
      testing::simulate(kWorld +
                        "[modules.guests]\ntype='policy'\nin=['B']\nof=['A']\nquota=120\n"
                        "quota_channel='contract'\n[modules.intention]\nh0=0.01\n" +
                        testing::without({"labour", "study", "kin_calls"}) +
                        testing::without(testing::all_but(testing::kHazards, "contract_end")));
  testing::run(*simulation, 12);
  EXPECT_NEAR(static_cast<double>(simulation->ledger().stock(kB, kOfA, Status::kTemporary)), 120,
              1);
}

/// 0.3*0.8*(0.68/0.6 - 1) = 0.032 a year at rights 0.2; 0.3*0.4*(0.84/0.8 - 1) = 0.006 at 0.6. Who
/// may change employer has no cause.
TEST(Contract, TheTiedAbscondByHand) {
  const auto simulation = testing::simulate(kWorld);
  simulation->tick();
  const auto& absconding = testing::module_called(simulation->modules().of<Hazard>(), "absconding");
  Rules rules = simulation->scene().rules;
  const auto rate = [&](double rights, const Person& person) {
    rules.rights[kB] = rights;
    return absconding.rate(simulation->scene().with(rules), person);
  };
  const Person person = worker(*simulation);
  EXPECT_NEAR(rate(0.2, person), 0.032, 1e-12);
  EXPECT_NEAR(rate(0.6, person), 0.006, 1e-12);
  EXPECT_EQ(rate(1, person), 0);
  EXPECT_EQ(rate(0.2, worker(*simulation, "visit")), 0);
  EXPECT_NEAR(rate(0.2, worker(*simulation, "labour")), 0.032, 1e-12);  // by a programme
  EXPECT_NEAR(absconding.bound(simulation->scene(), kB, kOfA, Status::kTemporary), 0.032, 1e-12);
  EXPECT_EQ(absconding.bound(simulation->scene(), kB, kOfA, Status::kRegular), 0);
}

TEST(Contract, WhoMayChangeEmployerDoesNotAbscond) {
  const auto simulation = testing::simulate(kWorld + "[modules.contract]\ntied=0\n");
  simulation->tick();
  const auto& absconding = testing::module_called(simulation->modules().of<Hazard>(), "absconding");
  EXPECT_EQ(absconding.rate(simulation->scene(), worker(*simulation)), 0);
}

/// A permit of two years falls due after 24 and 48 months, by 40 a tick: for all.
TEST(Contract, FallsDueOnItsDay) {
  const auto simulation = testing::simulate(kWorld);
  simulation->tick();
  const auto& end = testing::module_called(simulation->modules().of<Hazard>(), "contract_end");
  const auto rate = [&](int month, const char* channel) {
    return end.rate(testing::at_tick(simulation->scene(), month), worker(*simulation, channel));
  };
  for (const int month : {0, 1, 12, 23, 25, 47, 49}) EXPECT_EQ(rate(month, "contract"), 0);
  for (const int month : {24, 48}) EXPECT_NEAR(rate(month, "contract"), 480, 1e-9);
  EXPECT_EQ(rate(24, "visit"), 0);
  EXPECT_EQ(end.bound(simulation->scene(), kB, kOfB, Status::kTemporary), 0);
  EXPECT_EQ(end.bound(simulation->scene(), kB, kOfA, Status::kRegular), 0);
}

/// Renewals: 0.8 as usual; 0.8*(1 - 4*0.1) = 0.48 where demand falls by a tenth; none from a
/// quarter on; 0.8*(1 + 4*0.02) = 0.864 where it rises by a fiftieth.
TEST(Contract, RenewalsFallFirstByHand) {
  const auto simulation = testing::simulate(kWorld);
  simulation->tick();
  const auto& channel = dynamic_cast<const ContractChannel&>(
      testing::module_called(simulation->modules().of<Channel>(), "contract"));
  Conditions conditions = simulation->scene().conditions;
  for (const auto& [demand, renewed] :
       {std::pair{1.0, 0.8}, {0.9, 0.48}, {0.75, 0.0}, {0.5, 0.0}, {1.02, 0.864}, {2.0, 1.0}}) {
    conditions.labour_demand[kB] = demand;
    EXPECT_NEAR(channel.law().renewal(simulation->scene().with(conditions), kOfA, kB), renewed,
                1e-12)
        << demand;
  }
}

constexpr int kPeople = 60000;

/// 60,000 citizens of A in B whose permits fall due every month, and as many who may stay.
std::string workers(const std::string& more) {
  const auto stock = [](const std::string& status) {
    return "[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='" + status +
           "'\npersons=" + std::to_string(kPeople) + "\n";
  };
  return "[run]\nstart='2020-01'\nticks=60\nseed=4\n"
         "[[country]]\nid='A'\npopulation=1_000_000\ngdp_per_capita=5000\n"
         "[[country]]\nid='B'\npopulation=200_000\ngdp_per_capita=20000\nrights=0.2\n"
         "longitude=10\n" +
         stock("temporary") + stock("regular") +
         testing::without(testing::all_but(testing::kHazards, "contract_end")) +
         "[modules.intention]\nh0=0\n[modules.kin_calls]\nenabled=false\n" + more;
}

/// Those whose permit falls due on the first tick.
double due(const Simulation& simulation) {
  double n = 0;
  for (const Shard& shard : simulation.population().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      const bool temporary = simulation.ledger().keys.status(bucket.key) == Status::kTemporary;
      for (const Person& person : bucket.people) n += temporary && person.changed_at() < 0 ? 1 : 0;
    }
  }
  return n;
}

/// A recession of a tenth: 0.48 of the permits that fall due are renewed. Of those who lose theirs
/// 0.2*0.68*w/(0.68*w + h) stay on, w = 18000 and h = 5000 (b_wage 1): 0.2*12240/17240 = 0.141995.
/// Who may stay is not touched. Binomials, refused beyond 4.5 standard deviations (level 7e-6).
TEST(Contract, NonRenewalComesFirstInARecession) {
  const std::string monthly = "[modules.contract]\nterm=0.08\n";
  const auto simulation = testing::simulate(
      workers(monthly + "[modules.slump]\ntype='recession'\ntarget=['B']\nmagnitude=0.1\n"));
  const double n = due(*simulation);
  EXPECT_GT(n, 0.98 * kPeople);
  simulation->tick();
  const auto stock = [&](PlaceId place, Status status) {
    return static_cast<double>(simulation->ledger().stock(place, kOfA, status));
  };
  const double ended = kPeople - stock(kB, Status::kTemporary);
  const double stayed = stock(kB, Status::kIrregular);
  EXPECT_LT(std::abs(testing::deviation(ended, n, 0.52)), testing::kFar);
  EXPECT_GT(std::abs(testing::deviation(ended, n, 0.2)), testing::kFar);  // as in usual times
  EXPECT_LT(std::abs(testing::deviation(stayed, ended, 0.141995)), testing::kFar);
  EXPECT_EQ(stock(kA, Status::kReturned), ended - stayed);
  EXPECT_EQ(stock(kB, Status::kRegular), kPeople);
  const ChannelId back = simulation->modules().channel("return");
  EXPECT_EQ(static_cast<double>(simulation->ledger().tick.arrivals(kOfA, kA, back)),
            ended - stayed);
}

/// A renewal leaves no trace: time abroad runs on.
TEST(Contract, ARenewalIsNoChange) {
  const auto simulation = testing::simulate(workers("[modules.contract]\nterm=0.08\nrenewal=1\n"));
  const double n = due(*simulation);
  testing::run(*simulation, 6);
  EXPECT_EQ(due(*simulation), n);
  EXPECT_EQ(simulation->ledger().stock(kB, kOfA, Status::kTemporary), kPeople);
}

/// Quotas fill and are not exceeded: 1/12 of a year's places open each month.
TEST(Contract, PlacesAreFilledAndNoMore) {
  const auto simulation =
      testing::simulate(kWorld + kPlaces + kBoom + "[modules.intention]\nh0=0.01\n" +
                        testing::without({"labour", "study", "kin_calls"}) +
                        testing::without(testing::all_but(testing::kHazards, "contract_end")));
  double opened = 0;
  for (int month = 0; month < 12; ++month) {
    simulation->tick();
    const ChannelId contract = simulation->modules().channel("contract");
    for (const Skill skill : kAllSkills) {
      opened += simulation->scene().rules.quota(contract, kB, skill) / 12;
    }
  }
  const auto came = static_cast<double>(simulation->ledger().stock(kB, kOfA, Status::kTemporary));
  EXPECT_GT(opened, 500);
  EXPECT_NEAR(came, opened, 3);  // a part of an agent for each schooling
}

/// Who is there for a term is no network by default; with weight 1 as much as anyone.
TEST(Contract, IsNoNetworkUnlessToldSo) {
  const auto network = [](const std::string& more) {
    const auto simulation = testing::simulate(workers(more));
    simulation->tick();
    const PayoffRow row = evaluate(simulation->scene(), simulation->modules(), kFromA);
    return row.utility(simulation->modules().channel("labour"), kB);
  };
  const std::string alone = testing::without(testing::all_but(testing::kPayoffs, "network"));
  const std::string long_terms = "[modules.contract]\nrenewal=1\n";
  // 60,000 of a million in units of 1e-5: 0.6*ln(1 + 6000) = 5.219781; 120,000: 0.6*ln(12001).
  EXPECT_NEAR(network(alone + long_terms), 0.6 * std::log(6001), 2e-3);
  EXPECT_NEAR(network(alone + long_terms + "[modules.network]\ntemporary=1\n"),
              0.6 * std::log(12001), 2e-3);
}

/// Who has come for a term since the tick began is neither among the settled nor taken off them.
TEST(Contract, TheNetworkIsThatOfTheTicksStart) {
  const auto simulation = testing::simulate(workers("[modules.contract]\nrenewal=1\n"));
  simulation->tick();
  const Scene scene = simulation->scene();
  Ledger later = simulation->ledger();
  later.stocks[later.keys.key(kB, kOfA, Status::kTemporary)] += 100000;
  const auto worth = [&](const Scene& seen) {
    return evaluate(seen, seen.modules, kFromA).utility(scene.modules.channel("labour"), kB);
  };
  EXPECT_EQ(worth(scene.with(later)), worth(scene));
}

/// Kin are not called by those who may not stay.
TEST(Contract, CallsNoKin) {
  const auto simulation = testing::simulate(kWorld + "[modules.intention]\nh0=0\n");
  simulation->tick();
  auto& calls = testing::module_called(simulation->modules().of<Departure>(), "kin_calls");
  const Cohort cohort{kA, 1995, 25, Sex::kMale, Skill::kLow};
  Ledger ledger = simulation->ledger();
  const auto rate = [&](Status status) {
    Ledger with = ledger;
    with.stocks[with.keys.key(kB, kOfA, status)] = 5000;
    const Scene scene = simulation->scene().with(with);
    calls.prepare(scene);
    return calls.rate(scene, cohort);
  };
  EXPECT_EQ(rate(Status::kTemporary), 0);
  EXPECT_GT(rate(Status::kRegular), 0);
}

/// A person under contract becomes no citizen, however long they have been there.
TEST(Contract, LeadsToNoCitizenship) {
  const auto simulation = testing::simulate(kWorld);
  simulation->tick();
  const auto& naturalisation =
      testing::module_called(simulation->modules().of<Hazard>(), "naturalisation");
  EXPECT_EQ(naturalisation.bound(simulation->scene(), kB, kOfA, Status::kTemporary), 0);
  EXPECT_GT(naturalisation.bound(simulation->scene(), kB, kOfA, Status::kRegular), 0);
}

}  // namespace
}  // namespace sojourn::models
