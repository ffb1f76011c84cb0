#pragma once

#include "models/compacts/objectives/objective.hpp"

namespace sojourn::models {

/// What comes back to each state from the others' compliance. `done` [state, objective] is what
/// each carries out, 0 where it is not bound.
class Reciprocity {
 public:
  Reciprocity(const CompactText& text, const Roles& roles, const StateObjective& done);

  /// Compliance of the others, weighted by how much each has to do for objective o.
  double others(Eigen::Index state, std::size_t objective) const;
  /// C_return over a bundle of objectives: sum of beneficiary_io*others_io over
  /// max(sum beneficiary_io, sum obligor_io). A state that owes more than it gains treats the
  /// difference as not returned. The more unlike the interests that a bundle joins, the smaller the
  /// difference (issue linkage: Tollison, Willett 1979).
  double of_package(Eigen::Index state) const;
  double of_basket(Eigen::Index state, Basket basket) const;

 private:
  template <class In>
  double of_bundle(Eigen::Index state, const In& in) const;

  const CompactText& text_;
  const Roles& roles_;
  const StateObjective& done_;
  Eigen::ArrayXd given_, owed_;  // by objective: sums over states of obligor*done, of obligor
};

}  // namespace sojourn::models
