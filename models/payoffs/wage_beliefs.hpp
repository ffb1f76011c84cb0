#pragma once

#include "sim/world/world.hpp"

namespace sojourn {
class ModuleSet;
struct Scene;
}  // namespace sojourn

namespace sojourn::models {

class WageTerm;

/// What people believe of wages, as the payoff `wage` has it. Where it is off they believe nothing.
class WageBeliefs {
 public:
  void bind(const ModuleSet& modules);
  bool any() const { return wage_ != nullptr; }
  /// Weight of the log wage ratio; 0 where they believe nothing.
  double b_wage() const;
  /// How much one wage outweighs another: (one/other)^b_wage.
  double outweighs(double one, double other) const;
  /// What work without papers pays [int. $ / year]; there must be beliefs.
  double without_papers(const Scene& scene, StateId citizenship, PlaceId place) const;

 private:
  const WageTerm* wage_ = nullptr;
};

}  // namespace sojourn::models
