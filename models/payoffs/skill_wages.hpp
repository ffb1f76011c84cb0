#pragma once

#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// A module of the home front by which wages differ with schooling otherwise than by a premium that
/// is the same everywhere.
class SkillWages {
 public:
  virtual ~SkillWages() = default;
  /// By place: the wage of that schooling over Labour::wage times the premium [1], above 0.
  virtual const PlaceArray& beside_mean(Skill skill) const = 0;
};

}  // namespace sojourn::models
