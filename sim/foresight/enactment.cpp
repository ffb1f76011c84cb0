#include "sim/foresight/enactment.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stages/catalog.hpp"
#include "sim/stages/refused_share.hpp"

namespace sojourn {

namespace {

using ByQuota = Grid<double, ChannelId, PlaceId, Skill>;

ByQuota quotas(const Scene& scene) {
  ByQuota all(scene.modules.channel_ids(), scene.world.place_ids(), kAllSkills);
  for (const ChannelId channel : scene.modules.channel_ids()) {
    const Channel& way = *scene.modules.of<Channel>()[channel.index()];
    for (const PlaceId place : scene.world.place_ids()) {
      const double share = scene.world.places[place.index()].quota_share;
      for (const Skill skill : kAllSkills) {
        const double quota = way.quota(scene, place, skill);
        all(channel, place, skill) = std::isfinite(quota) ? share * quota : quota;
      }
    }
  }
  return all;
}

Grid<double, CorridorId> closed_shares(const Scene& scene) {
  Grid<double, CorridorId> shares(scene.world.corridor_ids());
  for (const CorridorId c : scene.world.corridor_ids()) {
    shares[c] = scene.conditions.closed[c].share();
  }
  return shares;
}

/// Where a channel is refused to all no places open on those days. People's view of their chances
/// stays: it is of the days on which it is open.
void close_refused_places(const Scene& scene, Rules& rules) {
  if (rules.refusals.empty()) return;
  for (const ChannelId channel : scene.modules.channel_ids()) {
    for (const PlaceId place : scene.world.place_ids()) {
      const double open = 1 - refused_to_all(rules, channel, place);
      for (const Skill skill : kAllSkills) {
        double& quota = rules.quota(channel, place, skill);
        if (std::isfinite(quota)) quota *= open;
      }
    }
  }
}

/// As people seek it: whom the table refuses seeks entry as one who needs a visa, and is turned
/// back.
Grid<Entry, StateId, PlaceId> sought_at(Grid<Entry, StateId, PlaceId> entry) {
  std::replace(entry.begin(), entry.end(), Entry::kRefused, Entry::kRequired);
  return entry;
}

}  // namespace

Rules rules_of(const Scene& scene) {
  const World& world = scene.world;
  Rules rules;
  rules.enforcement = scene.conditions.enforcement;
  rules.closed = closed_shares(scene);
  rules.free_movement = PairArray::Zero(world.n_places(), world.n_places());
  rules.visa = PairArray::Zero(world.n_states, world.n_places());
  rules.transfers = rules.remitted = PlaceArray::Zero(world.n_places());
  rules.rights = scene.stances.rights;
  rules.risk = scene.conditions.risk;
  rules.regularisation = rules.irregular_return = PlaceArray::Ones(world.n_places());
  rules.by_partner = Grid<double, CorridorId>(world.corridor_ids());
  rules.readmission = Grid<double, CorridorId>(world.corridor_ids());
  rules.recruitment.reach = PairArray::Zero(world.n_places(), world.n_places());
  rules.recruitment.unplanned = PlaceArray::Zero(world.n_places());
  rules.quota = quotas(scene);
  rules.admission = ByQuota(scene.modules.channel_ids(), world.place_ids(), kAllSkills);
  std::fill(rules.admission.begin(), rules.admission.end(), 1.0);
  rules.entry = scene.conditions.entry;
  rules.entry_sought = sought_at(rules.entry);
  // What people take their chances to be follows from all the places there are: it comes last.
  for (const auto& one : scene.agreements.in_force) one.agreement->enact(scene, rules);
  for (const Decree* decree : scene.conditions.decrees) decree->enact(scene, rules);
  for (const auto& rule : scene.modules.of<Enact>()) rule->enact(scene, rules);
  close_refused_places(scene, rules);
  return rules;
}

Routes routes_of(const Scene& scene, std::span<const PlaceId> targets) {
  const RouteCost& law = *scene.modules.of<RouteCost>().front();
  std::vector<double> cost;
  law.costs(scene, cost);
  Routes routes(scene.world.graph, law.mu());
  routes.solve(cost, targets);
  return routes;
}

}  // namespace sojourn
