#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "sim/base/rng.hpp"
#include "sim/stages/products.hpp"

namespace sojourn {

/// Every life event of the persons with the lowest hashes of their id: a random sample of a bounded
/// number of persons, whatever their number turns out to be.
class LifeSample {
 public:
  explicit LifeSample(std::size_t n_persons) : n_persons_(n_persons) {}
  static std::uint64_t hash(std::uint64_t id) { return mix_bits(id ^ 0x6c696665U); }
  bool follows(std::uint64_t id) const { return hash(id) <= threshold_; }
  /// Takes the events of one tick, shard by shard, and lowers the threshold where needed.
  void take(std::span<const std::vector<LifeEvent>> parts);
  const std::vector<LifeEvent>& events() const { return events_; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(followed_, threshold_, events_);
  }

 private:
  std::size_t n_persons_;
  std::set<std::uint64_t> followed_;  // hashes
  std::uint64_t threshold_ = ~std::uint64_t{0};
  std::vector<LifeEvent> events_;
};

}  // namespace sojourn
