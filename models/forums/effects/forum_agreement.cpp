#include "models/forums/effects/forum_agreement.hpp"

#include <algorithm>
#include <cmath>

#include "models/parties/party.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

namespace {

bool is_on(const ForumRule& rule, Subject subject) {
  return rule.mandate[position(subject)];
}

void raise_rights(const Scene& scene, const ForumRule& rule, Rules& rules) {
  for (const PlaceId p : scene.world.place_ids()) {
    const double kept = rule.weight[scene.world.state_of(p)] * scene.conditions.capacity[p];
    rules.rights[p] += kept * std::max(0.0, rule.text[kRights] - rules.rights[p]);
  }
}

void waive_refusals(const Scene& scene, const ForumRule& rule, Rules& rules) {
  for (const StateId i : scene.world.states()) {
    if (rule.weight[i] <= 0) continue;
    for (const PlaceId p : scene.world.place_ids()) {
      const StateId host = scene.world.state_of(p);
      if (host == i) continue;
      double& waived = rules.visa(i, p);
      waived = either(waived, rule.admission * std::min(rule.weight[i], rule.weight[host]));
    }
  }
}

void hold_back(const Scene& scene, const ForumRule& rule, double borders, Rules& rules) {
  for (const CorridorId c : scene.world.corridor_ids()) {
    const PlaceId from = scene.world.corridors[c.index()].from;
    const StateId state = scene.world.state_of(from);
    if (state == scene.world.state_of(scene.world.corridors[c.index()].to)) continue;
    const double kept = rule.weight[state] * scene.conditions.capacity[from];
    stop_on_behalf(c, borders * kept * rule.containment, rules);
  }
}

void pay(const Scene& scene, const ForumGrant& grant, Rules& rules) {
  for (const StateId i : scene.world.states()) {
    rules.transfers[PlaceId(i.value)] += grant.received[i];
    rules.transfers[PlaceId(grant.funder.value)] -= grant.received[i];
  }
}

}  // namespace

void ForumAgreement::enact(const Scene& scene, Rules& rules) const {
  for (const ForumRule& rule : rules_) {
    if (is_on(rule, Subject::kRights)) raise_rights(scene, rule, rules);
    if (is_on(rule, Subject::kLabour)) waive_refusals(scene, rule, rules);
    if (is_on(rule, Subject::kSecurity)) hold_back(scene, rule, borders_, rules);
  }
  for (const ForumGrant& grant : grants_) pay(scene, grant, rules);
}

void ForumAgreement::develop(const Scene& scene, Conditions& conditions) const {
  for (const PlaceId p : scene.world.place_ids()) {
    double& capacity = conditions.capacity[p];
    capacity = 1 - (1 - capacity) * lack_left(scene, aid_, cost_, scene.world.state_of(p));
  }
}

double lack_left(const Scene& scene, const StateArray& aid, double cost, StateId state) {
  if (aid.size() == 0) return 1;
  const double all_of_it = cost * gdp_of(scene, state);
  return all_of_it > 0 ? fixed::exp(-aid[state] / all_of_it) : 1;
}

ForumGrant grant_of(const Scene& scene, const Forum& forum, double budget, const StateArray& lack) {
  ForumGrant grant{forum.funder, StateArray::Zero(scene.world.n_states)};
  StateArray need = grant.received;
  for (const StateId i : forum.members) {
    if (i != forum.funder) need[i] = people_of(scene, i) * lack[i];
  }
  if (const double all = need.sum(); all > 0) grant.received = budget * need / all;
  return grant;
}

}  // namespace sojourn::models
