#pragma once

#include <array>
#include <cstdint>

namespace sojourn::bench {

/// The least that a simulator of migration does: in each of 50 places everybody moves to any of the
/// 50 with chance `p` a tick, and who is where is counted after every tick.
constexpr int kPlaces = 50;

struct MinimalTask {
  std::int64_t persons = 10'000'000;
  double p = 0.01;  // chance of moving [1 / tick]
};

using Counts = std::array<std::int64_t, kPlaces>;  // persons, by place

/// What solves the task, tick by tick.
class Contender {
 public:
  virtual ~Contender() = default;
  virtual void tick() = 0;
  virtual Counts counts() const = 0;
  virtual std::int64_t moves() const = 0;  // since the start
};

}  // namespace sojourn::bench
