#include "tests/worlds/reference/reference_world.hpp"

#include <fmt/format.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "models/catalog.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn::reference {

namespace {

constexpr std::array<const char*, kWays> kWayNames{
    "free_movement", "labour", "family",    "study", "asylum",
    "irregular",     "return", "sponsored", "visit", "contract"};

void require_order(const ModuleSet& modules) {
  for (int way = 0; way < kWays; ++way) {
    if (modules.channel(kWayNames[static_cast<std::size_t>(way)]) != ChannelId(way)) {
      throw std::logic_error("the catalog's channels are not in the reference's order");
    }
  }
}

}  // namespace

std::string SmallWorld::text(std::uint64_t seed) const {
  return fmt::format(
             "format_version = 1\n[run]\nstart = \"2015-01\"\nticks = {}\nseed = {}\n"
             "life_histories = 0\n",
             ticks, seed) +
         tables + constants.to_toml() + extra;
}

Node SmallWorld::scenario(std::uint64_t seed) const {
  Diagnostics diagnostics;
  auto node = parse_toml(text(seed), "small_world.toml", diagnostics);
  diagnostics.throw_if_any();
  return *node;
}

Constants quiet() {
  Constants c;
  c.h0 = c.kin_calls = c.r0 = 0;
  c.onward_settled = c.onward_insecure = c.onward_stranded = 0;
  c.regularisation = c.decision = c.naturalisation = c.release = c.settle = c.stay_home = 0;
  c.b_network = c.overstay = c.absconding = c.offers = 0;
  c.renewal = 1;
  c.pace = 0.01;
  c.kappa = 100;
  c.s_savings = 0.05;
  return c;
}

std::string country(const std::string& id, double population, double gdp_per_capita,
                    const std::string& more) {
  return fmt::format("[[country]]\nid = \"{}\"\npopulation = {}\ngdp_per_capita = {}\n{}\n", id,
                     static_cast<std::int64_t>(population), gdp_per_capita, more);
}

std::string corridor(const std::string& from, const std::string& to, const std::string& more) {
  return fmt::format("[[corridor]]\nfrom = \"{}\"\nto = \"{}\"\n{}\n", from, to, more);
}

std::string stock(const std::string& citizenship, const std::string& residence,
                  const std::string& status, double persons) {
  return fmt::format(
      "[[stock]]\ncitizenship = \"{}\"\nresidence = \"{}\"\nstatus = \"{}\"\npersons = {}\n",
      citizenship, residence, status, static_cast<std::int64_t>(persons));
}

void LeaverWatch::look(const Simulation& simulation, std::vector<Leaver>& leavers) {
  const int tick = simulation.now() - 1;
  const int month = simulation.world().calendar.absolute_month(std::max(0, tick));
  for (const Shard& shard : simulation.population().shards) {
    auto& next = next_[static_cast<std::size_t>(shard.number())];
    std::int64_t most = next;
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        const auto counter = static_cast<std::int64_t>(person.id() & 0xffffffffU);
        most = std::max(most, counter + 1);
        if (counter < next || tick < 0) continue;
        const bool walking = person.target != Person::kNoPlace;
        leavers.push_back({tick, month - static_cast<int>(person.birth_month),
                           static_cast<int>(person.sex), static_cast<int>(person.skill),
                           static_cast<int>(person.channel), static_cast<int>(person.citizenship),
                           static_cast<int>(walking ? person.target : person.residence)});
      }
    }
    next = most;
  }
}

Outcome run_engine(const SmallWorld& world, std::uint64_t seed) {
  Simulation simulation(world.scenario(seed), models::standard_catalog(), 1);
  require_order(simulation.modules());
  Outcome outcome;
  outcome.flows = simulation.ledger().tick;
  LeaverWatch watch;
  watch.look(simulation, outcome.leavers);
  while (!simulation.done()) {
    simulation.tick();
    outcome.flows.add(simulation.ledger().tick);
    watch.look(simulation, outcome.leavers);
  }
  outcome.stocks = simulation.ledger().stocks;
  const auto& residents = simulation.ledger().residents;
  outcome.residents.assign(residents.begin(), residents.end());
  return outcome;
}

Outcome run_reference(const SmallWorld& world, std::uint64_t seed, const Engine::Bias& bias) {
  Diagnostics diagnostics;
  Node resolved;
  const World read = read_world(world.scenario(seed), diagnostics, resolved);
  diagnostics.throw_if_any();
  Engine engine(read, world.constants, seed * 7919 + 13, bias);
  Outcome outcome = engine.run();
  for (int e = 0; e < kEvents; ++e) {
    outcome.expected[static_cast<std::size_t>(e)] = engine.expected(static_cast<Event>(e));
  }
  return outcome;
}

void in_parallel(int n, const std::function<void(int)>& fn) {
  std::atomic<int> next{0};
  const auto work = [&] {
    for (int i = next++; i < n; i = next++) fn(i);
  };
  const std::jthread other(work);
  work();
}

}  // namespace sojourn::reference
