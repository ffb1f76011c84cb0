#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "models/catalog.hpp"
#include "tests/support/runs.hpp"

// Nobody is lost or doubled: after every tick the accounts close exactly, by place and in total,
// and say what the population itself says when it is counted.
namespace sojourn::replay {
namespace {

template <class List>
std::int64_t sum(const List& list) {
  return std::accumulate(list.begin(), list.end(), std::int64_t{0});
}

/// People by place, counted head by head and cohort by cohort.
struct Census {
  std::vector<std::int64_t> stocks, residents;
  std::vector<std::uint64_t> ids;
  std::int64_t misplaced = 0, of_other_shard = 0, negative = 0;

  explicit Census(const Simulation& simulation) {
    const Population& population = simulation.population();
    const BucketKeys& keys = simulation.ledger().keys;
    stocks.assign(keys.size(), 0);
    residents.assign(simulation.world().places.size(), 0);
    for (const Shard& shard : population.shards) {
      for (const Bucket& bucket : shard.buckets()) count(shard, bucket, keys);
    }
    const auto& counts = population.cohorts.counts();
    for (std::uint64_t cell = 0; cell < counts.size(); ++cell) {
      negative += counts[cell] < 0;
      residents[population.cohorts.cohort(cell, 0).place.index()] += counts[cell];
    }
    std::ranges::sort(ids);
  }

  void count(const Shard& shard, const Bucket& bucket, const BucketKeys& keys) {
    stocks[bucket.key] += static_cast<std::int64_t>(bucket.people.size());
    for (const Person& person : bucket.people) {
      misplaced += keys.key(person.place(), person.citizen_of(), person.condition()) != bucket.key;
      misplaced += shard.is_hot(person) != bucket.hot;
      of_other_shard += person.id() >> 32 != shard.number();
      ids.push_back(person.id());
    }
  }
  std::int64_t everyone() const { return sum(stocks) + sum(residents); }
  std::vector<std::int64_t> by_place(const BucketKeys& keys) const {
    std::vector<std::int64_t> people = residents;
    for (std::uint32_t k = 0; k < stocks.size(); ++k)
      people[keys.residence(k).index()] += stocks[k];
    return people;
  }
};

void expect_census_agrees(const Simulation& simulation, const Census& census) {
  EXPECT_EQ(census.stocks, simulation.ledger().stocks);
  EXPECT_EQ(census.residents, simulation.ledger().residents.flat());
  EXPECT_EQ(census.misplaced, 0);
  EXPECT_EQ(census.of_other_shard, 0);
  EXPECT_EQ(census.negative, 0);
  EXPECT_EQ(std::ranges::adjacent_find(census.ids), census.ids.end());
}

/// population(t) = population(t - 1) + births - deaths + entered - left.
void expect_accounts_close(const Flows& flows, const std::vector<std::int64_t>& before,
                           const std::vector<std::int64_t>& after) {
  for (std::size_t p = 0; p < before.size(); ++p) {
    EXPECT_EQ(after[p],
              before[p] + flows.births[p] - flows.deaths[p] + flows.entered[p] - flows.left[p])
        << "place " << p;
  }
  EXPECT_EQ(sum(flows.entered), sum(flows.left));
  EXPECT_EQ(sum(after), sum(before) + sum(flows.births) - sum(flows.deaths));
}

struct Seen {
  std::int64_t births = 0, deaths = 0, entered = 0, naturalised = 0, folded = 0, crossings = 0,
               turned_away = 0;
  void add(const Flows& flows) {
    births += sum(flows.births), deaths += sum(flows.deaths), entered += sum(flows.entered);
    naturalised += sum(flows.naturalised), folded += sum(flows.folded);
    crossings += sum(flows.crossings), turned_away += sum(flows.turned_away);
  }
};

Seen expect_nobody_lost(const Node& scenario, int n_threads) {
  Simulation simulation(scenario, models::standard_catalog(), n_threads);
  Seen seen;
  const Census start(simulation);
  expect_census_agrees(simulation, start);
  std::vector<std::int64_t> before = start.by_place(simulation.ledger().keys);
  while (!simulation.done() && !testing::Test::HasFailure()) {
    SCOPED_TRACE(simulation.now());
    simulation.tick();
    const Census census(simulation);
    expect_census_agrees(simulation, census);
    const std::vector<std::int64_t> after = census.by_place(simulation.ledger().keys);
    expect_accounts_close(simulation.ledger().tick, before, after);
    before = after;
    seen.add(simulation.ledger().tick);
  }
  EXPECT_GT(seen.births, 0);
  EXPECT_GT(seen.deaths, 0);
  EXPECT_GT(seen.entered, 0);
  EXPECT_GT(seen.crossings, 0);
  return seen;
}

TEST(Accounts, CloseOnTheRivalRoutes) {
  expect_nobody_lost(corridor_scenario(), 2);
}

TEST(Accounts, CloseByDays) {
  const Seen seen = expect_nobody_lost(daily_scenario(), 2);
  EXPECT_GT(seen.folded, 0);
  EXPECT_GT(seen.naturalised, 0);
}

TEST(Accounts, CloseWhereRoomIsLimited) {
  const Seen seen = expect_nobody_lost(crowded_scenario(), 2);
  EXPECT_GT(seen.turned_away, 0);
}

TEST(Accounts, CloseInTheMediterranean) {
  expect_nobody_lost(mediterranean_scenario(), 2);
}

/// Where nobody is born a place of limited room never holds more than it can, and it fills up.
TEST(Accounts, PlacesOfLimitedRoomNeverHoldMore) {
  Simulation simulation(crowded_scenario(36, false), models::standard_catalog(), 2);
  const auto& places = simulation.world().places;
  std::vector<std::int64_t> most(places.size(), 0);
  while (!simulation.done()) {
    simulation.tick();
    for (std::size_t p = 0; p < places.size(); ++p) {
      if (places[p].max_persons < 0) continue;
      const std::int64_t people = simulation.ledger().population(PlaceId(p));
      most[p] = std::max(most[p], people);
      ASSERT_LE(people, places[p].max_persons) << places[p].id << " at " << simulation.now();
    }
  }
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (places[p].max_persons >= 0) {
      EXPECT_GT(most[p], places[p].max_persons * 9 / 10) << places[p].id;
    }
  }
}

/// Children are born where there is no room too: then nobody else is let in.
TEST(Accounts, FullPlacesLetNobodyIn) {
  Simulation simulation(crowded_scenario(36, true), models::standard_catalog(), 2);
  const auto& places = simulation.world().places;
  while (!simulation.done()) {
    std::vector<std::int64_t> before;
    for (std::size_t p = 0; p < places.size(); ++p) {
      before.push_back(simulation.ledger().population(PlaceId(p)));
    }
    simulation.tick();
    const Flows& flows = simulation.ledger().tick;
    for (std::size_t p = 0; p < places.size(); ++p) {
      if (places[p].max_persons < 0) continue;
      EXPECT_LE(simulation.ledger().population(PlaceId(p)),
                std::max(before[p], places[p].max_persons) + flows.births[p]);
      EXPECT_LE(flows.entered[p],
                std::max<std::int64_t>(0, places[p].max_persons - before[p]) + flows.deaths[p]);
    }
  }
}

/// A closed corridor carries nobody while it is closed, and people before and after.
TEST(Accounts, ClosedCorridorsCarryNobody) {
  Simulation simulation(crowded_scenario(), models::standard_catalog(), 2);
  const World& world = simulation.world();
  const auto id = [&](const char* name) { return *world.find_place(name); };
  std::int64_t before = 0, after = 0;
  while (!simulation.done()) {
    const int tick = simulation.now();
    simulation.tick();
    for (std::size_t c = 0; c < world.corridors.size(); ++c) {
      const Corridor& edge = world.corridors[c];
      const bool shut = edge.from == id("VIA") && edge.to == id("GOAL") && tick >= 6 && tick < 15;
      const bool walled = edge.from == id("CAMP") && tick >= 9 && tick < 15;
      const Flows& flows = simulation.ledger().tick;
      const std::int64_t tried =
          flows.crossings[c] + flows.interceptions[c] + flows.crossing_deaths[c];
      if (shut || walled) {
        EXPECT_EQ(tried, 0) << "corridor " << c << ", tick " << tick;
      } else if (edge.from == id("VIA") && edge.to == id("GOAL")) {
        (tick < 6 ? before : after) += tried;
      }
    }
  }
  EXPECT_GT(before, 0);
  EXPECT_GT(after, 0);
}

}  // namespace
}  // namespace sojourn::replay
