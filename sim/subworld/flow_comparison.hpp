#pragma once

#include <string>
#include <vector>

#include "sim/stages/catalog.hpp"

namespace sojourn {

/// Arrivals of citizens of one kept country in another, over the same time [persons].
struct FlowPair {
  std::string from, to;
  double whole = 0, part = 0;
  /// Share by which the part misses the whole.
  double error() const { return whole > 0 ? part / whole - 1 : 0; }
};

/// The moves among kept countries within the whole world and in the part.
struct FlowComparison {
  FlowPair total;
  std::vector<FlowPair> pairs;  // the largest within the whole first
};

/// Runs both for `ticks` with the scenario's seed. Arrivals by every channel count.
FlowComparison compare_flows(const Node& whole, const Node& part, const Catalog& catalog, int ticks,
                             int threads);

}  // namespace sojourn
