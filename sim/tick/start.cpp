#include "sim/tick/start.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/rng.hpp"

namespace sojourn {

namespace {

/// Agents for `persons` people: the rounding is drawn, so that no small corridor vanishes.
std::int64_t agents(double persons, const World& world, std::uint64_t row) {
  Draws draws(world.seed, stream_id("stock rounding"), 0, row);
  return static_cast<std::int64_t>(std::floor(persons / world.persons_per_agent + draws.uniform()));
}

/// The stock row's people of one shard.
void settle(const World& world, const Demography& demography, std::size_t row, std::int64_t total,
            Shard& shard) {
  const StockRow& stock = world.stocks[row];
  const BucketKeys keys(world.states(), world.place_ids());
  const std::uint32_t key = keys.key(stock.residence, stock.citizenship, stock.status);
  const std::int64_t number = shard.number();
  if (number >= total) return;
  shard.reserve(key, static_cast<std::size_t>((total - number - 1) / kShards + 1));
  const StreamKey stream(world.seed, demography.stream());
  for (std::int64_t i = number; i < total; i += kShards) {
    const std::uint64_t who = std::uint64_t{row} << 38 | static_cast<std::uint64_t>(i);
    Draws draws(stream, 0, who);
    Person person = demography.settled(world, stock, draws);
    person.set_place(stock.residence);
    person.citizenship = stock.citizenship.bits();
    person.set_status(stock.status);
    person.target = Person::kNoPlace;
    person.previous = Person::kNoPlace;
    person.settled = kSettled.contains(stock.status) ? person.residence : person.citizenship;
    shard.assign_id(person);
    shard.append(key, person);
  }
}

/// Splits `total` over cells so that rounding never adds up: cumulative shares are rounded.
void fill_cohorts(const World& world, const Demography& demography, PlaceId place,
                  std::int64_t total, CohortTable& table) {
  const int year = world.calendar.year(0);
  double cumulative = 0;
  std::int64_t given = 0;
  std::uint64_t last = table.cell(place, year, Sex::kFemale, Skill::kLow);
  for (int birth_year = table.first_birth_year(); birth_year <= year; ++birth_year) {
    const std::uint64_t first = table.block(place, birth_year) * CohortTable::kGroups;
    for (std::uint64_t cell = first; cell < first + CohortTable::kGroups; ++cell) {
      cumulative += demography.initial_share(world, table.cohort(cell, year));
      const auto upto = std::min<std::int64_t>(total, std::llround(cumulative * total));
      if (upto > given) last = cell;
      table.count(cell) += upto - given;
      given = upto;
    }
  }
  table.count(last) += total - given;
}

Population nobody(const World& world, HotChannels hot) {
  Population population;
  population.keys = {world.states(), world.place_ids()};
  population.cohorts = CohortTable(world.place_ids(), world.calendar.year(0),
                                   world.calendar.year(std::max(0, world.n_ticks)));
  for (std::uint32_t s = 0; s < kShards; ++s) {
    population.shards.emplace_back(s, population.keys.size(), hot);
  }
  return population;
}

/// Agents of every row of stocks.
std::vector<std::int64_t> agents_of_stocks(const World& world) {
  std::vector<std::int64_t> totals(world.stocks.size());
  for (std::size_t row = 0; row < totals.size(); ++row) {
    totals[row] = agents(world.stocks[row].persons, world, row);
  }
  return totals;
}

/// Everyone who is not recorded as someone from abroad.
void add_residents(const World& world, const Demography& demography,
                   const Counts<PlaceId>& recorded, CohortTable& cohorts, Ledger& ledger) {
  for (const PlaceId place : world.place_ids()) {
    const std::int64_t everyone =
        agents(world.baseline.population[place], world, (1ULL << 40) + place.index());
    const std::int64_t residents = std::max<std::int64_t>(0, everyone - recorded[place]);
    fill_cohorts(world, demography, place, residents, cohorts);
    ledger.residents[place] = residents;
  }
}

}  // namespace

Population materialise(const World& world, const Demography& demography, HotChannels hot,
                       Ledger& ledger, Crew& crew) {
  Population population = nobody(world, hot);
  const std::vector<std::int64_t> totals = agents_of_stocks(world);
  Counts<PlaceId> recorded(world.place_ids());
  for (std::size_t row = 0; row < totals.size(); ++row) {
    const StockRow& stock = world.stocks[row];
    ledger.stocks[population.keys.key(stock.residence, stock.citizenship, stock.status)] +=
        totals[row];
    recorded[stock.residence] += totals[row];
  }
  crew.each(kShards, [&](std::size_t s) {
    for (std::size_t row = 0; row < totals.size(); ++row) {
      settle(world, demography, row, totals[row], population.shards[s]);
    }
  });
  add_residents(world, demography, recorded, population.cohorts, ledger);
  return population;
}

}  // namespace sojourn
