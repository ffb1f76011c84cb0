#pragma once

#include <string>

#include "tools/sojourn/study/checked_scenario.hpp"

namespace sojourn::command {

/// What a run is likely to take. Coarse on purpose: known before anyone is born.
struct Estimate {
  double records_at_start = 0;
  double records_at_end = 0;
  double memory_at_start = 0;  // [bytes]
  double memory = 0;           // at the end [bytes]
  double core_seconds = 0;     // of one core; threads share all but the recording
  double file = 0;             // [bytes]
};

/// One person in 3000 leaves in a year where nothing happens, and who a conflict or disaster drives
/// out where one does. The constants are measured on the scenarios that Sojourn comes with (a 2.5
/// GHz server core), where the estimate of time and file is within a factor of two; that of memory
/// is held against peaks by tools/studies/program/memory_estimates.py.
Estimate estimate(const CheckedScenario& checked);

/// What is wrong where a run takes more memory than there is `available` [bytes]; empty where it
/// does not.
std::string too_large(const Estimate& expected, double available);

/// @throws std::runtime_error where a run would begin with more memory than there is, or end with
/// more than twice as much, which is more than the estimate may be wrong by
void require_memory(const Estimate& expected, double available);

}  // namespace sojourn::command
