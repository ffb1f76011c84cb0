#pragma once

#include "models/shocks/causes_of_flight.hpp"
#include "models/shocks/dated_shock.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// War or persecution: people are driven out at a rate, stability and income fall, and the state
/// loses hold of its borders (enforcement on corridors out of it is multiplied).
class Conflict final : public DatedShock<Targets> {
 public:
  Conflict(Settings& settings, const World& world)
      : DatedShock(settings, world, "conflict",
                   {0.02, {0, 50}, "1 / year", "rate at which residents are driven to leave"}),
        causes_(read_cause_shares(settings)),
        stability_loss_(
            settings.real("stability_loss", "1", {0, 1}, 0.3, "what stability falls by")),
        income_loss_(settings.real("income_loss", "1", {0, 1}, 0, "share of income lost")),
        border_control_(settings.real("border_control", "1", {0, 1}, 1,
                                      "factor on enforcement at corridors out of the country")),
        smuggling_price_(settings.real("smuggling_price", "1", {0, 10}, 1,
                                       "factor on the price of corridors out of the country")) {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double share = share_now(scene);
    if (share == 0) return;
    for (const PlaceId place : targets()) {
      conditions.drive_out(place, course().magnitude() * share, causes_);
      double& stability = conditions.stability[place];
      stability = std::max(0.0, stability - stability_loss_ * share);
      conditions.gdp_per_capita[place] *= 1 - income_loss_ * share;
    }
    for (const CorridorId c : scene.world.corridor_ids()) {
      if (!targets().contain(scene.world.corridors[c.index()].from)) continue;
      conditions.enforcement[c] *= 1 + (border_control_ - 1) * share;
      conditions.price[c] *= 1 + (smuggling_price_ - 1) * share;
    }
  }

 private:
  CauseShares causes_;
  double stability_loss_;
  double income_loss_;
  double border_control_;
  double smuggling_price_;
};

}  // namespace sojourn::models
