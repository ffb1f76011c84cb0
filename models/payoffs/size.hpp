#pragma once

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_size*ln(size_j), the size of a destination standing for how many ways of living there are in
/// it (McFadden 1978): without it a small state draws like a large one. Size is the room of a place
/// that has a limit, else the people who live there. A place empty at the start has size 1;
/// otherwise the first newcomers would decide where all others go.
class SizeTerm final : public PayoffTerm {
 public:
  SizeTerm(Settings& settings, const World&)
      : b_size_(settings.real("b_size", "1", {0, 3}, 1.0, "weight of the log of population")) {}

  void add(const Scene& scene, const Viewpoint& /*who*/, PayoffRow& row) const override {
    row.add_by_place(
        row.common().by_place(this, Whom::everyone(), [&] { return gain_by_place(scene); }));
  }

 private:
  PlaceArray gain_by_place(const Scene& scene) const {
    PlaceArray people(scene.world.n_places());
    for (const PlaceId j : scene.world.place_ids()) people[j] = size(scene, j);
    return b_size_ * people.max(1).unaryExpr(&fixed::log);
  }
  /// [persons]
  static double size(const Scene& scene, PlaceId j) {
    const double room = scene.world.places[j.index()].max_persons;
    if (room >= 0) return room;
    if (scene.world.baseline.population[j] <= 0) return 0;
    return scene.persons(scene.ledger.summary.population[j]);
  }

  double b_size_;
};

}  // namespace sojourn::models
