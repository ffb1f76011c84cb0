#include "sim/people/population.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/rng.hpp"

namespace sojourn {

CohortTable::CohortTable(IdRange<PlaceId> places, int first_year, int last_year)
    : first_birth_year_(first_year - kOldest),
      n_years_(last_year - first_birth_year_ + 1),
      n_places_(places.size()),
      counts_(places.size() * static_cast<std::size_t>(n_years_) * kGroups),
      blocks_of_(kShards) {
  for (const PlaceId place : places) {
    for (int year = first_birth_year_; year <= last_year; ++year) {
      blocks_of_[shard(place, year)].push_back(block(place, year));
    }
  }
}

std::uint64_t CohortTable::block(PlaceId place, int birth_year) const {
  const int row = std::clamp(birth_year - first_birth_year_, 0, n_years_ - 1);
  return static_cast<std::uint64_t>(row) * n_places_ + place.bits();
}

Cohort CohortTable::cohort(std::uint64_t cell, int year) const {
  const std::uint64_t block = cell / kGroups;
  const int birth_year = first_birth_year_ + static_cast<int>(block / n_places_);
  const auto group = cell % kGroups;
  return {.place = PlaceId(block % n_places_),
          .birth_year = birth_year,
          .age = std::max(0, year - birth_year),
          .sex = static_cast<Sex>(group / kSkills),
          .skill = static_cast<Skill>(group % kSkills)};
}

std::size_t CohortTable::shard(PlaceId place, int birth_year) {
  const std::uint64_t word =
      std::uint64_t{place.bits()} << 32 | static_cast<std::uint32_t>(birth_year);
  return mix_bits(word) % kShards;
}

std::uint32_t Shard::slot(std::uint32_t key, bool apart) {
  std::uint32_t& slot = apart ? slot_apart_.try_emplace(key, kNoSlot).first->second : slot_of_[key];
  if (slot == kNoSlot) {
    slot = static_cast<std::uint32_t>(buckets_.size());
    buckets_.push_back({.key = key, .apart = apart, .people = {}});
  }
  return slot;
}

namespace {

/// Room for `n` people and an eighth more: doubling would take twice the memory that people need.
std::size_t roomy(std::size_t n) {
  return n + n / 8 + 4;
}

}  // namespace

void Shard::append(std::uint32_t key, const Person& person) {
  auto& people = buckets_[slot(key, keeps_apart(person))].people;
  if (people.size() == people.capacity()) people.reserve(roomy(people.size()));
  people.push_back(person);
}

void Shard::reserve(std::uint32_t key, std::size_t n) {
  auto& people = buckets_[slot(key, false)].people;
  people.reserve(roomy(people.size() + n));
}

void Shard::expect(std::uint32_t key, const Person& person) const {
  const std::uint32_t slot = slot_of_[key];
  if (slot == kNoSlot || keeps_apart(person)) return;
  const auto& people = buckets_[slot].people;
  prefetch(people.data() + people.size());
}

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
    person.settled = is_settled(stock.status) ? person.residence : person.citizenship;
    shard.name(person);
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
      const auto upto =
          std::min<std::int64_t>(total, std::llround(cumulative * static_cast<double>(total)));
      if (upto > given) last = cell;
      table.count(cell) += upto - given;
      given = upto;
    }
  }
  table.count(last) += total - given;
}

}  // namespace

Population materialise(const World& world, const Demography& demography, ApartChannels apart,
                       Ledger& ledger, Crew& crew) {
  Population population;
  population.keys = {world.states(), world.place_ids()};
  population.cohorts = CohortTable(world.place_ids(), world.calendar.year(0),
                                   world.calendar.year(std::max(0, world.n_ticks)));
  for (std::uint32_t s = 0; s < kShards; ++s) {
    population.shards.emplace_back(s, population.keys.size(), apart);
  }

  Counts<PlaceId> recorded(world.place_ids());
  std::vector<std::int64_t> totals(world.stocks.size());
  for (std::size_t row = 0; row < world.stocks.size(); ++row) {
    const StockRow& stock = world.stocks[row];
    totals[row] = agents(static_cast<double>(stock.persons), world, row);
    ledger.stocks[population.keys.key(stock.residence, stock.citizenship, stock.status)] +=
        totals[row];
    recorded[stock.residence] += totals[row];
  }
  crew.each(kShards, [&](std::size_t s) {
    for (std::size_t row = 0; row < world.stocks.size(); ++row) {
      settle(world, demography, row, totals[row], population.shards[s]);
    }
  });
  for (const PlaceId place : world.place_ids()) {
    const std::int64_t everyone =
        agents(world.baseline.population[place], world, (1ULL << 40) + place.index());
    const std::int64_t residents = std::max<std::int64_t>(0, everyone - recorded[place]);
    fill_cohorts(world, demography, place, residents, population.cohorts);
    ledger.residents[place] = residents;
  }
  return population;
}

}  // namespace sojourn
