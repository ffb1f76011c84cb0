#pragma once

#include "models/compacts/objectives/objective.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// The Global Compact's objectives with the figures that a scenario gives instead: lists
/// `obligor`, `beneficiary`, `precision`, `cost`, `practice`, `value`, one entry per objective.
CompactText read_text(Settings& settings);

}  // namespace sojourn::models
