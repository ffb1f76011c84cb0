#include "models/bargaining/voting_rule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

constexpr int kCases = 500;
using Law = std::function<bool(const Tally&)>;  // adopted or not

Draws draws_of(int number) {
  return {20241218, stream_id("voting rules"), 0, static_cast<std::uint64_t>(number)};
}

enum Ballot { kNo, kAbstain, kYes };
struct Vote {
  Ballot ballot;
  double votes;
};
std::vector<Vote> random_votes(Draws& draws) {
  std::vector<Vote> votes(3 + draws.bits32() % 30);
  for (Vote& v : votes) {
    v = {static_cast<Ballot>(draws.bits32() % 3), static_cast<double>(1 + draws.bits32() % 5)};
  }
  return votes;
}
Tally tally_of(const std::vector<Vote>& votes) {
  Tally sum;
  for (const Vote& v : votes) {
    (v.ballot == kYes ? sum.yes : v.ballot == kNo ? sum.no : sum.abstain) += v.votes;
  }
  return sum;
}

/// Cases in which a voter who turns towards a text undoes its adoption.
int not_monotone(const Law& law) {
  int broken = 0;
  for (int number = 0; number < kCases; ++number) {
    Draws draws = draws_of(number);
    auto votes = random_votes(draws);
    const bool before = law(tally_of(votes));
    Vote& turned = votes[draws.bits32() % votes.size()];
    if (turned.ballot != kYes) turned.ballot = static_cast<Ballot>(turned.ballot + 1);
    broken += before && !law(tally_of(votes)) ? 1 : 0;
  }
  return broken;
}

/// Cases in which it matters which of the two sides is called yes: unless they are equal, one of a
/// tally and its mirror is adopted.
int not_neutral(const Law& law) {
  int broken = 0;
  for (int number = 0; number < kCases; ++number) {
    Draws draws = draws_of(number);
    const Tally t = tally_of(random_votes(draws));
    const bool one = law(t), other = law({t.no, t.yes, t.abstain});
    broken += (t.yes == t.no ? one || other : one == other) ? 1 : 0;
  }
  return broken;
}

/// Cases in which a text that makes someone worse off, or nobody better, is adopted by delegates
/// who vote for what they gain by and against what they lose by; and texts refused that are
/// improvements.
int not_pareto(const Law& law) {
  int broken = 0;
  for (int number = 0; number < kCases; ++number) {
    Draws draws = draws_of(number);
    std::vector<double> gains(2 + draws.bits32() % 6);
    const double luck = draws.uniform();  // else hardly any text improves all
    for (double& gain : gains) gain = std::max(draws.uniform() - 0.3 * luck, -1.0);
    if (draws.happens(0.3)) gains.front() = 0;
    if (draws.happens(0.1)) std::ranges::fill(gains, 0);
    Tally tally;
    bool worse = false, better = false;
    for (const double gain : gains) {
      (gain > 0 ? tally.yes : gain < 0 ? tally.no : tally.abstain) += 1;
      worse = worse || gain < 0;
      better = better || gain > 0;
    }
    broken += law(tally) != (better && !worse) ? 1 : 0;
  }
  return broken;
}

Law by(VotingRule rule) {
  return [rule](const Tally& tally) { return rule.adopted(tally); };
}

TEST(VotingRules, AreMonotone) {
  for (const VotingRule& rule :
       {VotingRule::majority(), VotingRule::everyone(), VotingRule::weighted(0.5),
        VotingRule::weighted(0.85), VotingRule::tripartite(), VotingRule::tripartite(2.0 / 3)}) {
    EXPECT_EQ(not_monotone(by(rule)), 0);
  }
  // A quorum of votes cast punishes who turns from abstaining to no; a rule by the number of
  // objections only does not.
  EXPECT_GT(not_monotone([](const Tally& t) { return t.yes > t.no && t.abstain >= t.yes / 4; }), 0);
}

TEST(VotingRules, MajoritiesAreNeutral) {
  EXPECT_EQ(not_neutral(by(VotingRule::majority())), 0);
  EXPECT_EQ(not_neutral(by(VotingRule::tripartite())), 0);
  EXPECT_GT(not_neutral(by(VotingRule::tripartite(2.0 / 3))), 0);  // the status quo is favoured
  EXPECT_GT(not_neutral([](const Tally& t) { return t.yes + t.abstain > t.no; }), 0);
}

TEST(VotingRules, ConsensusPassesOnlyParetoImprovements) {
  EXPECT_EQ(not_pareto(by(VotingRule::everyone())), 0);
  EXPECT_GT(not_pareto(by(VotingRule::majority())), 0);
  EXPECT_GT(not_pareto([](const Tally& t) { return t.no == 0; }), 0);  // nobody need be for it
}

TEST(VotingRules, ByHand) {
  EXPECT_TRUE(VotingRule::majority().adopted(Tally{3, 2, 10}));
  EXPECT_FALSE(VotingRule::majority().adopted(Tally{3, 3, 0}));
  EXPECT_FALSE(VotingRule::majority().adopted(Tally{0, 0, 5}));
  EXPECT_TRUE(VotingRule::everyone().adopted(Tally{1, 0, 9}));
  EXPECT_FALSE(VotingRule::everyone().adopted(Tally{9, 1, 0}));
  // Of all weights: who abstains is not in favour.
  EXPECT_TRUE(VotingRule::weighted(0.85).adopted(Tally{85, 10, 5}));
  EXPECT_FALSE(VotingRule::weighted(0.85).adopted(Tally{84, 1, 15}));
  // Two thirds of the delegates who vote: 20 of 30.
  EXPECT_TRUE(VotingRule::tripartite(2.0 / 3).adopted(Tally{20, 10, 6}));
  EXPECT_FALSE(VotingRule::tripartite(2.0 / 3).adopted(Tally{19, 11, 6}));
  EXPECT_FALSE(VotingRule::tripartite(0.4).adopted(Tally{18, 18, 0}));  // never by half
  EXPECT_THROW(VotingRule::tripartite(0), std::invalid_argument);
  EXPECT_THROW(VotingRule::weighted(1.2), std::invalid_argument);
}

TEST(VotingRules, AreThoseOfForums) {
  Forum forum;
  const Tally split{6, 4, 0};
  forum.rule = DecisionRule::kMajority;
  EXPECT_TRUE(VotingRule::of(forum).adopted(split));
  forum.rule = DecisionRule::kConsensus;
  EXPECT_FALSE(VotingRule::of(forum).adopted(split));
  forum.rule = DecisionRule::kWeighted;
  forum.quota = 0.7;
  EXPECT_FALSE(VotingRule::of(forum).adopted(split));
  EXPECT_TRUE(VotingRule::of(forum).weighs());
  forum.rule = DecisionRule::kTripartite;
  forum.quota = 0.6;
  EXPECT_TRUE(VotingRule::of(forum).adopted(split));
  EXPECT_TRUE(VotingRule::of(forum).seats_employers_and_workers());
}

}  // namespace
}  // namespace sojourn::models
