#pragma once

#include "tools/sojourn/study/checked_scenario.hpp"

namespace sojourn::command {

/// What a run is likely to take. Coarse on purpose: known before anyone is born.
struct Estimate {
  double records_at_start = 0;
  double records_at_end = 0;
  double memory = 0;        // [bytes]
  double core_seconds = 0;  // of one core; threads share all but the recording
  double file = 0;          // [bytes]
};

/// One person in 3000 leaves in a year where nothing happens, and who a conflict or disaster drives
/// out where one does. The constants are measured on the three scenarios that Sojourn comes with
/// (a 2.5 GHz server core), where the estimate is within a factor of two.
Estimate estimate(const CheckedScenario& checked);

}  // namespace sojourn::command
