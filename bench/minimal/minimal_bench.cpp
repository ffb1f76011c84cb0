// The least that a simulator of migration does, by four programs by turns: what a person costs a
// tick. See README.md.
#include <fmt/core.h>

#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <string>

#include "bench/arguments.hpp"
#include "bench/minimal/engine.hpp"
#include "bench/minimal/loops.hpp"
#include "bench/stopwatch.hpp"

namespace {

using namespace sojourn::bench;

struct Entrant {
  std::string name;
  std::unique_ptr<Contender> contender;
  int ticks = 1;  // a turn, so that the fast ones are long enough to be timed
  std::vector<double> ns_per_person = {}, obtained = {};
};

std::vector<Entrant> entrants(const MinimalTask& task) {
  std::vector<Entrant> all;
  all.push_back({"engine", std::make_unique<EngineContender>(task, 1), task.p > 1e-3 ? 1 : 10});
  all.push_back({"dense loop, a byte a person", std::make_unique<DenseLoop>(task)});
  all.push_back({"afternoon's loop, mt19937_64", std::make_unique<AfternoonLoop>(task)});
  all.push_back({"softmax over 50 places", std::make_unique<SoftmaxLoop>(task)});
  return all;
}

void take_turn(Entrant& one, double persons) {
  const Seconds took = time([&] {
    for (int t = 0; t < one.ticks; ++t) one.contender->tick();
  });
  one.ns_per_person.push_back(1e9 * took.processor / persons / one.ticks);
  one.obtained.push_back(took.obtained(1));
}

/// Everybody is somewhere, and as many moved as chance has it, within six standard deviations.
bool is_right(const Entrant& one, const MinimalTask& task, int turns) {
  const Counts counts = one.contender->counts();
  const auto persons = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  const double draws = static_cast<double>(task.persons) * one.ticks * turns;
  const double expected = draws * task.p, to_own_place = expected / kPlaces;
  const auto moves = static_cast<double>(one.contender->moves());
  return persons == task.persons && moves < expected + 6 * std::sqrt(expected) &&
         moves > expected - to_own_place - 6 * std::sqrt(expected);
}

bool play(const MinimalTask& task, int turns) {
  std::vector<Entrant> all = entrants(task);
  for (int turn = 0; turn < turns; ++turn) {
    for (Entrant& one : all) take_turn(one, static_cast<double>(task.persons));
  }
  const double engine = median(all.front().ns_per_person);
  bool right = true;
  for (const Entrant& one : all) {
    right = right && is_right(one, task, turns);
    const double cost = median(one.ns_per_person);
    fmt::print("| {:g} | {:<28} | {:>8.3f} | {:>8.1f} | {:.2f} |\n", task.p, one.name, cost,
               cost / engine, median(one.obtained));
  }
  return right;
}

}  // namespace

int main(int argc, char** argv) {
  const auto [millions, turns] = read_arguments(argc, argv, {10, 5}, 0.1);
  fmt::print("| p | program | ns / person and tick | times the engine's | processor obtained |\n");
  fmt::print("| ---: | --- | ---: | ---: | ---: |\n");
  bool right = true;
  for (const double p : {0.01, 0.001, 0.0001}) {
    right &= play({static_cast<std::int64_t>(millions * 1e6) / kPlaces * kPlaces, p}, turns);
  }
  if (!right) fmt::print("FAIL: a program lost somebody, or too many or too few moved\n");
  return right ? 0 : 1;
}
