#pragma once

#include "sim/base/archive.hpp"
#include "sim/base/grid.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// What states of origin do for their citizens, and what destinations have conceded to them.
struct ExitDecisions {
  Grid<char, StateId, StateId> bans;        // origin, destination: 1 where nobody may go
  Grid<double, StateId, StateId> consular;  // share of lacking rights that consuls make up for
  StateArray conceded;                      // rights by destination; 0: none
  StateArray remitted;                      // more than before, by origin [int. $ / year]
  IdSet<ChannelId> channels = IdSet<ChannelId>::none();  // by leave of the destination
};

class ExitAgreement final : public Agreement, public Stateful {
 public:
  ExitAgreement() = default;  // to be loaded
  explicit ExitAgreement(ExitDecisions decisions) : now_(std::move(decisions)) {}
  const ExitDecisions& decisions() const { return now_; }

  void enact(const Scene& scene, Rules& rules) const override {
    concede(scene, rules);
    for (const StateId from : scene.world.states()) {
      ban(scene, from, rules);
      assist(scene, from, rules);
      if (now_.remitted[from] > 0) rules.remitted[from] += now_.remitted[from];
    }
  }
  void state(Archive& archive) override {
    archive(now_.bans, now_.consular, now_.conceded, now_.remitted, now_.channels);
  }

 private:
  void concede(const Scene& scene, Rules& rules) const {
    for (const PlaceId p : scene.world.place_ids()) {
      rules.rights[p] = std::max(rules.rights[p], now_.conceded[scene.world.state_of(p)]);
    }
  }
  /// Nobody leaves the state itself for where it lets nobody go; citizens elsewhere are free.
  void ban(const Scene& scene, StateId from, Rules& rules) const {
    IdSet<PlaceId> to = IdSet<PlaceId>::none();
    for (const PlaceId p : scene.world.place_ids()) {
      if (now_.bans(from, scene.world.state_of(p)) != 0) to.insert(p);
    }
    if (to.empty()) return;
    TargetGroup citizens;
    citizens.citizenships = IdSet<StateId>::of(std::array{from});
    rules.refusals.push_back({.who = std::move(citizens),
                              .from = IdSet<PlaceId>::of(scene.world.places_of(from)),
                              .to = std::move(to),
                              .channels = now_.channels,
                              .when = {},
                              .by = {}});
  }
  void assist(const Scene& scene, StateId from, Rules& rules) const {
    for (const PlaceId p : scene.world.place_ids()) {
      const double effort = now_.consular(from, scene.world.state_of(p));
      if (effort <= 0) continue;
      if (rules.rights_of.empty()) {
        rules.rights_of =
            Grid<double, StateId, PlaceId>(scene.world.states(), scene.world.place_ids());
      }
      rules.rights_of(from, p) += effort * (1 - rights_for(rules, from, p));
    }
  }

  ExitDecisions now_;
};

}  // namespace sojourn::models
