#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_size*ln(population_j): without it a small state draws like a large one.
class SizeTerm final : public PayoffTerm {
 public:
  SizeTerm(Settings& settings, const World&)
      : b_size_(settings.real("b_size", "1", {0, 3}, 1.0, "weight of the log of population")) {}

  void add(const Scene& scene, const Viewpoint& /*who*/, PayoffRow& row) const override {
    PlaceArray people(scene.world.n_places());
    for (const PlaceId j : scene.world.place_ids()) {
      people[j] = scene.persons(scene.ledger.summary.population[j]);
    }
    const Eigen::ArrayXd gain = people.max(1).log();
    row.utility.rowwise() += (b_size_ * gain).transpose();
  }

 private:
  double b_size_;
};

}  // namespace sojourn::models
