#pragma once

#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// A module of the home front by which more or fewer of the newborn will have tertiary schooling.
class SchoolingIncentive {
 public:
  virtual ~SchoolingIncentive() = default;
  /// Factor on the share of children born there who will [1].
  virtual double tertiary(PlaceId place) const = 0;
};

}  // namespace sojourn::models
