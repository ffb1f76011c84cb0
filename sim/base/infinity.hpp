#pragma once

#include <limits>

namespace sojourn {

/// Without limit, or out of reach.
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace sojourn
