#pragma once

#include <string>
#include <vector>

#include "models/policies/policy.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// What `mine` and policies that come after it by name order that cannot both be, of the same
/// people, in the same place, on the same days. All levers must be bound.
std::vector<std::string> contradictions(const Policy& mine, const std::vector<const Policy*>& all,
                                        const World& world, IdRange<ChannelId> channels);

}  // namespace sojourn::models
