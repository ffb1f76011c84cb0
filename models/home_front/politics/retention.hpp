#pragma once

#include <algorithm>
#include <cmath>

#include "sim/input/settings.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Wanted workers leave for where rights are better (ODD 7.10): people with papers of a state of
/// which they are no citizens choose again at leave*exp(chi*(r_elsewhere - r_here)), at most `most`
/// a year. r_elsewhere is the mean of the other states' rights by what their places for workers
/// pay: openness*people*wage.
class Retention final : public Hazard {
 public:
  Retention(Settings& settings, const World&)
      : leave_(settings.real("leave", "1 / year", {0, 1}, 0.01,
                             "rate at which workers leave where rights are as good as elsewhere")),
        chi_(settings.real("chi", "1", {0, 50}, 3, "weight of better rights elsewhere")),
        most_(settings.real("most", "1 / year", {0, 5}, 0.2, "largest rate")) {}

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool wanted = status == Status::kRegular || status == Status::kSponsored;
    if (!wanted || leave_ <= 0 || scene.world.state_of(residence) == citizenship) return 0;
    return rate_at(scene, residence);
  }
  double rate(const Scene& scene, const Person& person) const override {
    return rate_at(scene, person.place());
  }
  void happen(const Scene&, const Person&, Draws&, Step& step) const override { step.choose(); }

  /// Of people with papers who live there [1 / year].
  double rate_at(const Scene& scene, PlaceId place) const {
    if (chi_ <= 0) return std::min(most_, leave_);
    const double gap = rights_elsewhere(scene, place) - scene.rules.rights[place];
    return std::min(most_, leave_ * std::exp(chi_ * gap));
  }
  /// Foreigners with papers whom a unit of rights more would keep [persons / year].
  double kept_by_rights(const Scene& scene, PlaceId place) const {
    const double rate = rate_at(scene, place);
    if (chi_ <= 0 || rate >= most_) return 0;
    const std::int64_t workers = scene.ledger.foreigners(place, Status::kRegular) +
                                 scene.ledger.foreigners(place, Status::kSponsored);
    return chi_ * rate * scene.persons(workers);
  }
  /// Of other states; of one's own where there is no other.
  static double rights_elsewhere(const Scene& scene, PlaceId place) {
    double sum = 0, weights = 0;
    for (const PlaceId p : scene.world.place_ids()) {
      if (scene.world.same_state(p, place)) continue;
      const double weight = scene.stances.openness[p] * scene.labour.wage[p] *
                            static_cast<double>(scene.ledger.summary.population[p]);
      sum += weight * scene.rules.rights[p];
      weights += weight;
    }
    return weights > 0 ? sum / weights : scene.rules.rights[place];
  }

 private:
  double leave_, chi_, most_;
};

}  // namespace sojourn::models
