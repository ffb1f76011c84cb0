#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// States take refugees over from others, as many a year as their agreements say; lots decide who.
class Resettled final : public Hazard {
 public:
  Resettled(Settings&, const World&) {}
  void bind(const ModuleSet& modules) override { sponsored_ = modules.channel("sponsored"); }

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    const bool abroad = scene.world.state_of(residence) != citizenship;
    return status == Status::kRefugee && abroad ? rate_at(scene, residence) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return rate_at(scene, person.place());
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    double level = draws.uniform() * persons_from(scene, person.place());
    for (const Resettlement& offer : scene.rules.resettlement) {
      if (offer.from != person.place()) continue;
      level -= offer.persons_per_year;
      if (level >= 0) continue;
      if (scene.world.state_of(offer.to) == person.citizen_of()) return;
      const double shut =
          scene.rules.shut.share(sponsored_, person.citizen_of(), person.place(), offer.to);
      if (shut > 0 && draws.happens(shut)) return;
      if (sponsored_.valid()) {
        step.person().channel = sponsored_.bits();
      }
      return step.move_to(offer.to, Status::kSponsored);
    }
  }

 private:
  static double persons_from(const Scene& scene, PlaceId place) {
    double sum = 0;
    for (const Resettlement& offer : scene.rules.resettlement) {
      if (offer.from == place) sum += offer.persons_per_year;
    }
    return sum;
  }
  static constexpr double kWithinAMonth = 12;  // [1 / year]

  /// [1 / year], at most all of them within a month.
  static double rate_at(const Scene& scene, PlaceId place) {
    if (scene.rules.resettlement.empty()) return 0;
    const double wanted = persons_from(scene, place);
    const double refugees = scene.persons(scene.ledger.foreigners(place, Status::kRefugee));
    return wanted > 0 && refugees > 0 ? std::min(kWithinAMonth, wanted / refugees) : 0;
  }

  ChannelId sponsored_;
};

}  // namespace sojourn::models
