#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::testing {

/// The world of claim M7: four rich receivers within some 2000 km of each other and many poorer
/// origins around them, a third of them tied to one of the four by language and colonial past.
/// Nobody lives abroad when it begins, so networks are what the run makes of it.

/// Behavioural settings that are drawn, uniformly over these ranges (ODD 8.2).
extern const std::map<std::string, Range> kOriginRanges;

constexpr int kReceivers = 4;  // countries 0 to 3
constexpr int kListed = 5;     // origins in a receiver's list

struct OriginsArm {
  bool ties = true;     // languages and colonial pasts
  bool network = true;  // b_network as drawn, else 0
  bool roads = false;   // without, nobody comes unasked
  double tie = 1.0;     // proximity that a tie adds, half of it by language [1]
  double settled = 0;   // share of an origin's people who live in the four at the start
  int origins = 80;
  int years = 12;
  double persons_per_agent = 500;
};

Node origins_scenario(std::uint64_t number, const OriginsArm& arm);

struct Overlap {
  int repeated = 0;  // 20 - |union of the four lists|
  int tied = 0;      // entries of origins that are tied to the receiver
};
/// Lists by arrivals of the last three years, by every channel but return.
std::vector<Overlap> run_origins(std::size_t replicates, const OriginsArm& arm);

}  // namespace sojourn::testing
