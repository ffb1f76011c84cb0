#pragma once

#include <cmath>
#include <numeric>
#include <vector>

#include "models/agency/donors.hpp"
#include "models/agency/placement_agreement.hpp"

namespace sojourn::models {

/// Places that money pays for [persons / year].
struct PayablePlaces {
  std::vector<double> earmarked;  // by donor
  double free = 0;                // with money that is not earmarked
  double all() const { return std::accumulate(earmarked.begin(), earmarked.end(), free); }
};

/// What an agency's money pays for. The share `mark` is earmarked: its part `border_work` controls
/// the donor's borders, the rest recruits people who are bound for the donor. A place costs
/// `transport`, and `training` for the share `trained`.
class Purse {
 public:
  explicit Purse(Settings& s)
      : mark_(s.real("mark", "1", {0, 1}, 0.994, "share of the money that is earmarked")),
        border_work_(s.real("border_work", "1", {0, 1}, 0,
                            "share of earmarked money that goes to the donor's borders")),
        border_scale_(s.real("border_scale", "GDP share / year", {1e-8, 1}, 1e-4,
                             "border money of a donor that stops 63% of attempts")),
        training_(
            s.real("training", "int. $", {0, 1e6}, 2500, "cost of teaching a step of schooling")),
        transport_(s.real("transport", "int. $", {1, 1e6}, 1500, "cost of the way and of placing")),
        trained_(s.real("trained", "1", {0, 1}, 1, "share of the placed who are taught")) {}

  double mark() const { return mark_; }
  double trained() const { return trained_; }

  PayablePlaces payable(const World& world, const Donors& donors) const {
    const double cost = trained_ * training_ + transport_;
    PayablePlaces places;
    for (const StateId s : world.states()) {
      const double paid = donors.contribution(s);
      places.earmarked.push_back(mark_ * (1 - border_work_) * paid / cost);
      places.free += (1 - mark_) * paid / cost;
    }
    return places;
  }

  /// Donors pay for the share `used` of the places, and for what is done at their borders.
  void spend(const Scene& scene, const Donors& donors, double used, Programme& programme) const {
    for (const StateId s : scene.world.states()) {
      const double paid = donors.contribution(s);
      if (paid <= 0) continue;
      const double border = mark_ * border_work_ * paid;
      programme.payments[s] = border + used * (paid - border);
      if (border <= 0) continue;
      const double effort = 1 - std::exp(-border / (border_scale_ * gdp_of(scene, s)));
      for (const PlaceId place : scene.world.places_of(s)) {
        programme.effort[place] = effort;
      }
    }
  }

 private:
  double mark_, border_work_, border_scale_, training_, transport_, trained_;
};

}  // namespace sojourn::models
