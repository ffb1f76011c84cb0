#include "models/demography/vital_rates.hpp"

#include <algorithm>
#include <cmath>

#include "models/demography/age_profile.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

namespace {

constexpr double kMostTertiary = 0.95;  // of the newborn, whatever may be gained by it

/// Births by the mother's age, up to scale: a gamma curve from 15 to 49 with its peak at 27.
double fertility_pattern(int age) {
  if (age < 15 || age > 49) return 0;
  const double x = (age + 0.5 - 15) / 4;
  return x * x * x * fixed::exp(-x);
}

/// A uniform number in (0, 1) of 32 bits: four to a block, and there are many people to make.
double uniform_of(std::uint32_t bits) {
  return (bits + 0.5) * 0x1p-32;
}

/// Share of people by age: a stable population, scaled within the bands 0-14, 15-64, 65+ to what
/// the country's statistics say of each.
template <std::size_t n>
std::array<double, n> age_shares(const Attributes& base, PlaceId at, const LifeTable& table) {
  std::array<double, n> share{};
  const double growth = base.birth_rate[at] / 1000 - 1 / base.life_expectancy[at];
  std::array<double, 3> sum{};
  const auto band = [](std::size_t age) { return age < 15 ? 0U : age < 65 ? 1U : 2U; };
  for (std::size_t age = 0; age < n; ++age) {
    share[age] = fixed::exp(-growth * age) * table.survival(static_cast<int>(age));
    sum[band(age)] += share[age];
  }
  const double young = base.share_0_14[at], old = base.share_65_plus[at];
  const std::array<double, 3> wanted{young, 1 - young - old, old};
  for (std::size_t age = 0; age < n; ++age) share[age] *= wanted[band(age)] / sum[band(age)];
  return share;
}

}  // namespace

VitalRates::VitalRates(Settings& settings, const World& world)
    : years_abroad_(settings.real("years_abroad", "years", {0.1, 60}, 10,
                                  "mean time since arrival of settled people at the start")),
      years_displaced_(settings.real("years_displaced", "years", {0.1, 60}, 1.5,
                                     "the same of refugees, applicants and people on the way")),
      sex_gap_(settings.real("sex_gap", "years", {0, 20}, 4.8,
                             "by how much women outlive men, in life expectancy at birth")),
      male_share_(settings.real("male_share", "1", {0, 1}, 0.52,
                                "share of men among people abroad at the start")),
      unschooled_(settings.real("unschooled", "1", {0, 10}, 1.2,
                                "share of people of low skill, among those without tertiary "
                                "schooling, per unit of human development that is lacking")),
      mortality_(settings.real("mortality", "1", {0, 10}, 1,
                               "factor on the death rates of all ages; 0: nobody dies, but on "
                               "the way")) {
  for (int age = 0; age < kAges; ++age) {
    fertility_[static_cast<std::size_t>(age)] = fertility_pattern(age);
  }
  for (const PlaceId p : world.place_ids()) places_.push_back(make(world, p));
}

VitalRates::OfPlace VitalRates::make(const World& world, PlaceId at) const {
  const Attributes& base = world.baseline;
  OfPlace place;
  const LifeTable both(base.life_expectancy[at]);
  const std::array<LifeTable, 2> by_sex{LifeTable(base.life_expectancy[at] + sex_gap_ / 2),
                                        LifeTable(base.life_expectancy[at] - sex_gap_ / 2)};
  place.share = age_shares<kAges>(base, at, both);
  double births = 0;
  for (int age = 0; age < kAges; ++age) {
    const auto a = static_cast<std::size_t>(age);
    for (std::size_t sex = 0; sex < 2; ++sex)
      place.mortality[sex][a] = mortality_ * by_sex[sex].rate(age);
    births += 0.5 * place.share[a] * fertility_[a];
  }
  place.fertility = births > 0 ? base.birth_rate[at] / 1000 / births : 0;
  const double high = base.tertiary_share[at];
  const double low = (1 - high) * std::clamp(unschooled_ * (1 - base.hdi[at]), 0.05, 0.95);
  place.skill = {low, 1 - high - low, high};
  return place;
}

double VitalRates::initial_share(const World& /*world*/, const Cohort& cohort) const {
  const OfPlace& place = places_[cohort.place.index()];
  if (cohort.age >= kAges) return 0;
  return 0.5 * place.share[static_cast<std::size_t>(cohort.age)] *
         place.skill[position(cohort.skill)];
}

double VitalRates::death_rate(const Scene& /*scene*/, PlaceId place, int age, Sex sex) const {
  const auto a = static_cast<std::size_t>(std::clamp(age, 0, kAges - 1));
  return places_[place.index()].mortality[position(sex)][a];
}

double VitalRates::birth_rate(const Scene& /*scene*/, PlaceId place, int age) const {
  const auto a = static_cast<std::size_t>(std::clamp(age, 0, kAges - 1));
  return places_[place.index()].fertility * fertility_[a];
}

std::array<double, kSkills> VitalRates::schooling(const World& /*world*/, PlaceId place) const {
  const auto& skill = places_[place.index()].skill;
  if (incentive_ == nullptr) return {skill[0], skill[0] + skill[1], 1.0};
  const double most = std::max(kMostTertiary, skill[2]);
  const double high = std::min(most, skill[2] * incentive_->tertiary(place));
  const double others = skill[2] < 1 ? (1 - high) / (1 - skill[2]) : 1;
  return {skill[0] * others, (skill[0] + skill[1]) * others, 1.0};
}

Person VitalRates::settled(const World& world, const StockRow& row, Draws& draws) const {
  constexpr StatusSet kOfTheirOwnWill{Status::kRegular, Status::kFreeMover, Status::kReturned,
                                      Status::kTemporary};
  const bool displaced = !kOfTheirOwnWill.contains(row.came_as);
  const double mean = displaced ? years_displaced_ : years_abroad_;
  const double abroad = std::min(60.0, -mean * fixed::log(uniform_of(draws.bits32())));
  const double age = std::min(arrival_age_(uniform_of(draws.bits32())) + abroad, 100.0);
  const auto& skill = places_[row.citizenship.index()].skill;
  Person person{};
  const int now = world.calendar.absolute_month(0);
  person.birth_month = now - static_cast<int>(age * 12);
  person.sex = uniform_of(draws.bits32()) < male_share_ ? 1 : 0;
  const std::uint32_t last = draws.bits32();  // the low bits for savings, the rest for schooling
  person.savings = last & 15U;
  const double level = uniform_of(last | 15U);
  person.skill = level < skill[0] ? 0U : level < skill[0] + skill[1] ? 1U : 2U;
  person.set_changed_at(-static_cast<int>(abroad * world.calendar.ticks_per_year()));
  return person;
}

}  // namespace sojourn::models
