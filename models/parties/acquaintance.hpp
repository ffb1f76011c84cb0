#pragma once

#include "sim/stages/module_set.hpp"
#include "sim/world/institutions.hpp"

namespace sojourn::models {

/// What states have of meeting each other. A module of the negotiation stage that knows where they
/// meet says more; by itself this is a world in which nobody has met.
class Acquaintance {
 public:
  virtual ~Acquaintance() = default;

  /// Share of the cost of contracting on a subject that two save, in [0, 1).
  virtual double saved(Subject /*subject*/, StateId /*one*/, StateId /*other*/) const { return 0; }
  /// Share of the cost of taking up a text of many that a state saves, in [0, 1).
  virtual double saved(StateId /*state*/) const { return 0; }
  /// Share of the way from what a state expects of others unseen to full trust, in [0, 1).
  virtual double trust(StateId /*state*/) const { return 0; }
  /// Factor on the rate at which a state joins texts, at least 1.
  virtual double urged(StateId /*state*/) const { return 1; }

  /// The most that any of `members` saves with `other`.
  double saved(Subject subject, const std::vector<StateId>& members, StateId other) const {
    double most = 0;
    for (const StateId member : members) most = std::max(most, saved(subject, member, other));
    return most;
  }
};

inline const Acquaintance kStrangers{};

/// As the first module that knows has it.
inline const Acquaintance& acquaintance_in(const ModuleSet& modules) {
  const auto known = modules.all<Acquaintance, Negotiation>();
  return known.empty() ? kStrangers : *known.front();
}

}  // namespace sojourn::models
