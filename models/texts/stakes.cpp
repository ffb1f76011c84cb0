#include "models/texts/stakes.hpp"

#include <algorithm>

#include "models/parties/acquaintance.hpp"
#include "models/parties/party.hpp"
#include "models/parties/regions.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

StakeScales::StakeScales(Settings& s)
    : net_position(s),
      diaspora(s),
      usual_foreigners(s.real("usual_foreigners", "1", {1e-4, 1}, StakeScales{}.usual_foreigners,
                              "foreigners, of the population, whom a state hosts without a sense "
                              "of much being owed to them")) {}

Eigen::ArrayXd Stakes::net_position() const {
  Eigen::ArrayXd position(people.size());
  for (Eigen::Index i = 0; i < people.size(); ++i) {
    position[i] = scales.net_position.of(foreigners[i], emigrants[i], people[i]);
  }
  return position;
}

Eigen::ArrayXd Stakes::stake() const {
  Eigen::ArrayXd diaspora(people.size());
  for (Eigen::Index i = 0; i < people.size(); ++i) {
    diaspora[i] = scales.diaspora.of(emigrants[i], std::max(1.0, people[i]));
  }
  return (1 - net_position()) / 2 * diaspora.sqrt();
}

Eigen::ArrayXd Stakes::exposure() const {
  return (foreigners / people.max(1.0) / scales.usual_foreigners).unaryExpr(&fixed::log1p);
}

Eigen::ArrayXd Stakes::reach(const Eigen::ArrayXd& in) const {
  return (abroad.matrix() * in.matrix()).array();
}

Stakes Stakes::permuted(const std::vector<int>& order) const {
  return {people(order), foreigners(order), emigrants(order), abroad(order, order), scales};
}

Stakes stakes_of(const Scene& scene, const StakeScales& scales) {
  const World& world = scene.world;
  StateArray people(world.n_states);
  for (const StateId s : world.states()) people[s] = people_of(scene, s);
  const PairArray abroad = citizens_abroad(scene);
  Stakes s{people, abroad.colwise().sum().transpose(), abroad.rowwise().sum(), abroad, scales};
  s.abroad.colwise() /= s.emigrants.max(1e-300);
  return s;
}

RightsPositions positions_of(const Scene& scene, Stakes stakes) {
  const int n = scene.world.n_states;  // countries come first among places
  RightsPositions all{.stakes = std::move(stakes),
                      .stake = {},
                      .exposure = {},
                      .capacity = scene.conditions.capacity.head(n),
                      .rights = scene.stances.rights.head(n),
                      .power = StateArray(n),
                      .saved = StateArray(n),
                      .urged = StateArray(n)};
  const Acquaintance& met = acquaintance_in(scene.modules);
  all.stake = all.stakes.stake();
  all.exposure = all.stakes.exposure();
  for (const StateId s : all.states()) {
    all.power[s] = gdp_of(scene, s);
    all.saved[s] = met.saved(s);
    all.urged[s] = met.urged(s);
  }
  return all;
}

std::vector<std::vector<StateId>> regional_peers(const World& world) {
  std::vector<std::vector<StateId>> peers(world.states().size());
  for (const StateId i : world.states()) {
    for (const StateId j : world.states()) {
      if (i != j && share_a_region(world, i, j)) peers[i.index()].push_back(j);
    }
  }
  return peers;
}

StateArray share_of_peers(const std::vector<std::vector<StateId>>& peers, const StateArray& in) {
  StateArray share = StateArray::Zero(in.size());
  for (const StateId i : IdRange<StateId>(peers.size())) {
    const std::vector<StateId>& others = peers[i.index()];
    if (others.empty()) continue;
    double sum = 0;
    for (const StateId j : others) sum += in[j];
    share[i] = sum / others.size();
  }
  return share;
}

}  // namespace sojourn::models
