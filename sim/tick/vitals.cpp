#include "sim/tick/vitals.hpp"

#include <algorithm>

#include "sim/base/binomial.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn {

namespace {

constexpr StreamId kDeathStream = stream_id("engine: deaths");
constexpr StreamId kBirthStream = stream_id("engine: births");

/// Children by the cell of their mothers.
using Births = std::vector<std::pair<std::uint64_t, std::int64_t>>;

/// How many of a cell's people an event of `rate` [1 / year] strikes.
std::int64_t strike(const Scene& scene, StreamId stream, std::uint64_t cell, std::int64_t count,
                    double rate) {
  if (count == 0 || !(rate > 0)) return 0;
  Draws draws = TickStream(scene, stream).of(cell);
  return binomial(count, tick_probability(rate, scene.dt()), draws.uniform());
}

/// Deaths and births of one cohort.
void strike_cohort(const Scene& scene, const Demography& demography, const Cohort& cohort,
                   std::uint64_t cell, std::int64_t& count, Ledger& ledger, Births& births) {
  const PlaceId place = cohort.place;
  const std::int64_t died = strike(scene, kDeathStream, cell, count,
                                   demography.death_rate(scene, place, cohort.age, cohort.sex));
  count -= died;
  tally(ledger.tick.deaths[place], died);
  tally(ledger.residents[place], -died);
  if (cohort.age >= 15 && cohort.age < 65) tally(ledger.working_age[place], count);
  if (cohort.sex != Sex::kFemale) return;
  const std::int64_t born =
      strike(scene, kBirthStream, cell, count, demography.birth_rate(scene, place, cohort.age));
  if (born > 0) births.emplace_back(cell, born);
}

/// Splits births over sex and schooling by conditional binomials.
void deliver(const Scene& scene, const Demography& demography, const Cohort& mothers,
             std::int64_t n, Population& population, std::uint64_t cell) {
  Draws draws = TickStream(scene, kBirthStream).of(cell | std::uint64_t{1} << 62);
  const auto schooling = demography.schooling(scene.world, mothers.place);
  const int year = scene.world.calendar.year(scene.tick);
  const std::int64_t boys = binomial(n, kMaleBirths, draws.uniform());
  for (const Sex sex : {Sex::kFemale, Sex::kMale}) {
    std::int64_t left = sex == Sex::kMale ? boys : n - boys;
    double before = 0;
    for (const Skill skill : kAllSkills) {
      const double upto = schooling[position(skill)];
      const double share = before < 1 ? std::min(1.0, (upto - before) / (1 - before)) : 1;
      const std::int64_t born =
          skill == kAllSkills.back() ? left : binomial(left, share, draws.uniform());
      tally(population.cohorts.count(population.cohorts.cell(mothers.place, year, sex, skill)),
            born);
      left -= born;
      before = upto;
    }
  }
}

}  // namespace

void vitals(const Scene& scene, const Demography& demography, Population& population,
            Ledger& ledger, Crew& crew) {
  const int year = scene.world.calendar.year(scene.tick);
  CohortTable& cohorts = population.cohorts;
  std::vector<Births> births(kShards);
  std::ranges::fill(ledger.working_age, 0);
  crew.each(kShards, [&](std::size_t s) {
    for (const std::uint64_t block : cohorts.blocks_of(s)) {
      const std::uint64_t first = block * CohortTable::kGroups;
      for (std::uint64_t cell = first; cell < first + CohortTable::kGroups; ++cell) {
        if (cohorts.count(cell) == 0) continue;
        strike_cohort(scene, demography, cohorts.cohort(cell, year), cell, cohorts.count(cell),
                      ledger, births[s]);
      }
    }
  });
  // Children land after everyone was looked at: a cell of newborn may belong to a busy shard.
  crew.each(kShards, [&](std::size_t s) {
    for (const auto& [cell, born] : births[s]) {
      const Cohort mothers = cohorts.cohort(cell, year);
      deliver(scene, demography, mothers, born, population, cell);
      tally(ledger.tick.births[mothers.place], born);
      tally(ledger.residents[mothers.place], born);
    }
  });
}

}  // namespace sojourn
