#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/demography/age_profile.hpp"
#include "models/demography/arrival_ages.hpp"
#include "models/demography/life_table.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Life expectancy by its definition, the integral of the share alive, in steps of a hundredth of a
/// year up to 150 years.
double expectancy(const LifeTable& table) {
  double alive = 1, years = 0;
  constexpr double kStep = 0.01;
  for (int i = 0; i < 15000; ++i) {
    const double left = alive * std::exp(-kStep * table.rate(i / 100));
    years += kStep * (alive + left) / 2;
    alive = left;
  }
  return years;
}

TEST(LifeTable, HasTheLifeExpectancyItWasMadeFor) {
  for (double wanted = 30; wanted <= 87.5; wanted += 2.5) {
    EXPECT_NEAR(expectancy(LifeTable(wanted)), wanted, 0.05);
    EXPECT_NEAR(LifeTable(wanted).expectancy(), wanted, 0.05);
  }
}

TEST(LifeTable, MortalityHasItsShape) {
  for (const double wanted : {50.0, 70.0, 85.0}) {
    const LifeTable table(wanted);
    EXPECT_GT(table.rate(0), table.rate(1));
    for (int age = 1; age < 110; ++age) EXPECT_LE(table.rate(age), table.rate(age + 1));
    EXPECT_EQ(table.survival(0), 1);
    EXPECT_NEAR(table.survival(2), std::exp(-table.rate(0) - table.rate(1)), 1e-12);
  }
  EXPECT_LT(LifeTable(80).rate(40), LifeTable(60).rate(40));
}

TEST(AgeProfile, HasMeanOneAndItsPeakInTheTwenties) {
  double sum = 0, most = 0;
  int peak = 0;
  for (int age = 0; age < 100; ++age) {
    sum += rogers_castro(age);
    if (rogers_castro(age) > most) most = rogers_castro(age), peak = age;
  }
  EXPECT_NEAR(sum / 100, 1, 1e-9);
  EXPECT_GE(peak, 22);
  EXPECT_LE(peak, 25);
}

const std::string kCountry =
    "[run]\nticks=12\nseed=3\n[[country]]\nid='A'\npopulation=2000000\ngdp_per_capita=5000\n"
    "birth_rate=31\nlife_expectancy=66\nshare_0_14=0.41\nshare_65_plus=0.035\ntertiary_share=0.2\n"
    "hdi=0.6\n[modules.intention]\nh0=0\n";

/// Sums initial shares over cohorts that `of` accepts.
template <class Of>
double share(const Simulation& simulation, const Of& of) {
  double sum = 0;
  const Demography& demography = *simulation.modules().of<Demography>().front();
  for (int age = 0; age <= CohortTable::kOldest; ++age) {
    for (const Sex sex : {Sex::kFemale, Sex::kMale}) {
      for (const Skill skill : {Skill::kLow, Skill::kMedium, Skill::kHigh}) {
        const Cohort cohort{PlaceId(0), 2015 - age, age, sex, skill};
        if (of(cohort)) sum += demography.initial_share(simulation.world(), cohort);
      }
    }
  }
  return sum;
}

TEST(VitalRates, AgeBandsAddUp) {
  const auto simulation = testing::simulate(kCountry);
  EXPECT_NEAR(share(*simulation, [](const Cohort&) { return true; }), 1, 1e-12);
  EXPECT_NEAR(share(*simulation, [](const Cohort& c) { return c.age < 15; }), 0.41, 1e-12);
  EXPECT_NEAR(share(*simulation, [](const Cohort& c) { return c.age >= 65; }), 0.035, 1e-12);
  EXPECT_NEAR(share(*simulation, [](const Cohort& c) { return c.skill == Skill::kHigh; }), 0.2,
              1e-12);
  // Without secondary schooling: (1 - 0.2)*1.2*(1 - 0.6) = 0.384.
  EXPECT_NEAR(share(*simulation, [](const Cohort& c) { return c.skill == Skill::kLow; }), 0.384,
              1e-12);
}

TEST(VitalRates, ThePeopleOfTheStartFollowTheShares) {
  const auto simulation = testing::simulate(kCountry);
  const CohortTable& cohorts = simulation->population().cohorts;
  std::array<double, 3> bands{};
  double all = 0;
  for (std::uint64_t cell = 0; cell < cohorts.counts().size(); ++cell) {
    const int age = cohorts.cohort(cell, 2015).age;
    bands[age < 15 ? 0 : age < 65 ? 1 : 2] += static_cast<double>(cohorts.count(cell));
    all += static_cast<double>(cohorts.count(cell));
  }
  EXPECT_EQ(all, 2000000);
  EXPECT_NEAR(bands[0], 0.41 * all, 2);  // cumulative shares are rounded: within a person or two
  EXPECT_NEAR(bands[2], 0.035 * all, 2);
}

TEST(VitalRates, FirstYearBirthsAndDeathsMeetTheRates) {
  const auto simulation = testing::simulate(kCountry);
  const Demography& demography = *simulation->modules().of<Demography>().front();
  const CohortTable& cohorts = simulation->population().cohorts;
  double expected_deaths = 0;
  for (std::uint64_t cell = 0; cell < cohorts.counts().size(); ++cell) {
    const Cohort cohort = cohorts.cohort(cell, 2015);
    const double rate =
        demography.death_rate(simulation->scene(), cohort.place, cohort.age, cohort.sex);
    expected_deaths += static_cast<double>(cohorts.count(cell)) * -std::expm1(-rate);
  }
  double births = 0, deaths = 0, years = 0;
  for (int month = 0; month < 12; ++month) {
    const auto before = static_cast<double>(simulation->ledger().population(PlaceId(0)));
    simulation->tick();
    births += static_cast<double>(simulation->ledger().tick.births[0]);
    deaths += static_cast<double>(simulation->ledger().tick.deaths[0]);
    years += before / 12;
    EXPECT_EQ(simulation->ledger().population(PlaceId(0)),
              static_cast<std::int64_t>(2000000 + births - deaths));
  }
  // 31 per 1000 of those who lived there: about 62,700, standard deviation 250; 4.5 of them allowed
  // (level 7e-6), and as much again as the population grows by newborn who bear nobody: the mean
  // over the year exceeds that of its start by (31 - deaths)/1000/2, about 1.1%.
  EXPECT_NEAR(births, 0.031 * 2000000, 4.5 * std::sqrt(births) + 0.005 * births);
  EXPECT_NEAR(births / years * 1000, 31, 0.02 * 31);
  // Deaths of newborn come on top of those of the people of the start, about half their yearly
  // rate: 62,000 births * 0.5 * infant rate.
  const double newborn = births * 0.5 * -std::expm1(-LifeTable(66).rate(0));
  EXPECT_NEAR(deaths, expected_deaths + newborn, 4.5 * std::sqrt(deaths) + 0.1 * newborn);
}

TEST(VitalRates, TheSettledOfTheStartCameAsMigrantsDo) {
  const auto simulation = testing::simulate(
      kCountry +
      "[[country]]\nid='B'\npopulation=200000\ngdp_per_capita=20000\nlongitude=5\n"
      "[[stock]]\ncitizenship='A'\nresidence='B'\npersons=100000\n");
  double age = 0, abroad = 0, n = 0;
  std::array<double, kSkills> skills{};
  for (const auto& shard : simulation->population().shards) {
    for (const auto& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        ++n;
        age += (225 * 12 - static_cast<double>(person.birth_month)) / 12;  // 2015-01 from 1790-01
        abroad += -person.changed_at() / 12.0;
        ++skills[person.skill];
      }
    }
  }
  EXPECT_EQ(n, 100000);
  // Exponential with mean 10, rounded to months towards zero: 10 - 1/24; deviation 10/sqrt(n).
  EXPECT_NEAR(abroad / n, 10 - 1.0 / 24, 4.5 * 10 / std::sqrt(n));
  EXPECT_LT(std::abs(testing::deviation(skills[2], n, 0.2)), testing::kFar);
  EXPECT_GT(age / n, 30);
  EXPECT_LT(age / n, 50);
}

/// The quantile against the running sums of the schedule, at every year's end and in between.
TEST(ArrivalAges, AreTheQuantileOfTheSchedule) {
  const ArrivalAges age;
  double sum = 0, whole = 0;
  for (int x = 0; x < 80; ++x) whole += rogers_castro(x + 0.5);
  for (int x = 0; x < 80; ++x) {
    const double weight = rogers_castro(x + 0.5);
    for (const double part : {0.001, 0.25, 0.5, 0.999}) {
      EXPECT_NEAR(age((sum + part * weight) / whole), x + part, 1e-9);
    }
    sum += weight;
  }
}

/// Sex, schooling, savings and time since arrival have their shares and do not depend on each
/// other, though they share a block of random bits.
TEST(VitalRates, TheTraitsOfTheSettledHaveTheirSharesAndAreIndependent) {
  constexpr int kPeople = 400000;
  const auto simulation = testing::simulate(
      "[run]\nseed=3\nticks=1\n"
      "[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=5000\ntertiary_share=0.24\nhdi=0.75\n"
      "[[country]]\nid='B'\npopulation=1000000\ngdp_per_capita=20000\n"
      "[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='regular'\npersons=400000\n");
  std::array<double, 2 * 3 * 16 * 2> count{};
  double years = 0;
  for (const Shard& shard : simulation->population().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        // Exponential with mean 10 years: for exp(-0.7) it is 84 months or more.
        const std::size_t late = person.changed_at() <= -84 ? 1 : 0;
        years += -person.changed_at() / 12.0;
        ++count[((person.sex * 3 + person.skill) * 16 + person.savings) * 2 + late];
      }
    }
  }
  const double low = 0.76 * 1.2 * 0.25, high = 0.24, early = 1 - std::exp(-0.7);
  const std::array<double, 3> skill{low, 1 - low - high, high};
  double chi2 = 0;
  for (std::size_t i = 0; i < count.size(); ++i) {
    const double expected = kPeople * (i >= 96 ? 0.52 : 0.48) * skill[i / 32 % 3] / 16 *
                            (i % 2 == 1 ? 1 - early : early);
    const double off = static_cast<double>(count[i]) - expected;
    chi2 += off * off / expected;
  }
  // 192 cells, 191 degrees of freedom: 287 is exceeded with probability 1e-5; no cell expects fewer
  // than 1,300. A share of men of 0.515 instead of 0.52 would bring 40 more.
  EXPECT_LT(chi2, 287);
  // Cut at 60 years, rounded down to months: 10*(1 - exp(-6)) - 1/24; standard error 0.015.
  EXPECT_NEAR(years / kPeople, 10 * (1 - std::exp(-6.0)) - 1.0 / 24, 0.07);
}

/// The state of the start with its ages, whatever the year: nobody is made younger because records
/// cannot count so far back.
std::vector<int> ages_abroad(int year) {
  const auto simulation =
      testing::simulate("[run]\nticks=120\nstart='" + std::to_string(year) +
                        "-01'\n[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=1000\n"
                        "[[country]]\nid='B'\npopulation=30000\ngdp_per_capita=1000\n"
                        "[[stock]]\ncitizenship='A'\nresidence='B'\npersons=20000\n");
  const int now = simulation->world().calendar.absolute_month(0);
  std::vector<int> ages;
  for (const auto& shard : simulation->population().shards) {
    for (const auto& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        ages.push_back(now - static_cast<int>(person.birth_month));
      }
    }
  }
  std::ranges::sort(ages);
  return ages;
}

TEST(VitalRates, AgesAreAsGivenWhateverTheYear) {
  const std::vector<int> ages = ages_abroad(1990);
  EXPECT_GT(ages.back(), 90 * 12);
  for (const int year : {1900, 1930, 2100}) EXPECT_EQ(ages_abroad(year), ages) << year;
}

/// Deaths of ten years in a world where only births and deaths happen, at home and abroad.
std::pair<double, double> deaths_from(int year) {
  const auto simulation =
      testing::simulate("[run]\nticks=120\nstart='" + std::to_string(year) +
                        "-01'\n[[country]]\nid='A'\npopulation=50000\ngdp_per_capita=1000\n"
                        "[[country]]\nid='B'\npopulation=50000\ngdp_per_capita=1000\n"
                        "[[stock]]\ncitizenship='A'\nresidence='B'\npersons=50000\n" +
                        testing::without(testing::all_but(testing::kHazards, "death_abroad")) +
                        "[modules.intention]\nh0=0\n[modules.kin_calls]\nenabled=false\n");
  double home = 0, abroad = 0;
  for (int tick = 0; tick < 120; ++tick) {
    simulation->tick();
    home += static_cast<double>(simulation->ledger().tick.deaths[PlaceId(0)]);
    abroad += static_cast<double>(simulation->ledger().tick.deaths[PlaceId(1)]);
  }
  return {home, abroad};
}

TEST(VitalRates, PeopleDieAsOldWhateverTheYear) {
  // Sums of independent deaths: their difference has a variance of at most the sum of both counts.
  const auto [home, abroad] = deaths_from(1990);
  ASSERT_GT(abroad, 1000);
  for (const int year : {1900, 1920}) {
    const auto [home_then, abroad_then] = deaths_from(year);
    EXPECT_LT(std::abs(home_then - home), testing::kFar * std::sqrt(home_then + home)) << year;
    EXPECT_LT(std::abs(abroad_then - abroad), testing::kFar * std::sqrt(abroad_then + abroad))
        << year;
  }
  // Broken twin: ages cut at 50, which would leave a third of the deaths.
  EXPECT_GT(std::abs(abroad / 3 - abroad), testing::kFar * std::sqrt(abroad / 3 + abroad));
}

}  // namespace
}  // namespace sojourn::models
