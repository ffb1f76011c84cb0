#pragma once

#include "models/shocks/course.hpp"

namespace sojourn::models {

/// Drought, flood, earthquake: people are driven out at a rate and income falls. Where it befalls
/// the insecure alone (aid to refugees is cut), only they are driven on.
class Disaster final : public Shock {
 public:
  Disaster(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 0.01, {0, 50}, "1 / year",
                "rate at which residents are driven to leave"),
        income_loss_(settings.real("income_loss", "1", {0, 1}, 0.05, "share of income lost")),
        insecure_only_(settings.choice("befalls", {"everyone", "insecure"}, "everyone",
                                       "everyone, or only people abroad without a secure place") ==
                       "insecure") {}

  void apply(const Scene& scene, Conditions& conditions) const override {
    const double share = course_.share(scene, stream());
    if (share == 0) return;
    const double strength = course_.magnitude() * share;
    for (const PlaceId place : targets_) {
      (insecure_only_ ? conditions.hardship : conditions.displacement)[place] += strength;
      if (!insecure_only_) conditions.gdp_per_capita[place] *= 1 - income_loss_ * share;
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream()))
      log.add("disaster", name() + ": " + targets_.names(scene.world));
  }

 private:
  Targets targets_;
  Course course_;
  double income_loss_;
  bool insecure_only_;
};

}  // namespace sojourn::models
