#include "models/conventions/drafting.hpp"

#include <algorithm>
#include <cmath>

#include "models/forums/worth.hpp"
#include "sim/base/rates.hpp"

namespace sojourn::models {

namespace {

constexpr double kDepthStep = 0.05;
constexpr int kHardnessSteps = 10;
constexpr double kRounding = 1e-9;  // of steps that add up

StateArray membership(const Forum& forum, Eigen::Index n_states) {
  StateArray in = StateArray::Zero(n_states);
  for (const StateId state : forum.members) in[state] = 1;
  return in;
}

double chance_of(const DraftingCase& now, const VotingRule& rule,
                 const std::vector<Delegate>& delegates, const JoiningText& text) {
  std::vector<BallotOdds> odds;
  odds.reserve(delegates.size());
  for (const Delegate& delegate : delegates) {
    odds.push_back(
        ballot_odds(now.votes, worth_of_text(now.votes, now.joining, now.all, delegate, text)));
  }
  return adoption_chance(rule, delegates, odds);
}

double worth_to(const DraftingCase& now, const std::vector<StateId>& sponsors,
                const JoiningText& text, const StateArray& reach) {
  const double e0 = now.joining.expressive;
  double sum = 0;
  for (const StateId i : sponsors) {
    sum += text_gain(now.votes.rights * now.all.stake[i], text.depth) * (e0 + (1 - e0) * reach[i]);
  }
  return sum * now.joining.credibility(text.hardness);
}

/// The best text for one forum, or nothing.
std::optional<Draft> best_in(const DraftingCase& now, const Forum& forum,
                             std::vector<StateId> sponsors) {
  const VotingRule rule = VotingRule::of(forum);
  const auto delegates = delegates_of(forum, now.all.power);
  const double weight = force_of(forum.formality, forum.authority, now.draft.authority);
  std::optional<Draft> best;
  for (double d = kDepthStep; d <= 1 - now.draft.status_quo + kRounding; d += kDepthStep) {
    for (int step = 0; step <= kHardnessSteps; ++step) {
      const JoiningText text{d, 1.0 * step / kHardnessSteps};
      if (text.hardness > forum.formality + kRounding) break;
      const double chance = chance_of(now, rule, delegates, text);
      if (chance < now.draft.least_chance) continue;
      const double worth =
          chance * weight * worth_to(now, sponsors, text, expected_reach(now, forum, text));
      if (worth > (best ? best->worth : 0)) best = {0, text, chance, worth, {}};
    }
  }
  if (best) best->sponsors = std::move(sponsors);
  return best;
}

}  // namespace

std::vector<StateId> coalition(const VoteWeights& votes, const DraftWeights& draft,
                               const RightsPositions& all) {
  std::vector<StateId> members;
  for (const StateId i : all.states()) {
    const double ideal = votes.rights * all.stake[i];
    if (text_gain(ideal, ideal) > draft.threshold) members.push_back(i);
  }
  return members;
}

StateArray expected_reach(const DraftingCase& now, const Forum& forum, const JoiningText& text) {
  const StateArray may_join = membership(forum, now.all.n_states());
  StateArray reach = StateArray::Zero(may_join.size());
  for (int round = 0; round < 2; ++round) {
    StateArray joins = may_join;
    for (const StateId i : now.all.states()) {
      if (may_join[i] == 0) continue;
      const Joiner state{now.all.stake[i],    reach[i], now.all.exposure[i],
                         now.all.capacity[i], 0,        now.all.saved[i]};
      const double net = joining_terms(now.joining, text, state).net();
      joins[i] =
          tick_probability(joining_rate(now.joining, text.hardness, net, 0), now.draft.horizon);
    }
    reach = now.all.stakes.reach(joins);
  }
  return reach;
}

std::optional<Draft> best_draft(const DraftingCase& now, const std::vector<Forum>& forums,
                                Subject subject) {
  const auto served = coalition(now.votes, now.draft, now.all);
  std::optional<Draft> best;
  for (std::size_t f = 0; f < forums.size(); ++f) {
    const Forum& forum = forums[f];
    if (!forum.alive() || !forum.mandate[position(subject)]) continue;
    std::vector<StateId> sponsors;
    std::ranges::copy_if(served, std::back_inserter(sponsors), [&](StateId state) {
      return std::ranges::count(forum.members, state) > 0;
    });
    auto draft = best_in(now, forum, std::move(sponsors));
    if (!draft || (best && draft->worth <= best->worth)) continue;
    best = std::move(draft);
    best->forum = f;
  }
  return best;
}

}  // namespace sojourn::models
