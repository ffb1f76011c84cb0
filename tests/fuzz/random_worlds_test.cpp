#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "models/catalog.hpp"
#include "models/catalog/agreements.hpp"
#include "sim/base/rng.hpp"
#include "sim/input/assignment.hpp"
#include "sim/record/checkpoint/checkpoint.hpp"
#include "tests/fuzz/random_scenario.hpp"
#include "tests/support/runs.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::fuzz {
namespace {

/// Whatever world is drawn: accounts close, threads do not show, a run that was stopped goes on as
/// if it had not been, an empty overlay changes nothing.

constexpr int kTicks = 6;

/// Or as many as the variable SOJOURN_WORLDS says.
std::uint64_t n_worlds() {
  const char* asked = std::getenv("SOJOURN_WORLDS");
  return asked == nullptr ? 200 : std::strtoull(asked, nullptr, 10);
}

template <class List>
std::int64_t sum(const List& list) {
  return std::accumulate(list.begin(), list.end(), std::int64_t{0});
}

std::vector<std::int64_t> people_by_place(const Ledger& ledger) {
  std::vector<std::int64_t> people(ledger.tick.births.size(), 0);
  for (std::uint32_t k = 0; k < ledger.stocks.size(); ++k) {
    EXPECT_GE(ledger.stocks[k], 0);
    people[ledger.keys.residence(k).index()] += ledger.stocks[k];
  }
  const auto& flat = ledger.residents.flat();
  const std::size_t per_place = flat.size() / people.size();
  for (std::size_t i = 0; i < flat.size(); ++i) {
    EXPECT_GE(flat[i], 0);
    people[i / per_place] += flat[i];
  }
  return people;
}

/// population(t) = population(t - 1) + births - deaths + entered - left, by place.
void expect_accounts_close(const Node& scenario) {
  const auto simulation = testing::simulate(scenario);
  std::vector<std::int64_t> before = people_by_place(simulation->ledger());
  while (!simulation->done()) {
    simulation->tick();
    const Flows& flows = simulation->ledger().tick;
    const std::vector<std::int64_t> after = people_by_place(simulation->ledger());
    for (std::size_t p = 0; p < after.size(); ++p) {
      ASSERT_EQ(after[p],
                before[p] + flows.births[p] - flows.deaths[p] + flows.entered[p] - flows.left[p])
          << "place " << p << ", tick " << simulation->now();
    }
    ASSERT_EQ(sum(flows.entered), sum(flows.left));
    before = after;
  }
}

/// What a run comes to that is stopped at `tick` and gone on with.
std::vector<std::uint64_t> stopped_at(const Node& scenario, int tick) {
  const testing::ScratchFolder folder;
  const auto run = folder.path() / "run.h5";
  const StatefulKinds kinds = models::agreement_kinds();
  {
    const auto first = testing::simulate(scenario);
    testing::run(*first, tick);
    CheckpointHead head;
    CheckpointWriter writer(run, head);
    writer.set_kinds(kinds);
    first->state(writer);
    writer.finish();
  }
  const auto second = testing::simulate(scenario);
  CheckpointReader reader(checkpoints_of(run).front());
  reader.set_kinds(kinds);
  second->state(reader);
  while (!second->done()) second->tick();
  return replay::content(*second);
}

std::vector<std::uint64_t> end_of(const Node& scenario, int n_threads) {
  Simulation simulation(scenario, models::standard_catalog(), n_threads);
  while (!simulation.done()) simulation.tick();
  return replay::content(simulation);
}

/// Null where its settings exclude each other.
std::unique_ptr<Node> world(const std::string& text) {
  const Node scenario = testing::scenario(text);
  try {
    testing::simulate(scenario);
  } catch (const InputError&) {
    return nullptr;
  }
  return std::make_unique<Node>(scenario);
}

void expect_sound(const Node& scenario, int stop) {
  expect_accounts_close(scenario);
  const std::vector<std::uint64_t> whole = end_of(scenario, 1);
  EXPECT_EQ(whole, end_of(scenario, 3)) << "three threads";
  EXPECT_EQ(whole, stopped_at(scenario, stop)) << "stopped at tick " << stop;
  Node laid = scenario;
  merge(laid, Node{Node::Table{}, {}, {}});
  EXPECT_EQ(to_toml(laid), to_toml(scenario));
}

TEST(RandomWorlds, KeepTheirPromises) {
  std::uint64_t run = 0;
  for (std::uint64_t i = 0; i < n_worlds(); ++i) {
    const std::string text = random_scenario(1'000'000 + i, kTicks);
    const auto scenario = world(text);
    if (!scenario) continue;
    ++run;
    Draws draws(20190101, stream_id("where a run is stopped"), 0, i);
    expect_sound(*scenario, static_cast<int>(draws.uniform() * kTicks));
    if (HasFailure()) FAIL() << "world " << i << "\n" << text;
  }
  EXPECT_GT(run, n_worlds() / 2);
}

}  // namespace
}  // namespace sojourn::fuzz
