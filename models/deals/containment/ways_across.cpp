#include "models/deals/containment/ways_across.hpp"

#include <limits>

#include "models/channels/channel_lists.hpp"
#include "models/payoffs/cost.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// Of the corridors, were everyone who gets across sent back with the chance `readmission`
/// [km-equivalents].
std::vector<double> route_costs(const Scene& scene, double readmission) {
  Rules rules = scene.rules;
  std::ranges::fill(rules.readmission, readmission);
  std::vector<double> costs(scene.world.corridors.size(), 0);
  const Scene such = scene.with(rules);
  for (const auto& routes : scene.modules.of<RouteCost>()) routes->costs(such, costs);
  return costs;
}

}  // namespace

void WaysAcross::bind(const ModuleSet& modules) {
  const auto* money = modules.find<CostTerm>();
  weight_of_income_ = money == nullptr ? 0 : money->weight();
  walking_ = walking_channels(modules);
}

void WaysAcross::update(const Scene& scene, std::map<Pair, double> sent_back) {
  where_none_returns_ = route_costs(scene, 0);
  where_all_return_ = route_costs(scene, 1);
  sent_back_ = std::move(sent_back);
}

/// Chance of being sent back over the corridor, the pair's own deal aside; 0 where that deal sends
/// back everybody, so that nothing tells what others would do.
double WaysAcross::sent_back_by_others(const Scene& scene, Pair pair, CorridorId c) const {
  const auto own = sent_back_.find(pair);
  const double stay = own == sent_back_.end() ? 1 : 1 - own->second;
  return stay > 0 ? std::clamp(1 - (1 - scene.rules.readmission[c]) / stay, 0.0, 1.0) : 0;
}

/// Below which the routes' costs tell no chances apart.
double WaysAcross::least_chance(CorridorId c) const {
  const double all = where_all_return_[c.index()];
  return all > 0 ? where_none_returns_[c.index()] / all : 1;
}

double WaysAcross::cost_without_deal(const Scene& scene, Pair pair, CorridorId c) const {
  return where_none_returns_[c.index()] /
         std::max(least_chance(c), 1 - sent_back_by_others(scene, pair, c));
}

/// The corridor from the partner into the asker that would cost least without their deal; invalid
/// where there is none, so that nobody could be sent back.
CorridorId WaysAcross::cheapest_gate(const Scene& scene, const Party& asker, Pair pair) const {
  CorridorId cheapest;
  double least = std::numeric_limits<double>::infinity();
  for (const CorridorId c : scene.world.corridor_ids()) {
    const Corridor& edge = scene.world.corridors[c.index()];
    if (scene.world.state_of(edge.from) != pair.partner) continue;
    if (!asker.has(scene.world.state_of(edge.to))) continue;
    if (!std::isfinite(where_none_returns_[c.index()])) continue;
    const double cost = cost_without_deal(scene, pair, c);
    if (cost < least) cheapest = c, least = cost;
  }
  return cheapest;
}

/// What a journey costs is asked of the first channel on foot, by the cost of the route that it is
/// for, what money weighs of the payoffs, what people have of their savings. On foot schooling
/// makes no fare dearer.
Crossing WaysAcross::crossing(const Scene& scene, Pair pair, CorridorId gate) const {
  const PlaceId from = scene.world.corridors[gate.index()].from;
  const PlaceId to = scene.world.corridors[gate.index()].to;
  const double whole = scene.routes.cost(from, to);
  if (walking_.empty() || !(whole > 0)) return {};
  const Viewpoint who{pair.partner, from, Skill::kMedium, false};
  Eigen::ArrayXd fares = Eigen::ArrayXd::Zero(scene.world.n_places());
  scene.modules.of<Channel>()[walking_.front().index()]->offer(scene, who, fares);
  const double toll = fares[to.value] / whole * where_none_returns_[gate.index()];
  if (!std::isfinite(toll)) return {};
  return {.toll = toll,
          .weight = weight_of_income_ / std::max(1.0, scene.labour.wage[from]),
          .others = sent_back_by_others(scene, pair, gate),
          .least_chance = least_chance(gate),
          .savings = typical_savings(scene, from)};
}

}  // namespace sojourn::models
