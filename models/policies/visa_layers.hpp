#pragma once

#include <vector>

#include "models/policies/lever.hpp"

namespace sojourn::models {

// Policies on visas lie one over the other: for whom, where and when a later one is made, nothing
// of the earlier ones is left.

/// Takes what policies on visas refuse (Refusal::of_visa) to those whom the policy means, where and
/// when it is in force, out of the rules. @return what was taken out
std::vector<Refusal> lift_visas(const Order& order, Rules& rules);

/// A place, and citizenships that needed the same there.
struct EntryGroup {
  PlaceId place;
  IdSet<StateId> citizenships;
  Entry needed;
};

/// Eases entry of those nationals who need more than `to`, which all of them need from now on.
/// @return what they needed, by place
std::vector<EntryGroup> ease_entry(const Order& order, Entry to, Rules& rules);

/// Whether one asks more than the other: free, required, refused.
bool is_stricter(Entry one, Entry other);

}  // namespace sojourn::models
