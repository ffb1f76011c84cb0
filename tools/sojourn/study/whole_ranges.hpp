#pragma once

#include <vector>

#include "sim/input/scenario.hpp"
#include "tools/sojourn/study/vary.hpp"

namespace sojourn::command {

/// Marks the ranges of settings that are whole numbers, whose bounds are whole numbers too: each
/// number from the lowest to the highest is then as likely as any other. A scenario with faults
/// marks none; they are told where it is checked.
void find_whole_ranges(std::vector<Variation>& variations, ScenarioRequest request);

}  // namespace sojourn::command
