#pragma once

#include "models/shocks/causes_of_flight.hpp"
#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Drought, flood, earthquake: people are driven out at a rate and income falls. Where it befalls
/// the insecure alone (aid to refugees is cut), only they are driven on.
class Disaster final : public DatedShock<Targets> {
 public:
  Disaster(Settings& settings, const World& world)
      : DatedShock(settings, world, "disaster",
                   {0.01, {0, 50}, "1 / year", "rate at which residents are driven to leave"}),
        income_loss_(settings.real("income_loss", "1", {0, 1}, 0.05, "share of income lost")),
        insecure_only_(settings.choice("befalls", {"everyone", "insecure"}, "everyone",
                                       "everyone, or only people abroad without a secure place") ==
                       "insecure") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double share = share_now(scene);
    if (share == 0) return;
    const double strength = course().magnitude() * share;
    for (const PlaceId place : targets()) {
      if (insecure_only_) {
        conditions.hardship[place] += strength;
        continue;
      }
      conditions.drive_out(place, strength, all_by(Cause::kDisaster));
      conditions.gdp_per_capita[place] *= 1 - income_loss_ * share;
    }
  }

 private:
  double income_loss_;
  bool insecure_only_;
};

}  // namespace sojourn::models
