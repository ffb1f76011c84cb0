#include "models/texts/votes.hpp"

#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

/// Probability that a normal number of this mean and deviation is positive.
double chance_above_zero(double mean, double deviation) {
  if (deviation > 0) return fixed::normal_cdf(mean / deviation);
  return mean > 0 ? 1 : 0;
}

}  // namespace

std::vector<Delegate> delegates_of(const Forum& forum, const StateArray& power) {
  const VotingRule rule = VotingRule::of(forum);
  std::vector<Delegate> all;
  for (const StateId state : forum.members) {
    if (!rule.seats_employers_and_workers()) {
      all.push_back({state, Interest::kGovernment, rule.votes(power[state])});
      continue;
    }
    all.push_back({state, Interest::kGovernment, 2});
    all.push_back({state, Interest::kEmployers, 1});
    all.push_back({state, Interest::kWorkers, 1});
  }
  return all;
}

double worth_of_text(const VoteWeights& votes, const JoiningWeights& joining,
                     const RightsPositions& all, const Delegate& delegate,
                     const JoiningText& text) {
  const auto i = delegate.state.value;
  const double gain = text_gain(votes.rights * all.stake[i], text.depth);
  if (delegate.interest == Interest::kGovernment) {
    const Joiner state{
        .exposure = all.exposure[i], .capacity = all.capacity[i], .saved = all.saved[i]};
    return gain - votes.commitment * joining_terms(joining, text, state).costs();
  }
  const double raise =
      votes.commitment * joining.hosting * text.depth * all.exposure[i] * (1 - all.rights[i]);
  return delegate.interest == Interest::kEmployers ? -raise : gain + raise;
}

BallotOdds ballot_odds(const VoteWeights& weights, double worth) {
  return {chance_above_zero(worth - weights.band, weights.noise),
          chance_above_zero(-weights.band - worth, weights.noise)};
}

Act::Kind ballot_of(double worth, double band) {
  if (worth > band) return Act::kYes;
  return worth < -band ? Act::kNo : Act::kAbstain;
}

void count(Tally& tally, Act::Kind ballot, double votes) {
  double& side = ballot == Act::kYes ? tally.yes : ballot == Act::kNo ? tally.no : tally.abstain;
  side += votes;
}

double adoption_chance(const VotingRule& rule, const std::vector<Delegate>& delegates,
                       const std::vector<BallotOdds>& odds) {
  if (rule.needs_all()) {
    double no_objection = 1, all_abstain = 1;
    for (const BallotOdds& o : odds) no_objection *= 1 - o.no, all_abstain *= o.abstain();
    return no_objection - all_abstain;
  }
  double mean = 0, variance = 0;
  for (std::size_t v = 0; v < odds.size(); ++v) {
    const double w = delegates[v].votes;
    const double yes = rule.margin({w, 0, 0}), no = rule.margin({0, w, 0}),
                 abstain = rule.margin({0, 0, w});
    const BallotOdds& o = odds[v];
    const double expected = o.yes * yes + o.no * no + o.abstain() * abstain;
    mean += expected;
    variance +=
        o.yes * yes * yes + o.no * no * no + o.abstain() * abstain * abstain - expected * expected;
  }
  return chance_above_zero(mean, std::sqrt(std::max(0.0, variance)));
}

}  // namespace sojourn::models
