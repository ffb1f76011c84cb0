#pragma once

#include <algorithm>

#include "models/compacts/compliance_law.hpp"
#include "models/compacts/design.hpp"
#include "models/compacts/reciprocity.hpp"
#include "sim/base/id_array.hpp"

namespace sojourn::models {

/// States as a compact looks at them, by state.
struct CompactStates {
  StateArray sending;       // (1 - m)/2, in (0, 1)
  StateArray capacity;      // administrative, in [0, 1]
  StateArray rule_of_law;   // [0, 1]
  StateArray power;         // [0, 1] by GDP, 1 for a great power
  StateArray sovereignty;   // (1 + rule_of_law)/2*(1/2 + max(0, m))
  StateArray support;       // political, in [-1, 1]
  StateArray prior;         // compliance that it expects of others unseen, in [0, 1]
  StateArray practised;     // factor on what states do anyway
  StateObjective salience;  // [state, basket] of its interests; mean 1 over baskets
  StateArray under_law;     // hardness of binding texts that it is under, in [0, 1]
  StateArray fund;          // capacity that the text's fund gives to each
  double offered = 0;       // capacity that the fund would give to who complies
  StateArray saved;         // of the cost of contracting, by meeting in forums, in [0, 1)
  StateArray urged;         // factor on the rate of joining
  Eigen::Index size() const { return sending.size(); }
  /// What of an objective a state does anyway.
  double practice(const Objective& objective, Eigen::Index state) const {
    return std::min(1.0, objective.practice * practised[state]);
  }
};

/// What was done last year, and by whom it is known.
struct Practice {
  StateObjective own;  // [state, objective] compliance of every state, bound or not
  StateArray bound;    // by state: 1 a member, between 0 and 1 by custom, 0 not bound
  StateArray coerced;  // by state: what of joining was owed to pressure, [0, 1]
  std::vector<std::vector<StateId>> region;  // the other states of each one's regions

  StateObjective done() const { return own.colwise() * bound; }
  /// Mean compliance of those in the state's region who are bound; NaN if nobody is.
  double region_mean(Eigen::Index state) const;
};

/// Compliance of the year [state, objective] with `text` at `hardness` (one value per state), given
/// last year's practice.
StateObjective assess(const CompactText& text, const CompactDesign& design,
                      const ComplianceWeights& weights, const CompactStates& states,
                      const Practice& last, const Eigen::ArrayXd& hardness);

}  // namespace sojourn::models
