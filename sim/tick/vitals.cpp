#include "sim/tick/vitals.hpp"

#include <algorithm>

#include "sim/base/binomial.hpp"
#include "sim/base/rates.hpp"

namespace sojourn {

namespace {

constexpr StreamId kDeathStream = stream_id("engine: deaths");
constexpr StreamId kBirthStream = stream_id("engine: births");

std::int64_t strike(const Scene& scene, StreamId stream, std::uint64_t cell, std::int64_t count,
                    double rate) {
  if (count == 0 || !(rate > 0)) return 0;
  Draws draws(scene.world.seed, stream, static_cast<std::uint32_t>(scene.tick), cell);
  return binomial(count, tick_probability(rate, scene.dt()), draws.uniform());
}

/// Splits births over sex and schooling by conditional binomials.
void deliver(const Scene& scene, const Demography& demography, const Cohort& mothers,
             std::int64_t n, Population& population, std::uint64_t cell) {
  Draws draws(scene.world.seed, kBirthStream, static_cast<std::uint32_t>(scene.tick),
              cell | std::uint64_t{1} << 62);
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
  std::vector<std::vector<std::pair<std::uint64_t, std::int64_t>>> births(kShards);
  std::ranges::fill(ledger.working_age, 0);
  crew.each(kShards, [&](std::size_t s) {
    for (const std::uint64_t block : cohorts.blocks_of(s)) {
      const std::uint64_t first = block * CohortTable::kGroups;
      for (std::uint64_t cell = first; cell < first + CohortTable::kGroups; ++cell) {
        const std::int64_t count = cohorts.count(cell);
        if (count == 0) continue;
        const Cohort cohort = cohorts.cohort(cell, year);
        const std::int64_t died =
            strike(scene, kDeathStream, cell, count,
                   demography.death_rate(scene, cohort.place, cohort.age, cohort.sex));
        cohorts.count(cell) -= died;
        tally(ledger.tick.deaths[cohort.place], died);
        tally(ledger.residents[cohort.place], -died);
        if (cohort.age >= 15 && cohort.age < 65) {
          tally(ledger.working_age[cohort.place], count - died);
        }
        if (cohort.sex != Sex::kFemale) continue;
        const std::int64_t born = strike(scene, kBirthStream, cell, count - died,
                                         demography.birth_rate(scene, cohort.place, cohort.age));
        if (born > 0) births[s].emplace_back(cell, born);
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
