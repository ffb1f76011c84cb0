#pragma once

#include "sim/stages.hpp"

namespace sojourn {

/// The channels that states do not select: people walk, and are there.
std::vector<ChannelId> walking_channels(const ModuleSet& modules);

/// Arrivals of the tick by the channels that states do not select, asylum and irregular
/// [agents / tick].
class UnwantedInflow {
 public:
  void bind(const ModuleSet& modules);
  /// Each citizenship weighted by `weight(state)`.
  template <class Weight>
  double operator()(const Scene& scene, PlaceId place, const Weight& weight) const {
    double sum = 0;
    for (int state = 0; state < scene.world.n_states; ++state) {
      for (const ChannelId channel : channels_) {
        const auto cell = scene.ledger.pair_channel(static_cast<std::size_t>(state), place.index(),
                                                    channel.index());
        const auto n = scene.ledger.previous_tick.arrivals[cell];
        if (n != 0) sum += weight(StateId(state)) * static_cast<double>(n);
      }
    }
    return sum;
  }

 private:
  std::vector<ChannelId> channels_;
};

}  // namespace sojourn
