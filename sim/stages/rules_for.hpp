#pragma once

#include <algorithm>

#include "sim/stages/stages.hpp"

namespace sojourn {

// What rules say for the citizens of one state in one place; tables that no policy has filled are
// empty.

/// What they need to come on a visit.
inline Entry entry_for(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.entry.empty() ? Entry::kRequired : rules.entry(citizenship, place);
}

/// Rights in practice, in [0, 1].
inline double rights_for(const Rules& rules, StateId citizenship, PlaceId place) {
  if (rules.rights_of.empty()) return rules.rights[place];
  return std::clamp(rules.rights[place] + rules.rights_of(citizenship, place), 0.0, 1.0);
}

/// Chance that an applicant is granted protection.
inline double recognition_for(const Scene& scene, StateId citizenship, PlaceId place) {
  return scene.rules.recognition.empty() ? scene.stances.recognition[citizenship]
                                         : scene.rules.recognition(citizenship, place);
}

/// Factor on the kin whom settled compatriots call.
inline double family_factor(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.family.empty() ? 1 : rules.family(citizenship, place);
}

/// Factor on the rate of naturalisation.
inline double naturalisation_factor(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.naturalisation.empty() ? 1 : rules.naturalisation(citizenship, place);
}

}  // namespace sojourn
