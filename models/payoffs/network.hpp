#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_network*ln(1 + stock_oj/(small_network*population_o)): compatriots settled in j, per citizen
/// at home (ln(1 + stock/population) would be dead).
class NetworkTerm final : public PayoffTerm {
 public:
  NetworkTerm(Settings& settings, const World&)
      : b_network_(settings.real("b_network", "1", {0, 3}, 0.6, "weight of compatriots abroad")),
        small_(
            settings.real("small_network", "1", {1e-12, 1}, 1e-5,
                          "compatriots abroad, per citizen at home, that make a small network")) {}

  double b_network() const { return b_network_; }
  /// Compatriots per citizen at home that make a small network.
  double small() const { return small_; }

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const Summary& now = scene.ledger.summary;
    const double unit =
        small_ * std::max<double>(1, static_cast<double>(now.population[who.citizenship]));
    PlaceArray gain(scene.world.n_places());
    for (const PlaceId j : scene.world.place_ids()) {
      gain[j] = std::log1p(static_cast<double>(now.settled(j, who.citizenship)) / unit);
    }
    row.utility.rowwise() += (b_network_ * gain).transpose();
  }

 private:
  double b_network_, small_;
};

}  // namespace sojourn::models
