#include "models/bargaining/win_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

const IdealWeights kWeights{
    .flow_on_admission = 0.6, .pressure = 100, .flow_on_rights = 0.6, .shortage = 2, .hosting = 3};

IssuePoint any_point(Draws& draws, double low, double high) {
  const auto one = [&] { return low + (high - low) * draws.uniform(); };
  const double x = one(), y = one(), z = one();
  return {x, y, z};
}

/// Saliences over four orders of magnitude.
IssuePoint any_salience(Draws& draws) {
  return any_point(draws, -2, 2).unaryExpr([](double e) { return std::pow(10.0, e); });
}

Bargain any_bargain(Draws& draws, int n) {
  Bargain bargain;
  bargain.status_quo = any_point(draws, 0, 0.9);
  for (int i = 0; i < n; ++i) {
    bargain.parties.push_back({any_point(draws, -1, 2), any_salience(draws)});
    bargain.weights.push_back(draws.uniform());
  }
  return bargain;
}

double gain_of(const Bargain& bargain, int i, const IssuePoint& text) {
  const Preference& party = bargain.parties[static_cast<std::size_t>(i)];
  return utility(party, text) - utility(party, bargain.status_quo);
}

/// Votes for a text.
double support(const Bargain& bargain, const VotingRule& rule, const IssuePoint& text) {
  double sum = 0;
  const auto votes = votes_of(bargain, rule);
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (gain_of(bargain, static_cast<int>(i), text) > 0) sum += votes[i];
  }
  return sum;
}

TEST(WinSet, OpposedPartiesHaveNothing) {
  // Ellipsoids that touch at q from two sides.
  Draws draws(1, stream_id("tangent"), 0, 0);
  for (int i = 0; i < 10000; ++i) {
    Bargain bargain;
    bargain.status_quo = any_point(draws, 0, 0.9);
    const IssuePoint pull = any_point(draws, -1, 1), first = any_salience(draws),
                     second = any_salience(draws);
    const double ratio = 0.01 + draws.uniform();
    bargain.parties = {{bargain.status_quo + pull.cwiseQuotient(first), first},
                       {bargain.status_quo - ratio * pull.cwiseQuotient(second), second}};
    ASSERT_FALSE(find_preferred(bargain, VotingRule::everyone()).exists);
  }
}

TEST(WinSet, AgreeingPartiesMeetHalfway) {
  // On the line of ideals 0.4 and 0.8, u1 = 0.16 - (x - 0.4)^2 and u2 = 0.64 - (x - 0.8)^2 are
  // equal at 0 only, so the least gain is u1's, largest at 0.4: 0.16.
  Bargain bargain{.parties = {{{0.4, 0, 0}, {1, 1, 1}}, {{0.8, 0, 0}, {1, 1, 1}}}, .weights = {}};
  const PreferredText found = find_preferred(bargain, VotingRule::everyone());
  ASSERT_TRUE(found.exists);
  EXPECT_NEAR(found.gain, 0.16, 1e-8);
  EXPECT_NEAR(found.text[0], 0.4, 1e-4);
  EXPECT_LT((found.heading.direction - IssuePoint(1, 0, 0)).norm(), 1e-12);
  EXPECT_NEAR(found.heading.margin, 1, 1e-12);
}

TEST(WinSet, LinkageByHand) {
  // One wants the first issue and loses 1/2 as fast by the second, the other the reverse. Slopes
  // (2, -1)/sqrt5 and (-1, 2)/sqrt5: along (1/2, 1/2) both rise by 1/(2*sqrt5).
  Bargain bargain{.parties = {{{0.4, -0.2, 0}, {1, 1, 1}}, {{-0.2, 0.4, 0}, {1, 1, 1}}},
                  .weights = {}};
  bargain.open = {true, true, false};
  const PreferredText found = find_preferred(bargain, VotingRule::everyone());
  ASSERT_TRUE(found.exists);
  EXPECT_NEAR(found.heading.margin, 0.5 / std::sqrt(5.0), 1e-12);
  // On the diagonal u = 2*0.2*x - 2*x^2: best at 0.1 with 0.02.
  EXPECT_NEAR(found.text[0], 0.1, 1e-4);
  EXPECT_NEAR(found.text[1], 0.1, 1e-4);
  EXPECT_NEAR(found.gain, 0.02, 1e-8);
  for (const OpenIssues& open : {OpenIssues{true, false, false}, OpenIssues{false, true, false},
                                 OpenIssues{false, false, true}}) {
    bargain.open = open;
    EXPECT_FALSE(find_preferred(bargain, VotingRule::everyone()).exists);
  }
}

TEST(WinSet, ASatisfiedReceiverLeavesNone) {
  Draws draws(1, stream_id("satisfied"), 0, 0);
  for (int i = 0; i < 20000; ++i) {
    const IssuePoint q = any_point(draws, 0, 1);
    const DyadPosition r{
        .net_position = i % 2 ? draws.uniform() : std::pow(10, -15 * draws.uniform()),
        .hosted = draws.uniform() * 0.1,
        .diaspora = draws.uniform()};
    const DyadPosition k{.net_position = -draws.uniform(),
                         .shortage = draws.uniform(),
                         .pressure = 0.01 * draws.uniform(),
                         .hosted = draws.uniform() * 0.1,
                         .diaspora = draws.uniform()};
    const Bargain bargain{.parties = {{ideal_point(q, r, kWeights), any_salience(draws)},
                                      {ideal_point(q, k, kWeights), any_salience(draws)}},
                          .weights = {},
                          .status_quo = q};
    const PreferredText found = find_preferred(bargain, VotingRule::everyone());
    ASSERT_FALSE(found.exists);
    ASSERT_EQ(found.gain, 0);
    ASSERT_EQ(found.text, q);
  }
}

TEST(WinSet, AShockOpensItOnlyByLinkingContainment) {
  Draws draws(2, stream_id("shock"), 0, 0);
  int opened = 0;
  for (int i = 0; i < 10000; ++i) {
    const IssuePoint q = any_point(draws, 0, 0.5);
    const DyadPosition r{.net_position = 0.05 + 0.95 * draws.uniform(),
                         .pressure = 0.01 * draws.uniform(),
                         .diaspora = 0.1 + 0.9 * draws.uniform()};
    const DyadPosition k{.net_position = -0.05 - 0.95 * draws.uniform(),
                         .hosted = 0.001 + 0.1 * draws.uniform(),
                         .diaspora = 0.1 + 0.9 * draws.uniform()};
    Bargain bargain{.parties = {{ideal_point(q, r, kWeights), any_salience(draws)},
                                {ideal_point(q, k, kWeights), any_salience(draws)}},
                    .weights = {},
                    .status_quo = q};
    const auto exists = [&](OpenIssues open) {
      bargain.open = open;
      return find_preferred(bargain, VotingRule::everyone()).exists;
    };
    const bool all = exists({true, true, true});
    opened += all;
    ASSERT_FALSE(exists({true, false, true}));
    ASSERT_FALSE(exists({false, true, false}));
    // By hand: a ratio of admission to containment at which both gain exists iff the product of
    // what each gains exceeds that of what each loses.
    const IssuePoint a = marginal_utility(bargain.parties[0], q),
                     b = marginal_utility(bargain.parties[1], q);
    const auto links = [&](int issue) {
      const double gains = a[kContainment] * b[issue], losses = a[issue] * b[kContainment];
      return gains > losses;
    };
    ASSERT_EQ(exists({true, true, false}), links(kAdmission));
    ASSERT_EQ(exists({false, true, true}), links(kRights));
    ASSERT_EQ(all, links(kAdmission) || links(kRights));
  }
  EXPECT_GT(opened, 3000);
  EXPECT_LT(opened, 9900);
}

/// Emptiness against a fine fan of directions: the fan may miss a thin cone, never find a wrong
/// one.
TEST(WinSet, AgreesWithAFanOfDirections) {
  Draws draws(3, stream_id("fan"), 0, 0);
  constexpr int kFan = 100;
  int open = 0, closed = 0, thin = 0;
  for (int i = 0; i < 1500; ++i) {
    const int n = 2 + i % 4;
    const Bargain bargain = any_bargain(draws, n);
    const auto slopes = unit_slopes(bargain);
    double best = -1;
    for (int a = 0; a <= kFan; ++a) {
      for (int b = 0; a + b <= kFan; ++b) {
        const IssuePoint d = IssuePoint(a, b, kFan - a - b) / kFan;
        double least = 1;
        for (const auto& slope : slopes) least = std::min(least, slope.dot(d));
        best = std::max(best, least);
      }
    }
    const PreferredText found = find_preferred(bargain, VotingRule::everyone());
    ASSERT_GE(found.heading.margin, best - 1e-14);
    ASSERT_LE(found.heading.margin, best + 0.02);  // a slope of length 1 over a grid of 1/100
    if (best > 0) {
      ASSERT_TRUE(found.exists);
    }
    (found.exists ? open : closed)++;
    thin += found.exists && best <= 0;
  }
  EXPECT_GT(open, 200);
  EXPECT_GT(closed, 200);
  EXPECT_LT(thin, 20);
}

TEST(WinSet, TheTextIsPreferredAndNoneIsBetter) {
  Draws draws(4, stream_id("text"), 0, 0);
  int found_some = 0;
  for (int i = 0; i < 3000; ++i) {
    const Bargain bargain = any_bargain(draws, 2 + i % 5);
    const PreferredText found = find_preferred(bargain, VotingRule::everyone());
    if (!found.exists) continue;
    ++found_some;
    double least = 1e300, smallest = 1e300;
    for (int p = 0; p < static_cast<int>(bargain.parties.size()); ++p) {
      least = std::min(least, gain_of(bargain, p, found.text));
      const Preference& party = bargain.parties[static_cast<std::size_t>(p)];
      smallest = std::min(smallest, party.salience.sum() * 4);
    }
    ASSERT_GT(found.gain, 0);
    ASSERT_NEAR(found.gain, least, 1e-9 * smallest);
    ASSERT_GE(found.bound, found.gain);
    ASSERT_LE(found.bound - found.gain, 1e-8 * smallest);
    ASSERT_TRUE((found.text.array() >= bargain.status_quo.array()).all());
    ASSERT_LE(found.text.maxCoeff(), 1);
    for (int trial = 0; trial < 100; ++trial) {
      const IssuePoint x =
          bargain.status_quo +
          any_point(draws, 0, 1).cwiseProduct(IssuePoint::Ones() - bargain.status_quo);
      double other = 1e300;
      for (int p = 0; p < static_cast<int>(bargain.parties.size()); ++p) {
        other = std::min(other, gain_of(bargain, p, x));
      }
      ASSERT_LE(other, found.bound + 1e-12 * smallest);
    }
  }
  EXPECT_GT(found_some, 500);
}

TEST(WinSet, AVoteAgreesWithAGridOfTexts) {
  Draws draws(5, stream_id("vote"), 0, 0);
  constexpr int kGrid = 24;
  int passed = 0, failed = 0, missed = 0;
  for (int i = 0; i < 300; ++i) {
    Bargain bargain = any_bargain(draws, 3 + i % 9);
    for (auto& party : bargain.parties) party.ideal.array() -= 0.5;
    const VotingRule rule = i % 2 ? VotingRule::majority() : VotingRule::weighted(0.6);
    const auto votes = votes_of(bargain, rule);
    const double total = std::accumulate(votes.begin(), votes.end(), 0.0);
    double most = 0;
    // Texts near q see what slopes decide; texts far from it can only do worse.
    for (const double reach : {1e-6, 1e-2, 1.0}) {
      for (int a = 0; a <= kGrid; ++a) {
        for (int b = 0; b <= kGrid; ++b) {
          for (int c = 0; c <= kGrid; ++c) {
            const IssuePoint x =
                bargain.status_quo +
                reach * IssuePoint(a, b, c).cwiseProduct(IssuePoint::Ones() - bargain.status_quo) /
                    kGrid;
            most = std::max(most, support(bargain, rule, x));
          }
        }
      }
    }
    const PreferredText found = find_preferred(bargain, rule);
    (found.exists ? passed : failed)++;
    if (rule.adopted(most, total)) {
      ASSERT_TRUE(found.exists);
    } else if (found.exists) {
      ++missed;  // by the grid: a thin cone, whose text is checked below
    }
    if (!found.exists) continue;
    ASSERT_GT(found.gain, 0);
    double theirs = 0;
    for (const int member : found.coalition) {
      ASSERT_GT(gain_of(bargain, member, found.text), 0);
      theirs += votes[static_cast<std::size_t>(member)];
    }
    ASSERT_TRUE(rule.adopted(theirs, total));
    ASSERT_GE(theirs, most - 1e-12);
  }
  EXPECT_GT(passed, 30);
  EXPECT_GT(failed, 30);
  EXPECT_LT(missed, 15);
}

TEST(WinSet, TheStrongestCoalitionOfManyAgreesWithSubsets) {
  Draws draws(6, stream_id("subsets"), 0, 0);
  for (int i = 0; i < 300; ++i) {
    const int n = 2 + i % 7;
    Bargain bargain = any_bargain(draws, n);
    // Some states are alike, some opposed: lines that coincide.
    if (n > 3) bargain.parties[1] = bargain.parties[0];
    if (n > 4) bargain.parties[2].ideal = 2 * bargain.status_quo - bargain.parties[3].ideal;
    if (n > 4) bargain.parties[2].salience = bargain.parties[3].salience;
    bargain.open = {i % 3 != 0, true, i % 5 != 0};
    const auto slopes = unit_slopes(bargain);
    double most = 0;
    for (unsigned set = 1; set < 1U << n; ++set) {
      std::vector<IssuePoint> members;
      double votes = 0;
      for (int p = 0; p < n; ++p) {
        if ((set >> p & 1U) == 0) continue;
        members.push_back(slopes[static_cast<std::size_t>(p)]);
        votes += bargain.weights[static_cast<std::size_t>(p)];
      }
      if (widest_heading(members, bargain.open).margin > kLeastSlope) most = std::max(most, votes);
    }
    const Coalition found = strongest_coalition(slopes, bargain.weights, bargain.open);
    ASSERT_NEAR(found.votes, most, 1e-12) << i;
  }
}

TEST(WinSet, TwoHundredStatesVote) {
  Draws draws(7, stream_id("many"), 0, 0);
  const Bargain bargain = any_bargain(draws, 200);
  const PreferredText found = find_preferred(bargain, VotingRule::majority());
  EXPECT_TRUE(found.exists);
  EXPECT_GT(found.coalition.size(), 100U);
  EXPECT_GT(found.gain, 0);
  EXPECT_FALSE(find_preferred(bargain, VotingRule::everyone()).exists);
  EXPECT_FALSE(find_preferred(bargain, VotingRule::weighted(1)).exists);
}

TEST(WinSet, AClosedIssueAndAFullOneStay) {
  Bargain bargain{
      .parties = {{{0.5, 2, 0.5}, {1, 1, 1}}}, .weights = {}, .status_quo = {0.2, 1, 0.2}};
  bargain.open = {true, true, false};
  const PreferredText found = find_preferred(bargain, VotingRule::everyone());
  ASSERT_TRUE(found.exists);
  EXPECT_EQ(found.text[1], 1);
  EXPECT_EQ(found.text[2], 0.2);
  EXPECT_NEAR(found.gain, 0.09, 1e-8);
  bargain.open = {false, true, false};
  EXPECT_FALSE(find_preferred(bargain, VotingRule::everyone()).exists);
  EXPECT_FALSE(find_preferred(bargain, VotingRule::majority()).exists);
}

TEST(WinSet, RefusesWhatIsNoBargain) {
  const auto refused = [](const Bargain& bargain) {
    EXPECT_THROW(find_preferred(bargain, VotingRule::everyone()), std::invalid_argument);
  };
  const Preference party{{0.5, 0.5, 0.5}, {1, 1, 1}};
  refused({});
  refused({.parties = {party}, .weights = {1, 2}});
  refused({.parties = {party}, .weights = {-1}});
  refused({.parties = {party}, .weights = {}, .status_quo = {0, 0, 1.5}});
  refused({.parties = {{{0.5, 0.5, 0.5}, {1, 0, 1}}}, .weights = {}});
  refused({.parties = {{{0.5, std::nan(""), 0.5}, {1, 1, 1}}}, .weights = {}});
}

}  // namespace
}  // namespace sojourn::models
