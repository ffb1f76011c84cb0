#pragma once

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Life without papers, as people see it before they set out: where few foreigners live, one is
/// sooner found out, and knows fewer who give work without asking.
class WithoutPapers {
 public:
  explicit WithoutPapers(Settings& settings)
      : tolerance_(settings.real("tolerance", "1", {0, 1}, 0.2,
                                 "chance, as people see it, of being left alone")),
        reception_(settings.real("reception", "1", {0, 5}, 0,
                                 "how much a place's openness at the start tells of that chance")) {
  }

  /// The chance of being left alone in a place: tolerance*openness^reception (ODD 7.7), with the
  /// openness of the start: it stands for who lives there, and a state that takes fewer workers
  /// does not thereby find more of those who have no papers.
  double chance(const World& world, PlaceId place) const {
    if (reception_ == 0) return tolerance_;
    return tolerance_ * fixed::pow(world.baseline.openness[place], reception_);
  }

 private:
  double tolerance_, reception_;
};

}  // namespace sojourn::models
