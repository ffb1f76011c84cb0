#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "sim/simulation.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

/// What negotiation and the agreements that come of it take of a tick, on one thread:
/// negotiation_bench SCENARIO [PERSONS_PER_AGENT [TICKS [LIMIT]]]. Beside every tick, a twin's
/// modules of negotiation are called on the same scene, so that both are timed in the same world.
int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: negotiation_bench SCENARIO [PERSONS_PER_AGENT [TICKS [LIMIT]]]\n");
    return 2;
  }
  const std::string persons = argc > 2 ? argv[2] : "100";
  const int ticks = argc > 3 ? std::atoi(argv[3]) : 60;
  const double limit = argc > 4 ? std::atof(argv[4]) : 0.05;
  const auto scenario = sojourn::load_scenario(
      {argv[1], {}, {"run.persons_per_agent=" + persons, "run.life_histories=0"}});
  sojourn::Simulation simulation(scenario, sojourn::models::standard_catalog(), 1);
  // Another set of the same modules, so that the run's own memory is not disturbed.
  sojourn::Simulation twin(scenario, sojourn::models::standard_catalog(), 1);
  sojourn::Agreements agreements = twin.scene().agreements;
  double whole = 0, negotiating = 0;
  for (int t = 0; t < ticks && !simulation.done(); ++t) {
    const auto begin = Clock::now();
    simulation.tick();
    whole += seconds_since(begin);
    const sojourn::Scene scene = simulation.scene();
    sojourn::Rules rules = scene.rules;
    std::vector<sojourn::Event> events;
    const auto again = Clock::now();
    for (const auto& table : twin.modules().of<sojourn::Negotiation>()) {
      sojourn::EventLog log(events, t, *table);
      table->negotiate(scene, agreements, log);
    }
    const sojourn::Scene agreed = scene.with(agreements);
    for (const auto& one : agreements.in_force) one.agreement->enact(agreed, rules);
    negotiating += seconds_since(again);
  }
  const double share = negotiating / whole;
  std::printf("ticks %.3f s, negotiation %.4f s\n", whole, negotiating);
  std::printf("%s negotiation's share of a tick: %.4f (at most %.2f)\n",
              share <= limit ? "PASS" : "FAIL", share, limit);
  return share <= limit ? 0 : 1;
}
