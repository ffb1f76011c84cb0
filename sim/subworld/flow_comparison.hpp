#pragma once

#include <limits>
#include <string>
#include <vector>

#include "sim/stages/catalog.hpp"

namespace sojourn {

/// Arrivals of citizens of one kept country in another, over the same time [persons].
struct FlowPair {
  std::string from, to;
  double whole = 0, part = 0;
  /// Share by which the part misses the whole; infinite where nobody moves within the whole.
  double error() const {
    if (whole > 0) return part / whole - 1;
    return part > 0 ? std::numeric_limits<double>::infinity() : 0;
  }
};

/// The moves among kept countries within the whole world and in the part.
struct FlowComparison {
  FlowPair total;
  std::vector<FlowPair> pairs;  // the largest within the whole first
};

/// Runs both for `ticks`, or to the end of the run, with the scenario's seed. Arrivals by every
/// channel count, between countries that are in both.
FlowComparison compare_flows(const Node& whole, const Node& part, const Catalog& catalog, int ticks,
                             int threads);

}  // namespace sojourn
