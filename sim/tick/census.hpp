#pragma once

#include "sim/people/population.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// A module of the home front that comes of who people are, those with a record among them. Runs
/// without one pay nothing for it.
class Census : public HomeFront {
 public:
  /// Before every update().
  virtual void count(const Scene& scene, const Population& population) = 0;
};

}  // namespace sojourn
