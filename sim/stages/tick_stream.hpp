#pragma once

#include <cstdint>

#include "sim/base/rng.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// A stream of draws in one tick: whoever draws from it has draws of their own.
class TickStream {
 public:
  TickStream(std::uint64_t seed, int tick, StreamId stream)
      : key_(seed, stream), tick_(static_cast<std::uint32_t>(tick)) {}
  TickStream(const Scene& scene, StreamId stream)
      : TickStream(scene.world.seed, scene.tick, stream) {}

  Draws of(std::uint64_t who) const { return {key_, tick_, who}; }
  Skips skips(std::uint64_t who, Skips::Law law) const { return {key_, tick_, who, law}; }

 private:
  StreamKey key_;
  std::uint32_t tick_;
};

}  // namespace sojourn
