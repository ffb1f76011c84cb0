#pragma once

#include <cmath>

#include "sim/base/archive.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Shortage and wages (ODD 7.3): demand grows with its trend and moves with the cycle; supply is
/// the residents of working age and the working share of people with a record.
/// shortage = max(0, (demand - supply)/demand), w = gdp_per_capita*(1 + eta*shortage). Where firms
/// adjust, demand moves towards supply at the rate `adjustment` whatever the trend.
class LabourMarket final : public HomeFront, public Stateful {
 public:
  LabourMarket(Settings& settings, const World&)
      : eta_(settings.real("eta", "1", {0, 5}, 0.5, "rise of wages with shortage")),
        working_share_(settings.real("working_share", "1", {0, 1}, 0.75,
                                     "share of people with a migration record who work")),
        adjustment_(
            settings.real("adjustment", "1 / year", {0, 12}, 0,
                          "rate at which firms make do with the workers there are; 0: their "
                          "demand is that of the start and its trend")) {}

  double working_share() const { return working_share_; }
  /// The share of today's shortage that remains after `years` [1].
  double left_after(double years) const { return fixed::exp(-adjustment_ * years); }
  /// The shortage after `years` if it grew by 1 each year [years].
  double left_of_growing(double years) const {
    return adjustment_ > 0 ? -fixed::expm1(-adjustment_ * years) / adjustment_ : years;
  }
  /// Demand after so many years [workers], while its trend and the cycle stay as they are and
  /// supply moves evenly to `supply_then`.
  double demand_after(const Scene& scene, PlaceId p, double years, double supply_then) const {
    const double trend = fixed::exp(scene.world.baseline.workforce_growth[p] * years);
    if (adjustment_ <= 0 || years <= 0) return scene.labour.demand[p] * trend;
    const double cycle = scene.conditions.labour_demand[p];
    const double now = own_demand(scene, p);
    const double gap = now - scene.labour.supply[p];
    const double growth = (now * trend - supply_then - gap) / years;
    return cycle * (supply_then + gap * left_after(years) + growth * left_of_growing(years));
  }
  void watch(const Scene& scene) override {
    if (scene.tick == 0) start_ = workers_everywhere(scene);
  }
  void update(const Scene& scene, Labour& labour, Stances& /*stances*/,
              EventLog& /*log*/) override {
    if (start_.size() > 0) labour.demand_start = start_;
    start_.resize(0);
    const World& world = scene.world;
    const double years = scene.tick * scene.dt();
    for (const PlaceId p : world.place_ids()) {
      labour.supply[p] = workers(scene, p);
      if (scene.tick == 0) trend_start(labour, p);
      const double trend = fixed::exp(world.baseline.workforce_growth[p] * years);
      if (adjustment_ > 0) adjust(scene, labour, p, trend);
      const double demand = labour.demand_start[p] * trend * scene.conditions.labour_demand[p];
      labour.demand[p] = demand;
      labour.shortage[p] = demand > 0 ? std::max(0.0, (demand - labour.supply[p]) / demand) : 0;
    }
    labour.wage = scene.conditions.gdp_per_capita * (1 + eta_ * labour.shortage);
  }
  void state(Archive& archive) override { archive(start_); }

 private:
  /// Without the cycle [workers].
  static double own_demand(const Scene& scene, PlaceId p) {
    const double years = scene.tick * scene.dt();
    return scene.labour.demand_start[p] *
           fixed::exp(scene.world.baseline.workforce_growth[p] * years);
  }
  /// The demand of the start as firms see it by now.
  void adjust(const Scene& scene, Labour& labour, PlaceId p, double trend) const {
    const double gap = labour.supply[p] / trend - labour.demand_start[p];
    labour.demand_start[p] += gap * (1 - left_after(scene.dt()));
  }
  static void trend_start(Labour& labour, PlaceId p) { labour.demand_start[p] = labour.supply[p]; }

  PlaceArray workers_everywhere(const Scene& scene) const {
    PlaceArray all(scene.world.n_places());
    for (const PlaceId p : scene.world.place_ids()) all[p] = workers(scene, p);
    return all;
  }
  double workers(const Scene& scene, PlaceId place) const {
    const Ledger& ledger = scene.ledger;
    const std::int64_t records = ledger.population(place) - ledger.residents[place];
    return scene.persons(ledger.working_age[place]) + working_share_ * scene.persons(records);
  }

  double eta_;
  double working_share_;
  double adjustment_;
  PlaceArray start_;  // of the first tick, while the module does not act; else empty
};

}  // namespace sojourn::models
