#pragma once

#include <string>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/stages/target_group.hpp"

namespace sojourn::models {

/// Reads `sexes`, `skills`, `ages` and `years_since_arrival`: whom of the nationals a policy means.
TargetGroup read_eligibility(Settings& settings, IdSet<StateId> citizenships);

/// Groups that hold together everyone of these nationals who is not in `group`, each by one trait.
std::vector<TargetGroup> others_than(const TargetGroup& group);

/// Whether someone may be in both groups, citizenship aside.
bool share_traits(const TargetGroup& one, const TargetGroup& other);
/// Whether everyone who may be in `one` is in `other`, citizenship aside.
bool has_traits_within(const TargetGroup& one, const TargetGroup& other);

}  // namespace sojourn::models
