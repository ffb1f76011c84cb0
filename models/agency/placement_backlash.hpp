#pragma once

#include <algorithm>

#include "sim/base/archive.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// A public that minds the people an agency places: sentiment rises with sponsored arrivals per
/// head, weighted by cultural distance (1 - proximity), by which they are more than usual, and
/// fades as Sentiment lets it. Where nobody gets used to them, none are usual.
class PlacementBacklash final : public HomeFront, public Stateful {
 public:
  PlacementBacklash(Settings& settings, const World&)
      : rise_(settings.real("rise", "1 / month", {0, 10}, 0.05,
                            "rise of sentiment while 1% of the people are placed in a year")),
        memory_(settings.real("memory", "years", {0, 50}, 0,
                              "time over which people get used to those who are placed; 0: they "
                              "do not")) {}

  void bind(const ModuleSet& modules) override { sponsored_ = modules.channel("sponsored"); }

  void update(const Scene& scene, Labour& /*labour*/, Stances& stances,
              EventLog& /*log*/) override {
    const double months = scene.dt() * 12;
    follow(scene, [&](PlaceId p, double over) {
      stances.sentiment[p] += months * rise_ * over / kOnePercent;
    });
  }
  void watch(const Scene& scene) override {
    follow(scene, [](PlaceId, double) {});
  }
  void state(Archive& archive) override { archive(usual_); }

 private:
  static constexpr double kOnePercent = 0.01;  // of the people, for which `rise` is stated

  /// Calls feel(place, how many more than usual [persons / head / year]), and gets used to them.
  template <class Feel>
  void follow(const Scene& scene, const Feel& feel) {
    if (!sponsored_.valid()) return;
    if (usual_.size() == 0) usual_ = PlaceArray::Zero(scene.world.n_places());
    for (const PlaceId p : scene.world.place_ids()) {
      const double people = scene.ledger.population(p);
      if (people <= 0) continue;
      const double yearly = arrived(scene, p) / scene.dt() / people;
      feel(p, std::max(0.0, yearly - usual_[p]));
      if (memory_ > 0) usual_[p] += (yearly - usual_[p]) * std::min(1.0, scene.dt() / memory_);
    }
  }
  /// Last tick, each weighted by distance [agents].
  double arrived(const Scene& scene, PlaceId place) const {
    double sum = 0;
    for (const StateId o : scene.world.states()) {
      const std::int64_t n = scene.ledger.previous_tick.arrivals(o, place, sponsored_);
      if (n != 0) sum += (1 - scene.world.proximity(o, place)) * n;
    }
    return sum;
  }

  double rise_, memory_;
  PlaceArray usual_;  // [persons / head / year]
  ChannelId sponsored_;
};

}  // namespace sojourn::models
