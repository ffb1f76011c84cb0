#pragma once

#include <cstddef>
#include <vector>

#include "tests/support/effect.hpp"
#include "tests/worlds/conventions_world.hpp"

namespace sojourn::testing {

/// Of the replicates with an adopted text; intervals of 95%.
struct ConventionSummary {
  Effect adopted;  // by a vote of a majority forum in which most large receivers do not say yes
  Effect hard;     // share of hardness 0.9 or more
  Effect after_13, after_27, covered;  // medians
  Effect spared;  // share in which none or one of the large receivers is in after 27 years
  double large_in = 0, large = 0;  // means
};

/// Prints the row called `name` of the table of claim M5 (docs/VALIDATION.md).
ConventionSummary summary_of(const char* name, const std::vector<ConventionOutcome>& all);
/// The same of n runs of the arm.
ConventionSummary summary_of(const char* name, std::size_t n, const ConventionArm& arm);

/// The catalog's defaults, over seeds only.
ConventionArm convention_defaults();

}  // namespace sojourn::testing
