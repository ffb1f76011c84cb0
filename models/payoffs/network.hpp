#pragma once

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// b_network*ln(1 + stock_oj/(small_network*population_o)): compatriots settled in j, per citizen
/// at home (ln(1 + stock/population) would be dead). Who is there for a term opens no way to
/// settle; as helpers of newcomers they count by `temporary`. Those elsewhere in j's state count by
/// `nearby`: a network reaches as far as people may travel to help. More compatriots than
/// `full_network` per citizen at home help little more: x of them as x/(1 + x/full_network).
class NetworkTerm final : public PayoffTerm {
 public:
  NetworkTerm(Settings& settings, const World&)
      : b_network_(settings.real("b_network", "1", {0, 3}, 0.6, "weight of compatriots abroad")),
        small_(settings.real("small_network", "1", {1e-12, 1}, 1e-5,
                             "compatriots abroad, per citizen at home, that make a small network")),
        temporary_(settings.real("temporary", "1", {0, 1}, 0,
                                 "how much a visitor or contract worker counts as a compatriot")),
        nearby_(settings.real("nearby", "1", {0, 1}, 1,
                              "how much a compatriot elsewhere in the same country counts")),
        full_(settings.real("full_network", "1", {0, 1}, 0,
                            "compatriots abroad, per citizen at home, at which a network works "
                            "half as well as by their number; 0: it always works so")) {}

  double b_network() const { return b_network_; }
  /// Compatriots of `o` in and near `j`, by what makes a small network.
  double network(const Scene& scene, StateId o, PlaceId j) const {
    const double people = scene.ledger.summary.population[o];
    double all = ties(scene, o, j);
    for (const PlaceId k : scene.world.places_of(scene.world.state_of(j))) {
      if (k != j) all += nearby_ * ties(scene, o, k);
    }
    const double share = all / std::max(1.0, people);
    return full_ > 0 ? share / (1 + share / full_) / small_
                     : all / (small_ * std::max(1.0, people));
  }
  /// Compatriots per citizen at home that make a small network.
  double small() const { return small_; }

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    row.add_by_place(row.common().by_place(this, Whom::citizens(who.citizenship),
                                           [&] { return gain_by_place(scene, who.citizenship); }));
  }

 private:
  PlaceArray gain_by_place(const Scene& scene, StateId citizenship) const {
    PlaceArray gain(scene.world.n_places());
    for (const PlaceId j : scene.world.place_ids()) {
      gain[j] = b_network_ * fixed::log1p(network(scene, citizenship, j));
    }
    return gain;
  }
  double ties(const Scene& scene, StateId o, PlaceId j) const {
    const double settled = scene.ledger.summary.settled(j, o);
    const double for_a_term = scene.ledger.summary.temporary(j, o);
    return settled - (1 - temporary_) * for_a_term;
  }

  double b_network_, small_, temporary_, nearby_, full_;
};

}  // namespace sojourn::models
