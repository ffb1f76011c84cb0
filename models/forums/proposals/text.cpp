#include "models/forums/proposals/text.hpp"

#include <algorithm>

#include "models/bargaining/voting_rule.hpp"

namespace sojourn::models {

namespace {

struct Vote {
  double wants = 0;
  double weight = 1;
};

/// The largest text that the rule adopts if each votes for any text up to what it wants.
double largest_adopted(std::vector<Vote> votes, const VotingRule& rule) {
  std::ranges::stable_sort(votes, std::ranges::greater(), &Vote::wants);
  double total = 0, in_favour = 0;
  for (const Vote& vote : votes) total += rule.votes(vote.weight);
  for (const Vote& vote : votes) {
    in_favour += rule.votes(vote.weight);
    if (rule.adopted(in_favour, total)) return vote.wants;
  }
  return votes.back().wants;
}

double voted(const Positions& p, const Forum& forum, Issue issue) {
  const bool by_weight = forum.rule == DecisionRule::kWeighted;
  std::vector<Vote> votes;
  for (const StateId member : forum.members) {
    votes.push_back({p.ideal(issue, member.value), p.power[member]});
  }
  return largest_adopted(std::move(votes),
                         by_weight ? VotingRule::weighted(forum.quota) : VotingRule::majority());
}

double tripartite(const Positions& p, const Forum& forum, Issue issue) {
  std::vector<Vote> votes;
  for (const StateId member : forum.members) {
    const double government = p.ideal(issue, member.value);
    const double employers = issue == kAdmission ? 1 : government;
    const double workers = issue == kRights ? 1 : government;
    for (const double wants : {government, government, employers, workers})
      votes.push_back({wants});
  }
  return largest_adopted(std::move(votes), VotingRule::majority());
}

/// Who pays for all speaks for those as well who would not come otherwise.
constexpr double kFunder = 2;

double mean_by_leverage(const Positions& p, const Forum& forum, Issue issue) {
  double sum = 0, weight = 0;
  for (const StateId member : forum.members) {
    const double voice = p.leverage[member] * (member == forum.funder ? kFunder : 1);
    sum += voice * p.ideal(issue, member.value);
    weight += voice;
  }
  return weight > 0 ? sum / weight : p.status_quo[issue];
}

double decided(const Positions& p, const Forum& forum, Issue issue) {
  switch (forum.rule) {
    case DecisionRule::kMajority:
    case DecisionRule::kWeighted:
      return voted(p, forum, issue);
    case DecisionRule::kTripartite:
      return tripartite(p, forum, issue);
    case DecisionRule::kConsensus:
      return mean_by_leverage(p, forum, issue);
  }
  return p.status_quo[issue];
}

}  // namespace

IssuePoint forum_text(const Positions& positions, const Forum& forum) {
  IssuePoint text = positions.status_quo;
  if (forum.members.empty()) return text;
  for (const Issue issue : {kAdmission, kContainment, kRights}) {
    text[issue] = std::clamp(decided(positions, forum, issue), positions.status_quo[issue], 1.0);
  }
  return text;
}

States members_of(const Forum& forum) {
  States members = forum.members;
  std::ranges::sort(members);
  return members;
}

}  // namespace sojourn::models
