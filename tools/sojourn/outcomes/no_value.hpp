#pragma once

#include <limits>

namespace sojourn::command {

/// What stands where a run has no value.
inline constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

}  // namespace sojourn::command
