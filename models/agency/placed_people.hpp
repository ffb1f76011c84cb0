#pragma once

#include "models/agency/placement_agreement.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// Those whom an agency has placed, whatever has become of their papers: counted where they
/// arrived, until their career is over or they go home, as foreigners there do. No record says
/// later by whom someone was placed; who moves on is taken to stay (ODD 7.23).
class PlacedPeople {
 public:
  explicit PlacedPeople(Settings& s)
      : career_(s.real("career", "years", {1, 100}, 35,
                       "mean time over which those who are placed work")) {}

  void bind(const ModuleSet& modules) { return_ = modules.channel("return"); }

  /// Adds those of the year that has ended, of whom the share `taught` gained a step of schooling.
  void add_year(const Scene& scene, double taught) {
    if (people_.size() == 0) people_ = steps_ = PlaceArray::Zero(scene.world.n_places());
    for (const PlaceId p : scene.world.place_ids()) {
      const double stays = fixed::exp(-1 / career_) * share_that_stays(scene, p);
      const double came = arrived(scene, p);
      people_[p] = stays * people_[p] + came;
      steps_[p] = stays * steps_[p] + taught * came;
    }
  }
  /// [persons] by place; steps of schooling gained by all of them.
  const PlaceArray& people() const { return people_; }
  const PlaceArray& steps() const { return steps_; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(people_, steps_);
  }

 private:
  static double arrived(const Scene& scene, PlaceId place) {
    std::int64_t agents = 0;
    for (const PlaceId from : scene.world.place_ids()) {
      agents += scene.ledger.last_year.recruited(from, place);
    }
    return scene.persons(agents);
  }
  /// Of the foreigners of the year, those on the way among them, who has not gone home.
  double share_that_stays(const Scene& scene, PlaceId place) const {
    const double left = went_home(scene, place), there = foreigners(scene, place);
    return left > 0 ? there / (there + left) : 1;
  }
  double went_home(const Scene& scene, PlaceId place) const {
    if (!return_.valid()) return 0;
    std::int64_t left = 0;
    for (const PlaceId to : scene.world.place_ids()) {
      left += scene.ledger.last_year.departures(place, to, return_);
    }
    return scene.persons(left);
  }
  /// Whatever their papers, and on the way too.
  static double foreigners(const Scene& scene, PlaceId place) {
    std::int64_t there = 0;
    for (const StateId s : scene.world.states()) {
      if (s == scene.world.state_of(place)) continue;
      for (const Status status : kAllStatuses) there += scene.ledger.stock(place, s, status);
    }
    return scene.persons(there);
  }

  double career_;
  ChannelId return_;
  PlaceArray people_, steps_;
};

}  // namespace sojourn::models
