#pragma once

#include <vector>

#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// What rights the citizens of one state would have in other states than where they are: the mean
/// by what places for workers pay there, openness*people*wage. Their own state is one of the
/// others.
class RightsElsewhere {
 public:
  RightsElsewhere(const Scene& scene, StateId citizenship)
      : scene_(scene),
        citizenship_(citizenship),
        rights_(scene.world.states().size(), 0),
        weights_(scene.world.states().size(), 0) {
    for (const PlaceId p : scene.world.place_ids()) add(p);
  }
  /// By how much rights elsewhere are above those of a place; 0 where there is no other state.
  double above(PlaceId place) const {
    const std::size_t here = scene_.world.state_of(place).index();
    const double weight = all_weights_ - weights_[here];
    if (!(weight > 0)) return 0;
    return (all_rights_ - rights_[here]) / weight - rights_for(scene_.rules, citizenship_, place);
  }

 private:
  void add(PlaceId p) {
    const double weight =
        scene_.stances.openness[p] * scene_.labour.wage[p] * scene_.ledger.summary.population[p];
    const double rights = weight * rights_for(scene_.rules, citizenship_, p);
    const std::size_t there = scene_.world.state_of(p).index();
    rights_[there] += rights, weights_[there] += weight;
    all_rights_ += rights, all_weights_ += weight;
  }

  const Scene& scene_;
  StateId citizenship_;
  std::vector<double> rights_, weights_;  // [state], sums over places
  double all_rights_ = 0, all_weights_ = 0;
};

}  // namespace sojourn::models
