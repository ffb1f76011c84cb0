#pragma once

#include <cstdint>
#include <vector>

#include "bench/bench_world.hpp"
#include "bench/limit_kernel.hpp"
#include "bench/stopwatch.hpp"

namespace sojourn::bench {

/// A block of the engine and one of the limit kernel, which does as many events.
struct Turn {
  double persons = 0, events = 0;  // the engine's
  Seconds engine;
  double records = 0, hits = 0;  // the kernel's
  Seconds kernel;

  double engine_ns() const { return 1e9 * engine.processor / events; }
  double kernel_ns() const { return 1e9 * kernel.processor / hits; }
  double ratio() const { return engine_ns() / kernel_ns(); }
};

/// The engine and the kernel over a copy of its people, by turns.
inline std::vector<Turn> beside_limit(const WorldSize& size, int threads, int blocks) {
  const auto engine = make_simulation(size, threads);
  engine->tick();  // memory finds its size
  LimitKernel kernel(engine->population());
  Crew crew(threads);
  const auto records = static_cast<double>(records_in(*engine));
  std::vector<Turn> turns;
  for (int block = 0; block < blocks; ++block) {
    Turn turn;
    turn.records = records;
    turn.engine = time([&] { engine->tick(); });
    turn.events = work_of(*engine).events;
    turn.persons = persons_in(*engine);
    std::int64_t hits = 0;
    turn.kernel = time(
        [&] { hits = kernel.run(turn.events / records, static_cast<std::uint32_t>(block), crew); });
    turn.hits = static_cast<double>(hits);
    kernel.forget();
    turns.push_back(turn);
  }
  return turns;
}

}  // namespace sojourn::bench
