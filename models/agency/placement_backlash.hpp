#pragma once

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// A public that minds the people an agency places: sentiment rises with sponsored arrivals per
/// head, weighted by cultural distance (1 - proximity), and fades as Sentiment lets it.
class PlacementBacklash final : public HomeFront {
 public:
  PlacementBacklash(Settings& settings, const World&)
      : rise_(settings.real("rise", "1 / month", {0, 10}, 0.05,
                            "rise of sentiment while 1% of the people are placed in a year")) {}

  void bind(const ModuleSet& modules) override { sponsored_ = modules.channel("sponsored"); }

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    if (!sponsored_.valid()) return;
    const double months = scene.dt() * 12;
    for (const PlaceId p : scene.world.place_ids()) {
      const auto people = static_cast<double>(scene.ledger.population(p));
      if (people <= 0) continue;
      const double yearly = arrived(scene, p) / scene.dt() / people;
      stances.sentiment[p] += months * rise_ * yearly / kOnePercent;
    }
  }

 private:
  static constexpr double kOnePercent = 0.01;  // of the people, for which `rise` is stated

  /// Last tick, each weighted by distance [agents].
  double arrived(const Scene& scene, PlaceId place) const {
    double sum = 0;
    for (const StateId o : scene.world.states()) {
      const std::int64_t n = scene.ledger.previous_tick.arrivals(o, place, sponsored_);
      if (n != 0) sum += (1 - scene.world.proximity(o, place)) * static_cast<double>(n);
    }
    return sum;
  }

  double rise_;
  ChannelId sponsored_;
};

}  // namespace sojourn::models
