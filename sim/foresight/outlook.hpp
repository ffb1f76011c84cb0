#pragma once

#include <vector>

#include "sim/foresight/arrivals.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// What the residents of one place would do within a year: the mean of the choice model.
struct Expected {
  double leavers = 0;  // who set out to choose [persons / year]
  Arrivals arrivals;   // of them
};

/// The one-year mean field of the choice model: expected moves of residents under a scene, as it is
/// or as it would be (Scene::with, WhatIf). Someone of medium schooling, past the age of students,
/// stands for the people of a place in what they choose; how many choose is summed over all
/// cohorts.
class Outlook {
 public:
  /// `now` is the scene of which prospects are known; what it looks at must outlive this.
  explicit Outlook(const Scene& now) : now_(now) {}

  /// What `place` would do under `scene`, whose products may differ from now's. Prospects follow
  /// from the row itself.
  Expected of(const Scene& scene, PlaceId place);

 private:
  double logsum_now(PlaceId place);

  Scene now_;
  std::vector<double> logsums_;  // by place; NaN where not yet asked for
  PayoffRow payoffs_;            // of the last question, as its memory is
  ChoiceRow row_;
  std::vector<CostOrder> orders_;  // by place
};

/// Who stands for the residents of a place.
Viewpoint typical_resident(const World& world, PlaceId place);
/// What intenders of a place can pay, an equal part of them each, rising [int. $].
std::vector<double> typical_savings(const Scene& scene, PlaceId place);
/// Residents of `place` who would leave in a year if prospects were better by `gain` (not finite:
/// as they are). Counts the reasons to leave that name no destination [persons / year].
double expected_leavers(const Scene& scene, PlaceId place, double gain);

}  // namespace sojourn
