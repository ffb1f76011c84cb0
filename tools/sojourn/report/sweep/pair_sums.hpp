#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/report/comparison/place_changes.hpp"

namespace sojourn::command {

/// Numbers by pair of countries at one point of a sweep, summed up run by run: means, and spread of
/// the differences to another point.
class PairSums {
 public:
  /// A run's pairs, and those of the run that it is held against; empty: there are none. NaN: not
  /// known, and left out.
  void add(std::span<const double> pairs, std::span<const double> reference);
  PairChanges changes() const;
  std::size_t n_kept() const { return mean_.size() + difference_.size(); }

 private:
  std::vector<RunningSample> mean_, difference_;  // [pair]
};

}  // namespace sojourn::command
