#pragma once

#include <vector>

#include "models/movement/destinations.hpp"
#include "models/movement/migrant_ages.hpp"
#include "sim/base/archive.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Family migration: settled compatriots call kin at a rate each, let in by the rights and openness
/// of where they live; whoever is called leaves the home country by age as migrants do. Times
/// exp(b_affinity*(affinity + leaving)).
class KinCalls final : public Departure, public Stateful {
 public:
  KinCalls(Settings& settings, const World& world)
      : ages_(world),
        rate_(settings.real("rate", "1 / year", {0, 1}, 0.01,
                            "calls per settled compatriot and year, at full rights and openness")),
        b_affinity_(settings.real("b_affinity", "1", {0, 5}, 0,
                                  "weight of the learnt constants of corridor and origin")) {}

  void bind(const ModuleSet& modules) override {
    family_ = modules.channel("family");
    ages_.bind(modules);
  }

  void prepare(const Scene& scene) override {
    called_.assign(scene.world.places.size(), 0);
    calls_.clear(scene.world.places.size());
    if (!family_.valid()) return;
    for (const PlaceId home : scene.world.place_ids()) {
      const double residents = scene.ledger.residents[home];
      if (residents <= 0 || !is_home(scene, home)) continue;
      calls_.set(home, calls_to(scene, home));
      called_[home.index()] = std::min(kMostCalls, calls_.total(home) / residents);
    }
  }
  double rate(const Scene&, const Cohort& cohort) const override {
    const double called = called_[cohort.place.index()];
    return called <= 0 ? 0 : ages_.relative(cohort, called);
  }

  std::optional<Call> call(const Scene&, PlaceId home, double u) const override {
    return Call{family_, calls_.draw(home, u)};
  }
  void state(Archive& archive) override { archive(called_, calls_); }

 private:
  static constexpr double kMostCalls =
      0.5;  // keeps the rate of a nearly empty home small [1 / year]

  /// Kin live where the state's residents do: its own vertex of the graph.
  static bool is_home(const Scene& scene, PlaceId place) {
    return scene.world.state_of(place).index() == place.index();
  }
  /// [agents / year]
  double calls_from(const Scene& scene, PlaceId home, PlaceId abroad) const {
    const StateId state = scene.world.state_of(home);
    if (scene.world.state_of(abroad) == state) return 0;
    const double kin = scene.ledger.stock(abroad, state, Status::kRegular) +
                       scene.ledger.stock(abroad, state, Status::kRefugee);
    const double rights = rights_for(scene.rules, state, abroad);
    const double admission = std::sqrt(rights * scene.stances.openness[abroad]);
    return rate_ * kin * admission * family_factor(scene.rules, state, abroad) *
           learnt(scene.world, home, abroad);
  }
  double learnt(const World& world, PlaceId home, PlaceId abroad) const {
    const StateId state = world.state_of(home);
    return fixed::exp(b_affinity_ * (world.affinity(state, abroad) + world.leaving[home]));
  }
  std::vector<double> calls_to(const Scene& scene, PlaceId home) const {
    std::vector<double> calls;
    for (const PlaceId j : scene.world.place_ids()) calls.push_back(calls_from(scene, home, j));
    return calls;
  }

  MigrantAges ages_;
  double rate_, b_affinity_;
  std::vector<double> called_;  // [place], of this tick's residents [1 / year]
  Destinations calls_;          // of this tick [agents / year]
  ChannelId family_;
};

}  // namespace sojourn::models
