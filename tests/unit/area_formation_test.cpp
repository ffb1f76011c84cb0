#include "models/negotiation/area_formation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "sim/rng.hpp"

namespace sojourn {
namespace {

/// Two rich states of a million and a poor one of two.
AreaCase three_states() {
  AreaCase world;
  world.stocks.resize(3, 3);
  // clang-format off
  world.stocks <<     0, 10000, 1000,
                  12000,     0, 2000,
                  50000, 20000,    0;
  // clang-format on
  world.population.resize(3);
  world.population << 1e6, 1e6, 2e6;
  world.income.resize(3);
  world.income << 20000, 20000, 5000;
  world.unemployment = Eigen::ArrayXd::Constant(3, 0.02);
  world.sentiment = Eigen::ArrayXd::Constant(3, 0.1);
  return world;
}

TEST(AreaFormation, GainsByHand) {
  // Rich A with the poor C: out 1,000, net inflow 49,000 at a gap of 3/4, burden 0.25*(1 + 0.4 +
  // 0.1) = 0.375: 0.0004 + 0.0004 - 0.375*36,750/1e6 - 0.00001.
  const auto gains = area_gains(three_states(), {}, {0, 2});
  EXPECT_NEAR(gains[0].out, 0.0004, 1e-16);
  EXPECT_NEAR(gains[0].reciprocal, 0.0004, 1e-16);
  EXPECT_NEAR(gains[0].net_inflow, -0.01378125, 1e-16);
  EXPECT_NEAR(gains[0].total(), -0.01299125, 1e-16);
  // C: 0.4*50,000/2e6 + 0.4*1,000/2e6 and no inflow from anybody poorer.
  EXPECT_NEAR(gains[1].total(), 0.01 + 0.0002 - 0.00001, 1e-16);
}

TEST(AreaFormation, ThreeStatesByHand) {
  // A and B gain 0.004 + 0.004 and 0.0048 + 0.004, less 0.00001; every pair with C costs its
  // partner.
  const Area area = form_area(three_states(), {});
  EXPECT_EQ(area.members, (std::vector<int>{0, 1}));
  EXPECT_NEAR(area.gains[0].total(), 0.00799, 1e-16);
  EXPECT_NEAR(area.gains[1].total(), 0.00879, 1e-16);
  // With C, A has 0.0044 + 0.0044 - 0.01378125 - 0.00001 = -0.00499125 and B 0.0061275: both lose,
  // A more, by what it costs to take in C's people.
  ASSERT_EQ(area.refusals.size(), 1U);
  EXPECT_EQ(area.refusals[0].candidate, 2);
  EXPECT_EQ(area.refusals[0].objector, 0);
  EXPECT_NEAR(area.refusals[0].shortfall, 0.01298125, 1e-16);
  EXPECT_EQ(area.refusals[0].addend, AreaAddend::kNetInflow);
}

TEST(AreaFormation, ThePoorStateGrowsRichAndJoins) {
  AreaCase world = three_states();
  world.income[2] = 20000;
  const Area area = form_area(world, {});
  EXPECT_EQ(area.members, (std::vector<int>{0, 1, 2}));
  EXPECT_TRUE(area.refusals.empty());
}

TEST(AreaFormation, UnemploymentKeepsThemApart) {
  // A pair with a gap of 1/20: at full employment its net inflow is cheap.
  AreaCase world = three_states();
  world.income[1] = 19000;
  world.stocks(1, 0) = 200000;
  EXPECT_EQ(form_area(world, {}).members, (std::vector<int>{0, 1}));
  world.unemployment.setConstant(0.3);
  const Area none = form_area(world, {});
  EXPECT_TRUE(none.members.empty());
  ASSERT_EQ(none.refusals.size(), 3U);
  EXPECT_EQ(none.refusals[1].candidate, 1);
  EXPECT_EQ(none.refusals[1].objector, 0);
  EXPECT_EQ(none.refusals[1].addend, AreaAddend::kNetInflow);
}

TEST(AreaFormation, WithoutMovementThereIsNothingToGain) {
  AreaCase world = three_states();
  world.stocks.setZero();
  const Area none = form_area(world, {});
  EXPECT_TRUE(none.members.empty());
  ASSERT_EQ(none.refusals.size(), 3U);
  for (const AreaRefusal& refusal : none.refusals) {
    EXPECT_EQ(refusal.addend, AreaAddend::kFixed);
    EXPECT_NEAR(refusal.shortfall, 1e-5, 1e-18);
  }
}

TEST(AreaFormation, AnExitCostHoldsAMember) {
  // All three together: A's gain is -0.00499125. Once it is gone, B is alone with C and leaves too.
  const AreaCase world = three_states();
  EXPECT_TRUE(settle_area(world, {}, {0, 1, 2}).members.empty());
  EXPECT_EQ(settle_area(world, {}, {0, 1, 2}, 0.005).members, (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(settle_area(world, {}, {0, 1}).members, (std::vector<int>{0, 1}));
  const AreaGain gain = area_gains(world, {}, {0, 1, 2})[0];
  EXPECT_TRUE(would_leave(gain, 0));
  EXPECT_TRUE(would_leave(gain, 0.004));
  EXPECT_FALSE(would_leave(gain, 0.005));
}

AreaCase any_world(Draws& draws, int n) {
  AreaCase world;
  const auto column = [&](double low, double high) {
    return Eigen::ArrayXd::NullaryExpr(n, [&] { return low + (high - low) * draws.uniform(); })
        .eval();
  };
  world.population = (std::log(10.0) * column(4, 8)).exp();
  world.income = (std::log(10.0) * column(3, 4.8)).exp();
  world.unemployment = column(0, 0.3);
  world.sentiment = column(0, 1);
  world.stocks.resize(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      // Towards the richer and the larger, with luck.
      world.stocks(i, j) = draws.uniform() < 0.2
                               ? 0
                               : 0.02 * draws.uniform() * draws.uniform() *
                                     std::min(world.population[i], world.population[j]) *
                                     std::sqrt(world.income[j] / world.income[i]);
    }
  }
  return world;
}

/// The gain as the formula stands, over a set of states given by bits.
double gain_by_formula(const AreaCase& world, const AreaValues& values, unsigned set, int i) {
  double out = 0, in = 0, burden = 0;
  for (int o = 0; o < static_cast<int>(world.population.size()); ++o) {
    if (o == i || (set >> o & 1U) == 0) continue;
    out += world.stocks(i, o);
    in += world.stocks(o, i);
    burden += std::max(0.0, world.stocks(o, i) - world.stocks(i, o)) *
              std::max(0.0, 1 - world.income[o] / world.income[i]);
  }
  return (values.out * out + values.reciprocal * std::min(in, out) -
          values.net_inflow *
              (1 + values.unemployment * world.unemployment[i] + world.sentiment[i]) * burden) /
             world.population[i] -
         values.fixed;
}

constexpr double kRounding = 1e-15;

/// No member wins by leaving; no state outside both wants in and is wanted by all.
bool is_stable(const AreaCase& world, const AreaValues& values, unsigned set) {
  const int n = static_cast<int>(world.population.size());
  const auto gain = [&](unsigned members, int i) {
    return gain_by_formula(world, values, members, i);
  };
  for (int i = 0; i < n; ++i) {
    if ((set >> i & 1U) != 0) {
      if (gain(set, i) < -kRounding) return false;
      continue;
    }
    const unsigned with = set | 1U << i;
    bool wanted = gain(with, i) > kRounding;
    for (int m = 0; m < n && wanted; ++m) {
      if ((set >> m & 1U) != 0) wanted = gain(with, m) >= gain(set, m);
    }
    if (wanted) return false;
  }
  return true;
}

unsigned bits(const std::vector<int>& members) {
  unsigned set = 0;
  for (const int member : members) set |= 1U << member;
  return set;
}

TEST(AreaFormation, IsStableAmongAllSubsets) {
  Draws draws(1, stream_id("areas"), 0, 0);
  const AreaValues values;
  int areas = 0, grown = 0, selective = 0, left = 0;
  for (int round = 0; round < 1000; ++round) {
    const int n = 6 + round % 2;
    const AreaCase world = any_world(draws, n);
    std::vector<unsigned> stable;
    double best_pair = 0;
    for (unsigned set = 1; set < 1U << n; ++set) {
      const int size = std::popcount(set);
      if (size < 2) continue;
      if (is_stable(world, values, set)) stable.push_back(set);
      if (size > 2) continue;
      double lesser = 1e300;
      for (int i = 0; i < n; ++i) {
        if ((set >> i & 1U) != 0) lesser = std::min(lesser, gain_by_formula(world, values, set, i));
      }
      best_pair = std::max(best_pair, lesser);
    }
    selective += stable.size() < 20;
    const Area area = form_area(world, values);
    ASSERT_EQ(area.members.empty(), best_pair == 0);
    if (!area.members.empty()) {
      ASSERT_TRUE(std::ranges::binary_search(stable, bits(area.members)));
      for (const AreaGain& gain : area.gains) ASSERT_GT(gain.total(), 0);
      ASSERT_EQ(area.refusals.size() + area.members.size(), static_cast<std::size_t>(n));
      ++areas;
      grown += area.members.size() > 2;
    }
    // What settles from any set is stable too, or gone.
    for (unsigned set = 1; set < 1U << n; set += 5) {
      std::vector<int> members;
      for (int i = 0; i < n; ++i) {
        if ((set >> i & 1U) != 0) members.push_back(i);
      }
      const Area settled = settle_area(world, values, members);
      if (settled.members.empty()) continue;
      ASSERT_TRUE(std::ranges::binary_search(stable, bits(settled.members)));
      left += !std::ranges::includes(settled.members, members);
    }
  }
  EXPECT_GT(areas, 300);
  EXPECT_GT(grown, 100);
  EXPECT_GT(selective, 300);  // of 57 or 120 sets few are stable: the test can fail
  EXPECT_GT(left, 100);
}

TEST(AreaFormation, RefusalsNameWhoLosesMost) {
  Draws draws(2, stream_id("areas"), 0, 0);
  const AreaValues values;
  int by_member = 0, by_itself = 0;
  for (int round = 0; round < 2000; ++round) {
    const AreaCase world = any_world(draws, 8);
    const Area area = form_area(world, values);
    if (area.members.empty()) continue;
    const unsigned set = bits(area.members);
    for (const AreaRefusal& refusal : area.refusals) {
      const unsigned with = set | 1U << refusal.candidate;
      const double own = gain_by_formula(world, values, with, refusal.candidate);
      ASSERT_GE(refusal.objector, 0);
      if (refusal.objector == refusal.candidate) {
        ASSERT_NEAR(refusal.shortfall, -own, kRounding);
        ++by_itself;
        continue;
      }
      double most = 0;
      for (const int member : area.members) {
        most = std::max(most, gain_by_formula(world, values, set, member) -
                                  gain_by_formula(world, values, with, member));
      }
      ASSERT_GT(own, -kRounding);
      ASSERT_NEAR(refusal.shortfall, most, kRounding);
      ASSERT_EQ(refusal.addend, AreaAddend::kNetInflow);  // no other falls by more partners
      ++by_member;
    }
  }
  EXPECT_GT(by_member, 300);
  EXPECT_GT(by_itself, 100);
}

TEST(AreaFormation, IsFiniteInAnyWorld) {
  Draws draws(3, stream_id("areas"), 0, 0);
  for (int round = 0; round < 12000; ++round) {
    AreaCase world = any_world(draws, 2 + round % 8);
    world.stocks *= std::pow(10.0, 8 * draws.uniform() - 4);
    const AreaValues values{.out = draws.uniform(),
                            .reciprocal = 2 * draws.uniform(),
                            .net_inflow = draws.uniform(),
                            .unemployment = 40 * draws.uniform(),
                            .fixed = 1e-3 * draws.uniform()};
    for (const Area& area : {form_area(world, values), settle_area(world, values, {0, 1}, 0.01)}) {
      ASSERT_NE(area.members.size(), 1U);
      for (const AreaGain& gain : area.gains) ASSERT_TRUE(std::isfinite(gain.total()));
      for (const AreaRefusal& refusal : area.refusals) {
        ASSERT_TRUE(std::isfinite(refusal.shortfall));
        ASSERT_GE(refusal.shortfall, 0);
      }
    }
  }
}

TEST(AreaFormation, RefusesWhatIsNoWorld) {
  AreaCase world = three_states();
  EXPECT_THROW(area_gains(world, {}, {0, 3}), std::invalid_argument);
  EXPECT_THROW(area_gains(world, {}, {0, 0}), std::invalid_argument);
  EXPECT_THROW(settle_area(world, {}, {0, 1}, -1), std::invalid_argument);
  world.income[1] = 0;
  EXPECT_THROW(form_area(world, {}), std::invalid_argument);
  world = three_states();
  world.stocks(0, 1) = std::nan("");
  EXPECT_THROW(form_area(world, {}), std::invalid_argument);
  world = three_states();
  world.sentiment.resize(2);
  EXPECT_THROW(form_area(world, {}), std::invalid_argument);
  EXPECT_THROW(form_area(three_states(), {.fixed = -1}), std::invalid_argument);
}

}  // namespace
}  // namespace sojourn
