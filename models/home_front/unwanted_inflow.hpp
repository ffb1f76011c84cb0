#pragma once

#include "models/channels/channel_lists.hpp"

namespace sojourn::models {

/// Arrivals by the channels that states do not select, asylum and irregular, over the last months:
/// one bad month is no trend, and season is none either.
class UnwantedInflow {
 public:
  UnwantedInflow(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) { channels_ = walking_channels(modules); }

  /// Adds what happened in the previous tick, each citizenship weighted by `weight(state, place)`.
  template <class Weight>
  void update(const Scene& scene, const Weight& weight) {
    n_ticks_ = std::min(scene.tick, static_cast<int>(ring_.size()));
    PlaceArray& now = ring_[static_cast<std::size_t>(scene.tick) % ring_.size()];
    now.setZero();
    for (const PlaceId place : scene.world.place_ids()) {
      for (const StateId state : scene.world.states()) {
        const std::int64_t n = arrived(scene, place, state);
        if (n != 0) now[place] += weight(state, place) * n;
      }
    }
  }
  /// [agents / year] over the window, or over the run where that is shorter.
  double per_year(PlaceId place, double dt) const;
  /// Over which arrivals have been counted so far.
  double years(double dt) const { return n_ticks_ * dt; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(ring_, n_ticks_);
  }

 private:
  std::int64_t arrived(const Scene& scene, PlaceId place, StateId citizenship) const;

  std::vector<ChannelId> channels_;
  std::vector<PlaceArray> ring_;  // by tick of the window
  int n_ticks_ = 0;               // that have been seen
};

}  // namespace sojourn::models
