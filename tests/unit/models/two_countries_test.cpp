#include <gtest/gtest.h>

#include <cmath>

#include "models/demography/age_profile.hpp"
#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// scenarios/two_countries.toml by hand. 5 degrees of the equator are 555.97 km.
///
/// Costs. Work visa: K = 3000 - 2850*exp(-555.97/3000) = 3000 - 2850*0.830834 = 632.12.
/// Journey: 0.25*(1000 + 500 + 200*1.1 + 3000*0.1) = 0.25*2020 = 505; back: 0.25*1500 = 375.
///
/// Utilities of POOR -> RICH, with proximity 3*0.6*exp(-555.97/2000) = 1.363152:
///   work:    ln 4 + 1.363152 + ln 100000 + 0 - 632.12/5000             = 14.135947
///   asylum:  ln 4 + 1.363152 + ln 100000 + 0.6*ln 0.1 - 505/5000       = 12.779820
///   without: ln(4*0.76) + 1.363152 + ln 100000 + 0.6*ln 0.2 - 505/5000 = 12.921272
/// (0.76 = 1 - 0.4*(1 - 0.4): wages without papers at rights 0.4.) Their logsum is 14.577077.
/// RICH -> POOR: 13.760762, 11.669683 (chance 0.1*0.3), 12.533518; logsum 14.109059.
/// The mean over all people: (14.577077 + 0.1*14.109059)/1.1 = 14.534530.
///
/// Rates: 8e-5*exp(0.9*(14.577077 - 14.534530)) = 8.31228e-5 a year of mean age in POOR,
/// 8e-5*exp(0.9*(14.109059 - 14.534530)) = 5.45492e-5 in RICH.
constexpr double kLogsumPoor = 14.577077, kLogsumRich = 14.109059;
constexpr double kRatePoor = 8.31228e-5, kRateRich = 5.45492e-5;
/// A month's deaths (0.08%) move sizes a little.
constexpr double kDeaths = 2e-3;
constexpr PlaceId kPoor(0), kRich(1);

Viewpoint citizen(PlaceId home) {
  return {StateId(home.value), home, Skill::kMedium, false};
}

TEST(TwoCountries, UtilitiesAndRatesByHand) {
  const auto simulation = testing::simulate(testing::shipped("two_countries.toml"));
  simulation->tick();
  const Scene scene = simulation->scene();
  const PayoffRow row = evaluate(scene, simulation->modules(), citizen(kPoor));
  const auto of = [&](const char* channel) {
    return row.utility(simulation->modules().channel(channel).value, kRich.value);
  };
  EXPECT_NEAR(of("labour"), 14.135947, kDeaths);
  EXPECT_NEAR(of("asylum"), 12.779820, kDeaths);
  EXPECT_NEAR(of("irregular"), 12.921272, kDeaths);
  EXPECT_NEAR(ChoiceRow(row, nullptr).logsum(), kLogsumPoor, kDeaths);
  EXPECT_NEAR(ChoiceRow(evaluate(scene, simulation->modules(), citizen(kRich)), nullptr).logsum(),
              kLogsumRich, kDeaths);
  const auto& intention =
      testing::module_called(simulation->modules().of<Departure>(), "intention");
  const auto rate = [&](PlaceId home, int age) {
    return intention.rate(scene, {home, 2020 - age, age, Sex::kMale, Skill::kLow});
  };
  for (const int age : {5, 25, 60}) {
    EXPECT_NEAR(rate(kPoor, age) / rogers_castro(age), kRatePoor, kDeaths * kRatePoor);
    EXPECT_NEAR(rate(kRich, age) / rogers_castro(age), kRateRich, kDeaths * kRateRich);
  }
}

TEST(TwoCountries, IntendersOfTheFirstMonth) {
  // Both countries have the same ages; their mean of the age profile is 1.2099 (children count
  // little, people in their twenties much).
  const auto simulation = testing::simulate(testing::shipped("two_countries.toml"));
  double profile = 0;
  for (int age = 0; age <= CohortTable::kOldest; ++age) {
    for (const Sex sex : {Sex::kFemale, Sex::kMale}) {
      for (const Skill skill : {Skill::kLow, Skill::kMedium, Skill::kHigh}) {
        profile += rogers_castro(std::min(age, 99)) *
                   simulation->modules().of<Demography>().front()->initial_share(
                       simulation->world(), {kPoor, 2020 - age, age, sex, skill});
      }
    }
  }
  EXPECT_NEAR(profile, 1.2099, 1e-4);
  // (1,000,000*8.31228e-5 + 100,000*5.45492e-5)*1.2099/12 = 88.578*1.2099/12 = 8.931 in January.
  constexpr double kExpected = 8.931;
  constexpr int kRuns = 300;
  double intenders = 0;
  for (int seed = 1; seed <= kRuns; ++seed) {
    const auto run = testing::simulate(testing::shipped(
        "two_countries.toml", {"run.seed=" + std::to_string(seed), "run.ticks=1"}));
    run->tick();
    intenders += static_cast<double>(run->counts().intenders);
  }
  // Poisson with mean 2,679, refused beyond 4.5 standard deviations (level 7e-6).
  EXPECT_NEAR(intenders, kRuns * kExpected, testing::kFar * std::sqrt(kRuns * kExpected));
}

TEST(TwoCountries, WhereTheyAreAfterTwoYears) {
  // Of the poor, by savings 2000*(1/1.3, 1, 1.3), odds (savings/cost)^2:
  //   can pay 505:    0.902732  0.940065  0.963646     people: 0.306, 0.544, 0.150
  //   can pay 632.12: 0.855562  0.909178  0.944190
  // Their means: 0.932178 and 0.898024. Who can pay for all takes a visa with
  // exp(14.135947 - 14.577077) = 0.643309, else walks; who can pay 505 only walks. Visas per
  // intender: 0.643309*0.898024 = 0.577707, so 0.577707/0.932178 = 0.619738 of those who leave
  // (places are plenty: 400 a year).
  // On foot: asylum to "without" as exp(12.779820 - 12.921272), so a share of 0.464696.
  // At the border one in ten is stopped, a fifth of those detained.
  double visa = 0, asylum = 0, without = 0, stranded = 0, detained = 0;
  for (int seed = 1; seed <= 40; ++seed) {
    const auto run = testing::simulate(
        testing::shipped("two_countries.toml", {"run.seed=" + std::to_string(seed)}));
    testing::run(*run, 24);
    const auto in = [&](PlaceId place, Status status) {
      return static_cast<double>(run->ledger().stock(place, StateId(0), status));
    };
    visa += in(kRich, Status::kRegular);
    asylum += in(kRich, Status::kAsylumApplicant);
    without += in(kRich, Status::kIrregular);
    stranded += in(kPoor, Status::kStranded);
    detained += in(kPoor, Status::kDetained);
    EXPECT_EQ(in(kRich, Status::kReturned) + in(kRich, Status::kFreeMover), 0);
  }
  const double there = asylum + without, stopped = stranded + detained;
  EXPECT_GT(there, 2000);
  EXPECT_LT(std::abs(testing::deviation(stopped, there + stopped, 0.1)), testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(detained, stopped, 0.2)), testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(asylum, there, 0.464696)), testing::kFar);
  // About 1.3 in 100 walkers of two years are still on the way; they are left out, which moves the
  // share of visas by less than 1.5%.
  EXPECT_NEAR(visa / (visa + there + stopped), 0.619738, 0.015);
}

}  // namespace
}  // namespace sojourn::models
