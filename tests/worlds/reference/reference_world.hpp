#pragma once

#include <functional>
#include <string>

#include "sim/simulation.hpp"
#include "tests/worlds/reference/reference_engine.hpp"

namespace sojourn::reference {

/// A small world, and the constants of its models.
struct SmallWorld {
  Constants constants;
  std::string tables;  // TOML: countries, corridors, stocks, areas
  int ticks = 12;
  std::string extra;  // TOML: further modules

  std::string text(std::uint64_t seed) const;
  Node scenario(std::uint64_t seed) const;
};

/// Constants in which nothing happens.
Constants quiet();

std::string country(const std::string& id, double population, double gdp_per_capita,
                    const std::string& more = "");
std::string corridor(const std::string& from, const std::string& to, const std::string& more = "");
std::string stock(const std::string& citizenship, const std::string& residence,
                  const std::string& status, double persons);

/// Every new record of the last tick, as it left the residents.
class LeaverWatch {
 public:
  void look(const Simulation& simulation, std::vector<Leaver>& leavers);

 private:
  std::array<std::int64_t, kShards> next_{};  // counter of the first id not seen, by shard
};

Outcome run_engine(const SmallWorld& world, std::uint64_t seed);
Outcome run_reference(const SmallWorld& world, std::uint64_t seed,
                      const Engine::Bias& bias = Engine::unbiased());

/// Calls fn(0), ..., fn(n - 1) on two threads.
void in_parallel(int n, const std::function<void(int)>& fn);

}  // namespace sojourn::reference
