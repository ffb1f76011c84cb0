#pragma once

#include <memory>

#include "bench/minimal/task.hpp"
#include "sim/simulation.hpp"

namespace sojourn::bench {

/// The engine with one module, people abroad who move at one rate: fifty countries hold the
/// citizens of one more.
class EngineContender final : public Contender {
 public:
  EngineContender(const MinimalTask& task, int n_threads);
  void tick() override;
  Counts counts() const override;
  std::int64_t moves() const override { return moves_; }

 private:
  std::unique_ptr<Simulation> simulation_;
  std::int64_t moves_ = 0;
};

}  // namespace sojourn::bench
