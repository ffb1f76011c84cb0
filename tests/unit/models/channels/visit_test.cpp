#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds/offers_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr PlaceId kA(0), kB(1);
constexpr StateId kOfA(0), kOfB(1);
using testing::kFromA;

/// A is 1111.95 km from B: moving costs 3000 - 2850*exp(-1111.95/3000) = 1032.69. Migrants in B
/// have rights of 0.4. No corridor leads there.
const std::string kWorld =
    "[run]\nstart='2020-01'\nticks=36\nseed=4\n"
    "[[country]]\nid='A'\npopulation=200000\ngdp_per_capita=5000\nbirth_rate=0\n"
    "life_expectancy=95\n"
    "[[country]]\nid='B'\npopulation=100000\ngdp_per_capita=20000\nbirth_rate=0\n"
    "life_expectancy=95\nrights=0.4\nlongitude=10\n";
const std::string kFree =
    "[[visa]]\ncitizenship='A'\ndestination='B'\nrequirement='free'\ndays=60\n";

struct Row : testing::OffersInB {
  explicit Row(const std::string& more) : OffersInB(kWorld + more) {}
};

TEST(Visit, IsOnOfferToThoseWhoNeedNoVisa) {
  EXPECT_TRUE(std::isinf(Row("").cost("visit")));
  EXPECT_NEAR(Row(kFree).cost("visit"), 1032.69, 0.01);
  const Row back(kFree);
  const Viewpoint other{kOfB, kB, Skill::kMedium, false};
  const PayoffRow row = evaluate(back.simulation->scene(), back.simulation->modules(), other);
  EXPECT_TRUE(std::isinf(row.cost(back.id("visit"), kA)));
}

TEST(Visit, IsNotOnOfferWhereOneMaySettle) {
  const Row row(kFree + "[areas.both]\nmembers=['A','B']\n");
  EXPECT_TRUE(std::isinf(row.cost("visit")));
  EXPECT_TRUE(std::isfinite(row.cost("free_movement")));
}

/// Beside a work visa, which costs as much to move with: without papers B pays 1 - 0.4*(1 - 0.4) =
/// 0.76 of the wage, ln 0.76 = -0.274437; the chance is 0.1 + 0.9*0.2 = 0.28 (recognition in peace
/// 0.1, tolerance 0.2), 0.6*ln 0.28 = -0.763779.
TEST(Visit, IsWorthALifeWithoutPapersByHand) {
  const Row row(kFree);
  EXPECT_NEAR(row.utility("visit") - row.utility("labour"), -0.274437 - 0.763779, 1e-6);
}

/// Where openness tells of that life, B at 0.25 leaves 0.9*0.2*0.25 beside the 0.1 of recognition:
/// a chance of 0.145 beside the 0.28 of a B that is wholly open.
TEST(Visit, IsWorthLessWhereFewForeignersLive) {
  const std::string told = kFree + "[modules.visit]\nreception = 1\n[countries.B]\nopenness = ";
  const Row closed(told + "0.25\n"), open(told + "1\n");
  EXPECT_NEAR(closed.utility("visit") - open.utility("visit"), 0.6 * std::log(0.145 / 0.28), 1e-6);
}

/// Whoever need not ask is not helped by what eases asking.
TEST(Visit, IsNotEasedByVisaFacilitation) {
  const Row before(kFree);
  Rules rules = before.simulation->scene().rules;
  rules.visa(kOfA, kB) = 0.5;
  const Scene scene = before.simulation->scene().with(rules);
  const PayoffRow after = evaluate(scene, before.simulation->modules(), kFromA);
  EXPECT_EQ(after.utility(before.id("visit"), kB), before.utility("visit"));
}

Person visitor(const Simulation& simulation, const char* channel = "visit") {
  Person person{};
  person.citizenship = kOfA.bits();
  person.channel = simulation.modules().channel(channel).bits();
  person.set_place(kB);
  person.set_status(Status::kTemporary);
  person.set_changed_at(0);
  return person;
}

/// 60 days are 60/365 = 0.164 years, 90 are 0.247: two months (0.167) and three (0.25).
TEST(Visit, IsOverstayedOnceThePermittedDaysAreOver) {
  for (const auto& [world, months] : {std::pair{kWorld + kFree, 2}, {kWorld, 3}}) {
    const auto simulation = testing::simulate(world);
    simulation->tick();
    const auto& overstay = testing::module_called(simulation->modules().of<Hazard>(), "overstay");
    const auto rate = [&](const Person& person, int month) {
      return overstay.rate(testing::at_tick(simulation->scene(), month), person);
    };
    const Person person = visitor(*simulation);
    EXPECT_EQ(rate(person, months - 1), 0);
    EXPECT_EQ(rate(person, months), 12);
    EXPECT_EQ(rate(person, 30), 12);
    EXPECT_EQ(rate(visitor(*simulation, "contract"), 30), 0);
    const Scene scene = simulation->scene();
    EXPECT_EQ(overstay.bound(scene, kB, kOfA, Status::kTemporary), 12);
    EXPECT_EQ(overstay.bound(scene, kB, kOfB, Status::kTemporary), 0);
    EXPECT_EQ(overstay.bound(scene, kB, kOfA, Status::kIrregular), 0);
  }
}

/// By days the permitted ones count exactly: 60 days after arrival the visit is over.
TEST(Visit, IsOverToTheDay) {
  const auto simulation = testing::simulate("[run]\nstart='2020-01-01'\ntick='day'\nticks=100\n" +
                                            kWorld.substr(kWorld.find("[[country]]")) + kFree);
  simulation->tick();
  const auto& overstay = testing::module_called(simulation->modules().of<Hazard>(), "overstay");
  const auto rate = [&](int day) {
    return overstay.rate(testing::at_tick(simulation->scene(), day), visitor(*simulation));
  };
  EXPECT_EQ(rate(59), 0);
  EXPECT_EQ(rate(60), 12);
}

/// Who may settle by right needs no leave to stay.
TEST(Visit, ThatARightFollowsIsNotOverstayed) {
  const auto simulation = testing::simulate(kWorld + "[areas.both]\nmembers=['A','B']\n");
  simulation->tick();
  for (const char* name : {"overstay", "contract_end", "absconding"}) {
    const auto& hazard = testing::module_called(simulation->modules().of<Hazard>(), name);
    EXPECT_EQ(hazard.bound(simulation->scene(), kB, kOfA, Status::kTemporary), 0) << name;
  }
}

/// The table's row with the latest date that has come holds: 30 days from March on.
TEST(Visit, MayLastAsTheTableSays) {
  const auto simulation = testing::simulate(
      kWorld + kFree +
      "[[visa]]\ncitizenship='A'\ndestination='B'\nfrom='2020-03-01'\nrequirement='free'\n"
      "days=30\n");
  simulation->tick();
  const auto& overstay = testing::module_called(simulation->modules().of<Hazard>(), "overstay");
  Person person = visitor(*simulation);
  EXPECT_EQ(overstay.rate(testing::at_tick(simulation->scene(), 1), person), 0);
  person.set_changed_at(2);
  EXPECT_EQ(overstay.rate(testing::at_tick(simulation->scene(), 2), person), 0);
  EXPECT_EQ(overstay.rate(testing::at_tick(simulation->scene(), 3), person), 12);
}

/// Everyone is driven out of A in the first month and has one way: to come to B openly.
std::string flight(const std::string& more) {
  return kWorld + kFree + testing::without({"study", "labour", "kin_calls", "savings"}) +
         testing::without(testing::all_but(testing::kHazards, "overstay")) +
         "[modules.intention]\nh0=0\n"
         "[modules.flood]\ntype='disaster'\ntarget=['A']\nmagnitude=12.0\nduration=1\n" +
         more;
}

double in_b(const Simulation& simulation, Status status) {
  return static_cast<double>(simulation.ledger().stock(kB, kOfA, status));
}

/// Binomials, refused beyond 4.5 standard deviations (level 7e-6 each): 1 - exp(-12/12) = 0.632121
/// of 200,000 leave; after the 60 days (two months) 1 - exp(-6/12) = 0.393469 of those who are left
/// stay on each month; of these 0.1 ask for protection.
TEST(Visit, LeadsToOverstaysAndClaims) {
  const auto simulation = testing::simulate(flight("[modules.overstay]\nrate=6\n"));
  simulation->tick();
  const double n = in_b(*simulation, Status::kTemporary);
  EXPECT_LT(std::abs(testing::deviation(n, 200000, 0.632121)), testing::kFar);
  const ChannelId visit = simulation->modules().channel("visit");
  EXPECT_EQ(static_cast<double>(simulation->ledger().tick.arrivals(kOfA, kB, visit)), n);
  simulation->tick();
  EXPECT_EQ(in_b(*simulation, Status::kTemporary), n);
  simulation->tick();
  const double irregular = in_b(*simulation, Status::kIrregular);
  const double applicants = in_b(*simulation, Status::kAsylumApplicant);
  EXPECT_EQ(in_b(*simulation, Status::kTemporary) + irregular + applicants, n);
  EXPECT_LT(std::abs(testing::deviation(irregular + applicants, n, 0.393469)), testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(applicants, irregular + applicants, 0.1)), testing::kFar);
}

/// Recognition gives the share of claims: broken twin of the test above.
TEST(Visit, ClaimsFollowRecognition) {
  const auto simulation =
      testing::simulate(flight("[modules.overstay]\nrate=365\n[modules.recognition]\nfloor=0.6\n"));
  testing::run(*simulation, 3);
  const double irregular = in_b(*simulation, Status::kIrregular);
  const double applicants = in_b(*simulation, Status::kAsylumApplicant);
  EXPECT_EQ(in_b(*simulation, Status::kTemporary), 0);
  EXPECT_LT(std::abs(testing::deviation(applicants, irregular + applicants, 0.6)), testing::kFar);
  EXPECT_GT(std::abs(testing::deviation(applicants, irregular + applicants, 0.1)), testing::kFar);
}

/// From March on a policy lets citizens of A in; in July it ends.
TEST(Visit, APolicyOpensTheDoor) {
  const auto simulation = testing::simulate(
      kWorld +
      "[modules.welcome]\ntype='policy'\nin=['B']\nof=['A']\nvisa='free'\nfrom='2020-03-01'\n"
      "until='2020-07-01'\n");
  for (int month = 0; month < 8; ++month) {
    simulation->tick();
    const PayoffRow row = evaluate(simulation->scene(), simulation->modules(), kFromA);
    const ChannelId visit = simulation->modules().channel("visit");
    EXPECT_EQ(std::isfinite(row.cost(visit, kB)), month >= 2 && month < 6) << month;
  }
}

/// A table acts from the first day of a month on; what it said before the run holds at its start.
TEST(Visit, ATableHasNoDateWithinAMonth) {
  const auto table = [](const std::string& date) {
    return kWorld + "[[visa]]\ncitizenship='A'\ndestination='B'\nrequirement='free'\nfrom='" +
           date + "'\n";
  };
  try {
    testing::simulate(table("2020-08-25"));
    ADD_FAILURE() << "no fault";
  } catch (const InputError& error) {
    const std::string fault = error.what();
    EXPECT_EQ(fault.find("test.toml:"), 0U) << fault;
    EXPECT_NE(fault.find("visa.from: expected the first of a month"), std::string::npos) << fault;
    EXPECT_NE(fault.find("2020-08-25"), std::string::npos) << fault;
  }
  const auto simulation = testing::simulate(table("2012-08-25"));
  simulation->tick();
  EXPECT_EQ(simulation->scene().rules.entry(kOfA, kB), Entry::kFree);
  EXPECT_NO_THROW(testing::simulate(table("2020-08")));
}

/// The door that a first row opens a second one shuts before anyone has come.
TEST(Visit, WithoutAVisaFreeCountryNobodyComes) {
  const std::string closed =
      kFree +
      "[[visa]]\ncitizenship='A'\ndestination='B'\nfrom='2020-01'\nrequirement='required'\n";
  const auto simulation = testing::simulate(
      kWorld + testing::without({"study", "labour", "kin_calls", "savings"}) +
      "[modules.flood]\ntype='disaster'\ntarget=['A']\nmagnitude=12.0\nduration=1\n" + closed);
  testing::run(*simulation, 4);
  EXPECT_EQ(simulation->ledger().foreigners(kB, Status::kTemporary), 0);
}

}  // namespace
}  // namespace sojourn::models
