#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/policies/lever.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// What a policy orders, and of whom.
struct Ordered {
  const std::string& name;
  const PolicyScope& scope;
  const std::vector<std::unique_ptr<PolicyLever>>& levers;
};

/// Whether both may be about the same people in the same place on some day of the run.
bool may_mean_the_same(const World& world, const PolicyScope& mine, const PolicyScope& theirs);

/// Which ways it opens and closes. All levers must be bound.
Gateways gateways_of(const Ordered& order);

/// What `mine` and policies that come after it by name order that cannot both be, of the same
/// people, in the same place, on the same days; and what `mine` alone does. All levers must be
/// bound.
std::vector<std::string> contradictions(const Ordered& mine, const std::vector<Ordered>& all,
                                        const World& world, IdRange<ChannelId> channels);

}  // namespace sojourn::models
