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

/// The one that takes part; null: none does.
inline const SchoolingIncentive* schooling_incentive(const ModuleSet& modules) {
  const auto found = modules.all<SchoolingIncentive, HomeFront>();
  return found.empty() ? nullptr : found.front();
}

}  // namespace sojourn::models
