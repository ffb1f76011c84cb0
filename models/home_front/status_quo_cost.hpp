#pragma once

#include "models/home_front/unwanted_inflow.hpp"
#include "sim/base/archive.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What customary law alone costs a state, as a share of its GDP per year (ODD 7.4):
/// C = c_irr*irregular/pop + c_asy*backlog/pop + c_pol*(1 + sentiment)*inflow_per_year/pop, its
/// 60-month baseline of min(C, 3*baseline), and excess = max(0, C - 1.25*baseline).
class StatusQuoCost final : public HomeFront, public Stateful {
 public:
  StatusQuoCost(Settings& settings, const World& world)
      : c_irregular_(settings.real("c_irregular", "GDP per head / person", {0, 5}, 0.1,
                                   "yearly cost of an irregular resident")),
        c_asylum_(settings.real("c_asylum", "GDP per head / person", {0, 5}, 0.5,
                                "yearly cost of an applicant who waits")),
        c_political_(settings.real("c_political", "GDP per head / person", {0, 5}, 0.4,
                                   "political cost of an arrival")),
        memory_(settings.real("memory", "years", {0.1, 50}, 5, "time over which states get used")),
        tolerance_(settings.real("tolerance", "1", {1, 10}, 1.25,
                                 "multiple of the baseline that is borne")),
        habit_(settings.real("habit", "1", {1, 1000}, 3,
                             "multiple of the baseline above which states do not get used to a "
                             "cost")),
        inflow_(settings, world) {}

  void bind(const ModuleSet& modules) override { inflow_.bind(modules); }

  /// What a person held back elsewhere would have cost: c_pol + c_asy/2
  /// [GDP per head / person / year].
  double of_person_held_back() const { return c_political_ + c_asylum_ / 2; }

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    if (measured_baseline_.size() > 0) stances.cost_baseline = measured_baseline_;
    measured_baseline_.resize(0);
    inflow_.update(scene, [](StateId, PlaceId) { return 1.0; });
    for (const PlaceId p : scene.world.place_ids()) {
      const double cost = cost_of(scene, p, stances.sentiment[p]);
      double& baseline = stances.cost_baseline[p];
      if (scene.tick <= 1) baseline = cost;  // the first tick has no inflow before it
      stances.status_quo_cost[p] = cost;
      stances.excess[p] = std::max(0.0, cost - tolerance_ * baseline);
      get_used(scene, cost, baseline);
    }
  }
  void watch(const Scene& scene) override {
    inflow_.update(scene, [](StateId, PlaceId) { return 1.0; });
    measured_baseline_.conservativeResize(scene.world.n_places());
    for (const PlaceId p : scene.world.place_ids()) {
      const double cost = cost_of(scene, p, scene.stances.sentiment[p]);
      if (scene.tick <= 1) measured_baseline_[p] = cost;
      get_used(scene, cost, measured_baseline_[p]);
    }
  }
  void state(Archive& archive) override { archive(inflow_, measured_baseline_); }

 private:
  void get_used(const Scene& scene, double cost, double& baseline) const {
    const double seen = baseline > 0 ? std::min(cost, habit_ * baseline) : cost;
    baseline += (seen - baseline) * std::max(scene.dt() / memory_, 1.0 / (scene.tick + 1));
  }
  double cost_of(const Scene& scene, PlaceId place, double sentiment) const {
    const double people = scene.ledger.population(place);
    if (people <= 0) return 0;
    const double irregular = scene.ledger.foreigners(place, Status::kIrregular);
    const double waiting = scene.ledger.foreigners(place, Status::kAsylumApplicant);
    const double inflow = inflow_.per_year(place, scene.dt());
    return (c_irregular_ * irregular + c_asylum_ * waiting +
            c_political_ * (1 + sentiment) * inflow) /
           people;
  }

  double c_irregular_, c_asylum_, c_political_, memory_, tolerance_, habit_;
  UnwantedInflow inflow_;
  PlaceArray measured_baseline_;  // while the module does not act; else empty
};

}  // namespace sojourn::models
