#include "models/forums/effects/forum_effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "models/forums/effects/forum_agreement.hpp"
#include "models/forums/proposals/text.hpp"
#include "models/parties/party.hpp"
#include "models/parties/regions.hpp"

namespace sojourn::models {

namespace {

std::vector<States> neighbours_of(const World& world) {
  std::vector<States> all(world.states().size());
  for (const StateId i : world.states()) {
    for (const StateId j : world.states()) {
      if (i != j && share_a_region(world, i, j)) all[i.index()].push_back(j);
    }
  }
  return all;
}

/// How far each state is bound, and of those outside how far they follow.
StateArray weights_of(const Forum& forum, const std::vector<States>& peers, double emulation) {
  const double bound = forum.formality * forum.discretion;
  const auto n = std::ssize(peers);
  const StateArray in = bound * mask_of(forum.members, n).array();
  StateArray weight = in;
  for (const StateId i : IdRange<StateId>(n)) {
    const States& others = peers[i.index()];
    if (in[i] > 0 || others.empty()) continue;
    for (const StateId j : others) {
      weight[i] += emulation * in[j] / static_cast<double>(others.size());
    }
  }
  return weight;
}

/// A text's way from custom, of the whole way there is.
double beyond(const Positions& positions, const IssuePoint& text, Issue issue) {
  const double custom = positions.status_quo[issue];
  return std::max(0.0, (text[issue] - custom) / (1 - custom));
}

ForumRule rule_of(const Positions& positions, const Forum& forum, StateArray weight) {
  const IssuePoint text = forum_text(positions, forum);
  return {.mandate = forum.mandate,
          .text = text,
          .admission = beyond(positions, text, kAdmission),
          .containment = beyond(positions, text, kContainment),
          .weight = std::move(weight)};
}

}  // namespace

ForumEffects::ForumEffects(Settings& settings, const World& world)
    : terms_(settings), reader_(settings, world), peers_(neighbours_of(world)) {}

void ForumEffects::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  reader_.update(scene);
  const bool first = known_.size() == 0;
  if (first || scene.world.calendar.begins_year(scene.tick)) review(scene, agreements, log);
}

void ForumEffects::review(const Scene& scene, Agreements& agreements, EventLog& log) {
  const Positions positions = reader_.read(scene, {});
  meetings_ = meetings_of(agreements.forums, scene.world.n_states, terms_.usual_size);
  known_ =
      familiarity(meetings_, positions.share[position(Subject::kRights)], peers_, terms_.emulation);
  const StateArray lack = lack_without_aid(scene);
  std::vector<ForumRule> rules;
  std::vector<ForumGrant> grants;
  aid_ = StateArray::Zero(scene.world.n_states);
  for (const Forum& forum : agreements.forums) {
    if (!forum.alive()) continue;
    StateArray weight = weights_of(forum, peers_, terms_.emulation);
    if ((weight > 0).any()) rules.push_back(rule_of(positions, forum, std::move(weight)));
    if (!forum.funder.valid() || terms_.funding <= 0) continue;
    const double budget = terms_.funding * gdp_of(scene, forum.funder);
    grants.push_back(grant_of(scene, forum, budget, lack));
    aid_ += grants.back().received;
  }
  if (std::ranges::any_of(agreements.forums, &Forum::alive))
    log_work(rules.size(), grants.size(), log);
  agreements.put(name(),
                 {std::make_shared<const ForumAgreement>(std::move(rules), std::move(grants), aid_,
                                                         terms_.borders, terms_.capacity_cost)});
}

void ForumEffects::log_work(std::size_t n_rules, std::size_t n_grants, EventLog& log) const {
  log.add("forums at work",
          fmt::format("states meet {:.3f} of their partners closely; {} forums bind, {} are funded "
                      "with {:.2g} bn/yr",
                      known_.mean(), n_rules, n_grants, aid_.sum() / 1e9));
}

StateArray ForumEffects::lack_without_aid(const Scene& scene) const {
  StateArray lack = StateArray::Zero(scene.world.n_states);
  for (const StateId i : scene.world.states()) {
    const double left = lack_left(scene, aid_, terms_.capacity_cost, i);
    lack[i] = std::min(1.0, (1 - scene.conditions.capacity[i]) / left);
  }
  return lack;
}

double ForumEffects::saved(Subject subject, StateId one, StateId other) const {
  if (known_.size() == 0) return 0;
  return terms_.contracting * meetings_.on[position(subject)](one, other);
}

double ForumEffects::saved(StateId state) const {
  return terms_.contracting * known(state);
}

double ForumEffects::trust(StateId state) const {
  return terms_.trust * known(state);
}

double ForumEffects::urged(StateId state) const {
  return 1 + terms_.ratification * known(state);
}

}  // namespace sojourn::models
