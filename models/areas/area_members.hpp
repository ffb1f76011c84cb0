#pragma once

#include <algorithm>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Members of a declared area: those of the start and who has joined by now. Who leaves stays one
/// of them; what it loses is told by withdrawals.
inline std::vector<StateId> members_of(const Scene& scene, std::size_t area) {
  std::vector<StateId> members = scene.world.areas[area].members;
  for (const Membership& joined : scene.conditions.accessions) {
    if (joined.area == area) members.push_back(joined.state);
  }
  return members;
}

/// Whether a withdrawal is of the right of the citizens of `from` to settle in `to`.
inline bool concerns(const Withdrawal& withdrawal, StateId from, StateId to) {
  return (!withdrawal.of.valid() || withdrawal.of == from) &&
         (!withdrawal.in.valid() || withdrawal.in == to);
}

/// Whether a member has left: its citizens have lost the right in all others.
inline bool has_left(const Scene& scene, std::size_t area, StateId state) {
  return std::ranges::any_of(scene.conditions.withdrawals, [&](const Withdrawal& one) {
    return one.area == area && one.of == state && !one.in.valid();
  });
}

inline bool is_withdrawn(const Scene& scene, std::size_t area, StateId from, StateId to) {
  return std::ranges::any_of(scene.conditions.withdrawals, [&](const Withdrawal& one) {
    return one.area == area && concerns(one, from, to);
  });
}

}  // namespace sojourn::models
