#include "models/emigration/workers_sought.hpp"

#include <algorithm>
#include <cmath>

namespace sojourn::models {

void WorkersSought::bind(const ModuleSet& modules) {
  asked_.clear();
  for (const ChannelId c : modules.channel_ids()) {
    const Channel& channel = *modules.of<Channel>()[c.index()];
    if (channel.by_leave() && channel.is_chosen()) asked_.push_back(c);
  }
}

double WorkersSought::planned(const Scene& scene, StateId from, StateId to, Skill skill) {
  double sum = 0;
  for (const PlaceId i : scene.world.places_of(from)) {
    for (const PlaceId j : scene.world.places_of(to)) {
      sum += scene.persons(scene.ledger.last_year.planned(i, j, skill));
    }
  }
  return sum;
}

template <class Of>
double WorkersSought::sum_where_limited(const Scene& scene, StateId to, Skill skill,
                                        const Of& of) const {
  double sum = 0;
  for (const ChannelId c : asked_) {
    for (const PlaceId j : scene.world.places_of(to)) {
      const double quota = scene.rules.quota(c, j, skill);
      if (std::isfinite(quota)) sum += of(c, j, quota);
    }
  }
  return sum;
}

double WorkersSought::proposals(const Scene& scene, StateId to, Skill skill) const {
  return sum_where_limited(scene, to, skill, [&](ChannelId c, PlaceId j, double /*quota*/) {
    return scene.persons(scene.ledger.last_year.proposals(c, j, skill));
  });
}

double WorkersSought::places(const Scene& scene, StateId to, Skill skill) const {
  return sum_where_limited(scene, to, skill,
                           [](ChannelId, PlaceId, double quota) { return quota; });
}

double WorkersSought::lost(const Scene& scene, StateId to, const IdSet<StateId>& missing) const {
  double lost = 0;
  for (const Skill skill : kAllSkills) {
    double all = 0, others = 0;
    for (const StateId from : scene.world.states()) {
      all += usual_(from, to, skill);
      if (!missing.contains(from)) others += usual_(from, to, skill);
    }
    const double open = places(scene, to, skill);
    lost += std::min(open, all) - std::min(open, others);
  }
  return lost;
}

double WorkersSought::coming(const Scene& scene, StateId from, StateId to) const {
  double sum = 0;
  for (const Skill skill : kAllSkills) {
    double all = 0;
    for (const StateId s : scene.world.states()) all += usual_(s, to, skill);
    if (all <= 0) continue;
    sum += usual_(from, to, skill) * std::min(1.0, places(scene, to, skill) / all);
  }
  return sum;
}

}  // namespace sojourn::models
