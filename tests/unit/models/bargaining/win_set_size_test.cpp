#include "models/bargaining/win_set_size.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

constexpr double kPi = std::numbers::pi;

Preference party(const IssuePoint& ideal) {
  return {ideal, IssuePoint::Ones()};
}

IssuePoint any_point(Draws& draws, double low, double high) {
  const auto one = [&] { return low + (high - low) * draws.uniform(); };
  const double x = one(), y = one(), z = one();
  return {x, y, z};
}

TEST(WinSetSize, AQuarterOfABall) {
  // Radius 0.3 around a point on the first axis, touching q: the floor cuts it in two planes.
  const Bargain bargain{
      .parties = {party({0.5, 0.2, 0.2})}, .weights = {}, .status_quo = {0.2, 0.2, 0.2}};
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone(), 1e-8);
  EXPECT_NEAR(size.volume.value, kPi * std::pow(0.3, 3) / 3, 1e-8);
  EXPECT_EQ(size.area[kAdmission].value, 0);
  EXPECT_NEAR(size.area[kContainment].value, kPi * 0.09 / 2, 1e-8);
  EXPECT_NEAR(size.area[kRights].value, kPi * 0.09 / 2, 1e-8);
}

TEST(WinSetSize, AnEllipsoidAndAnotherScale) {
  // Semi-axes 0.3, 0.6, 0.15: saliences 1, 1/4, 4.
  const Bargain bargain{.parties = {{{0.5, 0.2, 0.2}, {1e-3, 0.25e-3, 4e-3}}},
                        .weights = {},
                        .status_quo = {0.2, 0.2, 0.2}};
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone(), 1e-8);
  EXPECT_NEAR(size.volume.value, kPi * 0.3 * 0.6 * 0.15 / 3, 1e-7);
}

TEST(WinSetSize, WhoWantsEverythingTakesTheBox) {
  const Bargain bargain{.parties = {party({50, 40, 60}), party({90, 30, 50})},
                        .weights = {},
                        .status_quo = {0.2, 0.5, 0.1}};
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone(), 1e-9);
  EXPECT_NEAR(size.volume.value, 0.8 * 0.5 * 0.9, 1e-9);
  EXPECT_NEAR(size.area[kAdmission].value, 0.5 * 0.9, 1e-9);
  EXPECT_NEAR(size.area[kContainment].value, 0.8 * 0.9, 1e-9);
  EXPECT_NEAR(size.area[kRights].value, 0.8 * 0.5, 1e-9);
}

TEST(WinSetSize, TheLensOfTwoDiscs) {
  // Discs of radius r^2 = 0.29 around (0.5, -0.2) and (-0.2, 0.5) meet in q = 0 and (0.3, 0.3); at
  // q they open to less than a right angle. Centres are 2h = 0.7*sqrt2 apart: area = 2 r^2
  // acos(h/r) - 2 h sqrt(r^2 - h^2).
  const Bargain bargain{.parties = {party({0.5, -0.2, -1}), party({-0.2, 0.5, -1})}, .weights = {}};
  const double r = std::sqrt(0.29), h = 0.35 * std::sqrt(2.0);
  const double lens = 2 * r * r * std::acos(h / r) - 2 * h * std::sqrt(r * r - h * h);
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone(), 1e-8);
  EXPECT_NEAR(size.area[kRights].value, lens, 1e-8 * lens);
  EXPECT_EQ(size.area[kAdmission].value, 0);
  EXPECT_EQ(size.area[kContainment].value, 0);
  EXPECT_GT(size.volume.value, 0);
}

TEST(WinSetSize, AThinLensIsNotMissed) {
  // The same lens with centres nearly opposite: it opens to 3e-4 of the quadrant.
  const double e = 1e-4;
  const Bargain bargain{.parties = {party({0.3, -0.3 + e, 0}), party({-0.3 + e, 0.3, 0})},
                        .weights = {}};
  const double r = std::sqrt(0.09 + (0.3 - e) * (0.3 - e)), h = (0.6 - e) / std::sqrt(2.0);
  // acos(h/r) = asin(c/r) with c the half chord, here e/sqrt2: no digits are lost.
  const double c = e / std::sqrt(2.0);
  const double lens = 2 * r * r * std::asin(c / r) - 2 * h * c;
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone());
  EXPECT_NEAR(size.area[kRights].value, lens, 1e-4 * lens);
  EXPECT_GT(size.volume.value, 0);
  EXPECT_LT(size.volume.error, 1e-3 * size.volume.value);
  const WinSetSize vote = win_set_size(bargain, VotingRule::weighted(1));
  EXPECT_NEAR(vote.volume.value, size.volume.value, 1e-4 * size.volume.value);
}

TEST(WinSetSize, TangentAndSatisfiedAreEmpty) {
  Bargain bargain{.parties = {party({0.4, 0.1, 0.3}), party({-0.2, 0.1, -0.1})},
                  .weights = {},
                  .status_quo = {0.1, 0.1, 0.1}};
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone());
  EXPECT_EQ(size.volume.value, 0);
  for (const Measure& area : size.area) EXPECT_EQ(area.value, 0);
}

/// The volume by lines along the third axis: each party's set is an interval there.
double by_lines(const Bargain& bargain, const VotingRule& rule, int lines) {
  const auto votes = votes_of(bargain, rule);
  const double total = std::accumulate(votes.begin(), votes.end(), 0.0);
  const IssuePoint& q = bargain.status_quo;
  double sum = 0;
  for (int a = 0; a < lines; ++a) {
    for (int b = 0; b < lines; ++b) {
      const double x = q[0] + (1 - q[0]) * (a + 0.5) / lines;
      const double y = q[1] + (1 - q[1]) * (b + 0.5) / lines;
      std::vector<std::pair<double, double>> changes;
      for (std::size_t i = 0; i < votes.size(); ++i) {
        const Preference& p = bargain.parties[i];
        const double left = -utility(p, q) + utility(p, {x, y, p.ideal[2]});
        if (left <= 0) continue;
        const double half = std::sqrt(left / p.salience[2]);
        const double low = std::max(q[2], p.ideal[2] - half),
                     high = std::min(1.0, p.ideal[2] + half);
        if (low >= high) continue;
        changes.emplace_back(low, votes[i]);
        changes.emplace_back(high, -votes[i]);
      }
      std::ranges::sort(changes);
      double in_favour = 0;
      for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
        in_favour += changes[i].second;
        if (rule.adopted(in_favour, total)) sum += changes[i + 1].first - changes[i].first;
      }
    }
  }
  return sum * (1 - q[0]) * (1 - q[1]) / lines / lines;
}

Bargain any_bargain(Draws& draws, int n) {
  Bargain bargain;
  bargain.status_quo = any_point(draws, 0, 0.3);
  for (int i = 0; i < n; ++i) {
    bargain.parties.push_back({any_point(draws, -0.6, 1), any_point(draws, 0.1, 2)});
    bargain.weights.push_back(draws.uniform());
  }
  return bargain;
}

TEST(WinSetSize, AgreesWithLinesForAll) {
  Draws draws(1, stream_id("size"), 0, 0);
  int compared = 0;
  for (int i = 0; i < 60; ++i) {
    const Bargain bargain = any_bargain(draws, 2 + i % 3);
    const Measure volume = win_set_size(bargain, VotingRule::everyone()).volume;
    // 600^2 lines are good to about 1e-5 of the box.
    ASSERT_NEAR(volume.value, by_lines(bargain, VotingRule::everyone(), 600),
                2e-5 + 2e-4 * volume.value)
        << i;
    ASSERT_LE(volume.error, 1e-5 * volume.value);
    compared += volume.value > 1e-3;
  }
  EXPECT_GT(compared, 15);
}

TEST(WinSetSize, AgreesWithLinesForAVote) {
  Draws draws(2, stream_id("size"), 0, 0);
  int compared = 0;
  for (int i = 0; i < 40; ++i) {
    const Bargain bargain = any_bargain(draws, 3 + i % 10);
    const VotingRule rule = i % 2 ? VotingRule::majority() : VotingRule::weighted(0.6);
    const Measure volume = win_set_size(bargain, rule).volume;
    ASSERT_NEAR(volume.value, by_lines(bargain, rule, 400), 1e-4 + 1e-3 * volume.value) << i;
    compared += volume.value > 1e-3;
  }
  EXPECT_GT(compared, 10);
}

TEST(WinSetSize, TheReachIsWherePreferenceEnds) {
  Draws draws(3, stream_id("size"), 0, 0);
  for (int i = 0; i < 2000; ++i) {
    const Bargain bargain = any_bargain(draws, 2 + i % 6);
    const VotingRule rule = i % 3 == 0   ? VotingRule::everyone()
                            : i % 3 == 1 ? VotingRule::majority()
                                         : VotingRule::weighted(0.6);
    const auto votes = votes_of(bargain, rule);
    const double total = std::accumulate(votes.begin(), votes.end(), 0.0);
    IssuePoint d = any_point(draws, 0, 1);
    d /= d.sum();
    const double reach = win_set_reach(bargain, rule, d);
    const auto adopted = [&](double length) {
      double in_favour = 0;
      for (std::size_t p = 0; p < votes.size(); ++p) {
        const IssuePoint x = bargain.status_quo + length * d;
        if (utility(bargain.parties[p], x) > utility(bargain.parties[p], bargain.status_quo)) {
          in_favour += votes[p];
        }
      }
      return rule.adopted(in_favour, total);
    };
    if (reach > 0) {
      for (const double part : {0.01, 0.5, 0.999}) ASSERT_TRUE(adopted(part * reach));
    }
    if ((bargain.status_quo + 1.001 * reach * d).maxCoeff() < 1) {
      ASSERT_FALSE(adopted(1.001 * reach + 1e-9));
    }
  }
}

TEST(WinSetSize, TwoHundredStatesVote) {
  Draws draws(4, stream_id("size"), 0, 0);
  Bargain bargain = any_bargain(draws, 200);
  for (Preference& p : bargain.parties) p.ideal.array() += 0.2;
  const Measure volume = win_set_size(bargain, VotingRule::majority(), 1e-3).volume;
  EXPECT_GT(volume.value, 1e-3);
  EXPECT_LE(volume.error, 2e-3 * volume.value);
  EXPECT_NEAR(volume.value, by_lines(bargain, VotingRule::majority(), 100), 0.01 * volume.value);
}

TEST(WinSetSize, AClosedIssueLeavesAnArea) {
  Bargain bargain{.parties = {party({0.3, 0, 0.1})}, .weights = {}};
  bargain.open[kContainment] = false;
  const WinSetSize size = win_set_size(bargain, VotingRule::everyone());
  EXPECT_EQ(size.volume.value, 0);
  EXPECT_EQ(size.area[kAdmission].value, 0);
  EXPECT_EQ(size.area[kRights].value, 0);
  EXPECT_GT(size.area[kContainment].value, 0.1);
}

}  // namespace
}  // namespace sojourn::models
