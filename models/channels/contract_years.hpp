#pragma once

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How long a contract of work may last, whoever says it [years].
inline constexpr Range kContractYears{0.08, 50};
/// The same where it may be left unsaid.
inline constexpr Range kContractYearsOrNone{kContractYears.low, kContractYears.high, -1};

}  // namespace sojourn::models
