#pragma once

#include "sim/base/rates.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The effort that a state of its own accord puts into its borders: at every corridor into it from
/// another state, e <- 1 - (1 - e)*(1 - effort).
class BorderEffort final : public Enact {
 public:
  BorderEffort(Settings&, const World&) {}

  void enact(const Scene& scene, Rules& rules) const override {
    for (const CorridorId c : scene.world.corridor_ids()) {
      const Corridor& edge = scene.world.corridors[c.index()];
      const double effort = scene.stances.enforcement[edge.to];
      if (effort <= 0 || scene.world.same_state(edge.from, edge.to)) continue;
      double& e = rules.enforcement[c];
      e = either(e, effort);
    }
  }
};

}  // namespace sojourn::models
