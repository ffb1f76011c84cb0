#pragma once

#include <utility>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn::models {

/// Where people of each home are called to: weights by home and destination.
class Destinations {
 public:
  void clear(std::size_t n_places) { homes_.assign(n_places, {}); }
  /// Weights of all places, in their order.
  void set(PlaceId home, std::vector<double> weights) {
    Home& one = homes_[home.index()];
    one.weights = std::move(weights);
    one.total = 0;
    for (const double weight : one.weights) one.total += weight;
  }
  double total(PlaceId home) const { return homes_[home.index()].total; }
  /// A destination by its weight, for `u` uniform in [0, 1): the place at which the running sum
  /// passes u times the total. Where rounding keeps it below, the last place of any weight.
  PlaceId draw(PlaceId home, double u) const {
    const auto& [weights, total] = homes_[home.index()];
    double level = u * total;
    PlaceId last(0);
    for (const PlaceId place : IdRange<PlaceId>(weights.size())) {
      const double weight = weights[place.index()];
      if (weight <= 0) continue;
      last = place;
      if (level < weight) break;
      level -= weight;
    }
    return last;
  }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(homes_);
  }

 private:
  struct Home {
    std::vector<double> weights;
    double total = 0;
  };
  std::vector<Home> homes_;
};

}  // namespace sojourn::models
