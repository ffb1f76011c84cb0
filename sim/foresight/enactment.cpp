#include "sim/foresight/enactment.hpp"

#include "sim/stages/catalog.hpp"

namespace sojourn {

namespace {

std::vector<double> quotas_of(const Scene& scene, const Channel& channel) {
  std::vector<double> quota(scene.world.places.size() * kSkills);
  for (std::size_t cell = 0; cell < quota.size(); ++cell) {
    quota[cell] = channel.quota(scene, PlaceId(cell / kSkills), static_cast<Skill>(cell % kSkills));
  }
  return quota;
}

}  // namespace

Rules rules_of(const Scene& scene) {
  const World& world = scene.world;
  const auto& channels = scene.modules.of<Channel>();
  Rules rules;
  rules.enforcement = scene.conditions.enforcement;
  rules.closed = scene.conditions.closed;
  rules.free_movement = PairArray::Zero(world.n_places(), world.n_places());
  rules.visa = PairArray::Zero(world.n_states, world.n_places());
  rules.transfers = rules.remitted = PlaceArray::Zero(world.n_places());
  rules.rights = scene.stances.rights;
  rules.risk = scene.conditions.risk;
  rules.regularisation = rules.irregular_return = PlaceArray::Ones(world.n_places());
  rules.readmission.assign(world.corridors.size(), 0);
  rules.recruitment.reach = PairArray::Zero(world.n_places(), world.n_places());
  rules.recruitment.unplanned = PlaceArray::Zero(world.n_places());
  rules.admission.assign(channels.size(), std::vector<double>(world.places.size() * kSkills, 1.0));
  for (const auto& channel : channels) rules.quota.push_back(quotas_of(scene, *channel));
  // Agreements first: what people take their chances to be follows from all the places there are.
  for (const auto& one : scene.agreements.in_force) one.agreement->enact(scene, rules);
  for (const auto& rule : scene.modules.of<Enact>()) rule->enact(scene, rules);
  return rules;
}

Routes routes_of(const Scene& scene, std::span<const int> targets) {
  const RouteCost& law = *scene.modules.of<RouteCost>().front();
  std::vector<double> cost;
  law.costs(scene, cost);
  Routes routes(scene.world.graph, law.mu());
  routes.solve(cost, targets);
  return routes;
}

}  // namespace sojourn
