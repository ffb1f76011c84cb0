#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/stages/refused_share.hpp"
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
    return status == Status::kRefugee && abroad ? rate_at(scene, residence, citizenship) : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    return rate_at(scene, person.place(), person.citizen_of());
  }
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override {
    const StateId citizenship = person.citizen_of();
    double level = draws.uniform() * claims_on(scene, person.place(), citizenship);
    for (const Resettlement& offer : scene.rules.resettlement) {
      if (!means(offer, person.place(), citizenship)) continue;
      level -= claim(scene, offer);
      if (level >= 0) continue;
      if (scene.world.state_of(offer.to) == person.citizen_of()) return;
      const double refused =
          refused_share(scene.rules, sponsored_, citizenship, person.place(), offer.to);
      if (refused > 0 && draws.happens(refused)) return;
      step.attribute(offer.by);
      if (sponsored_.valid()) {
        step.person().channel = sponsored_.bits();
      }
      return step.move_to(offer.to, Status::kSponsored);
    }
  }

 private:
  static bool means(const Resettlement& offer, PlaceId from, StateId citizenship) {
    return offer.from == from && offer.citizenships.contains(citizenship);
  }
  static double refugees_in(const Scene& scene, PlaceId place) {
    return scene.persons(scene.ledger.foreigners(place, Status::kRefugee));
  }
  /// Refugees of all countries whom an offer would take at the rate at which it takes its own
  /// [persons / year].
  static double claim(const Scene& scene, const Resettlement& offer) {
    if (offer.citizenships.all()) return offer.persons_per_year;
    std::int64_t own = 0;
    for (const StateId state : scene.world.states()) {
      if (!offer.citizenships.contains(state)) continue;
      own += scene.ledger.stock(offer.from, state, Status::kRefugee);
    }
    return own > 0 ? offer.persons_per_year * refugees_in(scene, offer.from) / scene.persons(own)
                   : 0;
  }
  static double claims_on(const Scene& scene, PlaceId place, StateId citizenship) {
    double sum = 0;
    for (const Resettlement& offer : scene.rules.resettlement) {
      if (means(offer, place, citizenship)) sum += claim(scene, offer);
    }
    return sum;
  }
  static constexpr double kWithinAMonth = 12;  // [1 / year]

  /// [1 / year], at most all of them within a month.
  static double rate_at(const Scene& scene, PlaceId place, StateId citizenship) {
    if (scene.rules.resettlement.empty()) return 0;
    const double wanted = claims_on(scene, place, citizenship);
    const double refugees = refugees_in(scene, place);
    return wanted > 0 && refugees > 0 ? std::min(kWithinAMonth, wanted / refugees) : 0;
  }

  ChannelId sponsored_;
};

}  // namespace sojourn::models
