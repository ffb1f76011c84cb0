#pragma once

#include <optional>

#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// A module of the home front that knows which schooling is short.
class SkillVacancies {
 public:
  virtual ~SkillVacancies() = default;
  /// Of the vacancies of a place, those for a schooling [1]; nothing where there are none.
  virtual std::optional<double> share_of_vacancies(const Scene& scene, PlaceId place,
                                                   Skill skill) const = 0;
};

}  // namespace sojourn::models
