#pragma once

#include <array>
#include <limits>

#include "sim/base/id_set.hpp"

namespace sojourn {

/// Values from `low` to `high`, both among them.
struct Interval {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();

  bool contains(double value) const { return value >= low && value <= high; }
  bool operator==(const Interval&) const = default;
};

/// What rules ask of a person beside where from and where to.
struct PersonalTraits {
  StateId citizenship;
  Skill skill = Skill::kLow;
  Sex sex = Sex::kFemale;
  double age = 0;     // [years]
  double abroad = 0;  // since the last change of place or status [years]; below 0: never left
};

/// Whom a policy is made for. As it begins it means everyone.
struct TargetGroup {
  IdSet<StateId> citizenships;
  std::array<bool, kSkills> skills{true, true, true};
  std::array<bool, 2> sexes{true, true};
  Interval ages;    // [years]
  Interval abroad;  // since the last change of place or status [years]

  /// As far as citizenship and schooling tell.
  bool may_mean(StateId citizenship, Skill skill) const {
    return citizenships.contains(citizenship) && skills[position(skill)];
  }
  bool means(const PersonalTraits& person) const {
    return may_mean(person.citizenship, person.skill) && sexes[position(person.sex)] &&
           ages.contains(person.age) && abroad.contains(person.abroad);
  }
  /// Whether citizenship and schooling tell all.
  bool is_of_kinds() const {
    return sexes[0] && sexes[1] && ages == Interval{} && abroad == Interval{};
  }
};

}  // namespace sojourn
