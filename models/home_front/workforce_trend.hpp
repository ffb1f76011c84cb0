#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>

#include "sim/base/id_array.hpp"

namespace sojourn::models {

/// How the supply of labour has moved over the last years, year by year.
class WorkforceTrend {
 public:
  /// Remembers `most` years, at least one.
  explicit WorkforceTrend(double most)
      : kept_(std::max<std::size_t>(2, static_cast<std::size_t>(most) + 1)) {}
  /// Of one January after the other [workers].
  void note(const PlaceArray& supply) {
    known_.push_back(supply);
    if (known_.size() > kept_) known_.pop_front();
    ++noted_;
  }
  /// Whole years that have been seen.
  int years() const { return noted_ - 1; }
  /// Mean of the last `years`, at least one, so far as they are remembered [workers / year]; 0
  /// before there is one.
  double change(PlaceId place, double years) const {
    if (known_.size() < 2) return 0;
    const std::size_t back =
        std::clamp<std::size_t>(static_cast<std::size_t>(years), 1, known_.size() - 1);
    const double before = known_[known_.size() - 1 - back][place];
    return (known_.back()[place] - before) / back;
  }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(known_, noted_);
  }

 private:
  std::size_t kept_;
  std::deque<PlaceArray> known_;
  int noted_ = 0;
};

}  // namespace sojourn::models
