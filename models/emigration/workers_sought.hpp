#pragma once

#include <vector>

#include "sim/base/archive.hpp"
#include "sim/base/grid.hpp"
#include "sim/base/id_set.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// Who asks for places that states give, by where they live, in the last year in which their state
/// let them (ODD 7.28). Shares of the proposals of a destination are those of the plans to go
/// there.
class WorkersSought {
 public:
  explicit WorkersSought(const World& world)
      : usual_(world.states(), world.states(), kAllSkills), n_states_(world.states().size()) {}

  void bind(const ModuleSet& modules);
  /// Adds the year that has ended; `banned(origin, destination)` tells who could not ask.
  template <class Banned>
  void record(const Scene& scene, const Banned& banned) {
    for (const StateId to : scene.world.states()) {
      for (const Skill skill : kAllSkills) record_one(scene, to, skill, banned);
    }
  }
  /// How many fewer would come to a state if those of `missing` did not ask: min(places, proposals)
  /// by schooling, others taking what they leave [persons / year].
  double lost(const Scene& scene, StateId to, const IdSet<StateId>& missing) const;
  /// Who would come from there of those who ask [persons / year].
  double coming(const Scene& scene, StateId from, StateId to) const;
  template <class Keeper>
  void state(Keeper& archive) {
    archive(usual_);
  }

 private:
  template <class Banned>
  void record_one(const Scene& scene, StateId to, Skill skill, const Banned& banned) {
    std::vector<double> plans(n_states_, 0);
    double all = 0;
    for (const StateId from : scene.world.states()) {
      if (from == to || banned(from, to)) continue;
      plans[from.index()] = planned(scene, from, to, skill);
      all += plans[from.index()];
    }
    const double each = all > 0 ? proposals(scene, to, skill) / all : 0;
    for (const StateId from : scene.world.states()) {
      if (from == to || banned(from, to)) continue;
      usual_(from, to, skill) = each * plans[from.index()];
    }
  }
  /// Sum of `of(channel, place, quota)` over the places of a state that take a limited number.
  template <class Of>
  double sum_where_limited(const Scene& scene, StateId to, Skill skill, const Of& of) const;
  static double planned(const Scene& scene, StateId from, StateId to, Skill skill);
  double proposals(const Scene& scene, StateId to, Skill skill) const;
  double places(const Scene& scene, StateId to, Skill skill) const;

  Grid<double, StateId, StateId, Skill> usual_;  // origin, destination [persons / year]
  std::size_t n_states_;
  std::vector<ChannelId> asked_;  // channels of contested places
};

}  // namespace sojourn::models
