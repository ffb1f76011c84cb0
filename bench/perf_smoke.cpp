// Counts what a tick does on a small world: cost must follow events, not heads.
#include <fmt/core.h>

#include <cmath>

#include "bench/bench_world.hpp"

namespace {

using namespace sojourn::bench;

constexpr int kTicks = 6;
constexpr double kTolerance = 0.02;        // of operation counts
constexpr double kCandidatesPerEvent = 8;  // more would be idle looking

Work run(const WorldSize& size) {
  const auto simulation = make_simulation(size, 2);
  Work total;
  for (int t = 0; t < kTicks; ++t) {
    simulation->tick();
    total += work_of(*simulation);
  }
  return total;
}

bool check(bool holds, const char* what, double value, double limit) {
  fmt::print("{} {}: {:.4f}, at most {}\n", holds ? "PASS" : "FAIL", what, value, limit);
  return holds;
}

bool at_most(const char* what, double value, double limit) {
  return check(std::abs(value) <= limit, what, value, limit);
}

}  // namespace

int main() {
  const WorldSize size = calm_world(1'000'000);
  const Work once = run(size);
  const Work twice = run(twice_the_people(size));
  fmt::print(
      "{:.0f} candidates, {:.0f} events; of twice the people at half the pace: {:.0f}, {:.0f}\n",
      once.candidates, once.events, twice.candidates, twice.events);
  bool good = at_most("candidates per event", once.candidates / once.events, kCandidatesPerEvent);
  good &= at_most("change in candidates", twice.candidates / once.candidates - 1, kTolerance);
  good &= at_most("change in events", twice.events / once.events - 1, kTolerance);
  return good ? 0 : 1;
}
