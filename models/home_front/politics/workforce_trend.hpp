#pragma once

#include <cstddef>
#include <deque>

#include "sim/base/id_array.hpp"

namespace sojourn::models {

/// How the supply of labour has moved over the last years, year by year.
class WorkforceTrend {
 public:
  explicit WorkforceTrend(double years) : most_(static_cast<std::size_t>(years) + 1) {
    most_ = most_ < 2 ? 2 : most_;
  }
  /// Of one January after the other [workers].
  void note(const PlaceArray& supply) {
    known_.push_back(supply);
    if (known_.size() > most_) known_.pop_front();
    ++noted_;
  }
  /// Whole years that have been seen.
  int years() const { return noted_ - 1; }
  /// Mean of the last years [workers / year]; 0 before there is one.
  double change(PlaceId place) const {
    if (known_.size() < 2) return 0;
    return (known_.back()[place] - known_.front()[place]) / static_cast<double>(known_.size() - 1);
  }

 private:
  std::size_t most_;
  std::deque<PlaceArray> known_;
  int noted_ = 0;
};

}  // namespace sojourn::models
