#pragma once

#include <cstdint>
#include <memory>

#include "sim/simulation.hpp"

namespace sojourn::bench {

/// A made-up world of 40 countries with people of each of them in each other one.
struct WorldSize {
  std::int64_t records = 1'000'000;  // people abroad, about
  double people = 1;                 // factor on everyone's number
  double pace = 1;                   // factor on everything that happens to people
  double ceiling = 100;              // of the rates that are paced [1 / year]
  bool wars = true;                  // four countries drive people out
  bool policies = true;              // the modules that wait for policies, visits and contracts
  double residents = 0;              // of all countries; 0: as many as the records ask for
};

/// One in which every rate is far below one a tick: chances, 1 - exp(-rate * dt), then halve as
/// rates do.
inline WorldSize calm_world(std::int64_t records) {
  return {records, 1, 0.5, 0.3, false};
}
inline WorldSize twice_the_people(WorldSize size) {
  size.people *= 2;
  size.pace /= 2;
  return size;
}

/// The same without what policies, visits and contracts need.
inline WorldSize without_policies(WorldSize size) {
  size.policies = false;
  return size;
}

/// The world under the standard modules, nothing recorded.
std::unique_ptr<Simulation> make_simulation(const WorldSize& size, int n_threads);

/// What one tick did.
struct Work {
  double candidates = 0;  // people looked at
  double events = 0;      // people who changed place or status

  Work& operator+=(const Work& other) {
    candidates += other.candidates;
    events += other.events;
    return *this;
  }
};
/// Of the last tick.
Work work_of(const Simulation& simulation);

/// Everyone alive, with a record and without.
double persons_in(const Simulation& simulation);
std::int64_t records_in(const Simulation& simulation);

}  // namespace sojourn::bench
