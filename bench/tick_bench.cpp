// Speed of the engine beside the least an event can cost and beside a plain loop over persons: see
// README.md. Blocks of what is compared alternate, so that a busy machine slows both.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/beside_limit.hpp"

namespace {

using namespace sojourn;
using namespace sojourn::bench;

/// What one row of the table says, block by block.
struct Row {
  const char* what;
  int threads;
  std::vector<double> persons_per_second, events_per_second, ns_per_event;

  void add(double persons, double events, Seconds took) {
    persons_per_second.push_back(persons / took.wall);
    events_per_second.push_back(events / took.wall);
    ns_per_event.push_back(1e9 * took.processor / events);
  }
  void print() const {
    fmt::print("| {:<28} | {:>7} | {:>11.3g} | {:>10.3g} | {:>8.0f} |\n", what, threads,
               median(persons_per_second), median(events_per_second), median(ns_per_event));
  }
};

void print_head() {
  fmt::print("| {:<28} | {:>7} | {:>11} | {:>10} | {:>8} |\n", "", "threads", "persons / s",
             "events / s", "ns/event");
  fmt::print("| {:-<28} | {:->6}: | {:->10}: | {:->9}: | {:->7}: |\n", "", "", "", "", "");
}

void judge(const char* what, double value, double limit) {
  fmt::print("{} {}: {:.3f} (at most {})\n", value <= limit ? "PASS" : "FAIL", what, value, limit);
}

/// Engine and limit kernel by turns; the ratio of their costs per event, block by block.
std::vector<double> print_beside_limit(const WorldSize& size, int threads, int blocks) {
  Row of_engine{"engine", threads, {}, {}, {}}, of_kernel{"limit kernel", threads, {}, {}, {}};
  std::vector<double> ratios;
  for (const Turn& turn : beside_limit(size, threads, blocks)) {
    of_engine.add(turn.persons, turn.events, turn.engine);
    of_kernel.add(turn.records, turn.hits, turn.kernel);
    ratios.push_back(turn.ratio());
  }
  of_engine.print();
  of_kernel.print();
  return ratios;
}

/// What one writes first: everyone draws, every tick.
void plain_loop(const WorldSize& size, int blocks) {
  struct Agent {
    std::uint32_t place, status;
    double hazard;
  };
  std::vector<Agent> agents(static_cast<std::size_t>(size.records), {0, 0, 0.01});
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> uniform;
  Row row{"loop over persons, mt19937_64", 1, {}, {}, {}};
  for (int block = 0; block < blocks; ++block) {
    double events = 0;
    const Seconds took = time([&] {
      for (Agent& agent : agents) {
        if (uniform(random) >= agent.hazard) continue;
        agent.place = static_cast<std::uint32_t>(40 * uniform(random));
        ++events;
      }
    });
    row.add(static_cast<double>(agents.size()), events, took);
  }
  row.print();
}

/// Two worlds by turns, each first every other time.
struct Pair {
  std::vector<double> seconds;  // of the other world's ticks over this one's, block by block
  Work one, other;
};
Pair by_turns(const WorldSize& one_size, const WorldSize& other_size, int blocks) {
  const auto one = make_simulation(one_size, 1);
  const auto other = make_simulation(other_size, 1);
  one->tick(), other->tick();
  Pair pair;
  for (int block = 0; block < blocks; ++block) {
    Seconds first, second;
    if (block % 2 == 0) first = time([&] { one->tick(); });
    second = time([&] { other->tick(); });
    if (block % 2 == 1) first = time([&] { one->tick(); });
    pair.seconds.push_back(second.processor / first.processor);
    pair.one += work_of(*one), pair.other += work_of(*other);
  }
  return pair;
}

/// A world and one of twice the people at half the pace.
void doubled(const WorldSize& size, int blocks) {
  const Pair pair = by_turns(size, twice_the_people(size), blocks);
  judge("twice the people, half the hazards: change in candidates",
        std::abs(pair.other.candidates / pair.one.candidates - 1), 0.02);
  judge("twice the people, half the hazards: change in events",
        std::abs(pair.other.events / pair.one.events - 1), 0.02);
  judge("twice the people, half the hazards: change in time", std::abs(median(pair.seconds) - 1),
        0.1);
}

/// What an event costs where policies, visits and contracts could be and none is, beside a program
/// that does not know them.
void unused_policies(const WorldSize& size, int blocks) {
  const Pair pair = by_turns(without_policies(size), size, blocks);
  judge("cost per event with what policies need / without",
        median(pair.seconds) * pair.one.events / pair.other.events, 1.1);
}

}  // namespace

int main(int argc, char** argv) {
  const auto [millions, blocks] = read_arguments(argc, argv, {32, 9}, 1);
  const WorldSize size{.records = static_cast<std::int64_t>(millions * 1e6)};
  print_head();
  const std::vector<double> one = print_beside_limit(size, 1, blocks);
  const std::vector<double> two = print_beside_limit(size, 2, blocks);
  plain_loop(size, blocks);
  fmt::print("\n");
  judge("engine per event / limit kernel per event, 1 thread", median(one), 4);
  judge("engine per event / limit kernel per event, 2 threads", median(two), 4);
  doubled(calm_world(size.records), blocks);
  unused_policies(size, blocks);
}
