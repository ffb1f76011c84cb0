#include "models/home_front/least_cost.hpp"

#include <gtest/gtest.h>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

using Own = std::array<OwnCost, 3>;
using Shared = Shortfall<3>;

OwnCost free_one() {
  return {.low = 0, .high = 1, .inertia = 1, .before = 0.5};
}

TEST(LeastCost, OneInstrumentByHand) {
  OwnCost own = free_one();
  EXPECT_DOUBLE_EQ(own.least(0), 0.5);
  // slope + 2*(x - 0.5) = 0 at x = 0.5 - 0.2/2.
  own.slope = 0.2;
  EXPECT_DOUBLE_EQ(own.least(0), 0.4);
  EXPECT_DOUBLE_EQ(own.least(0.2), 0.5);
  own.low = 0.45;
  EXPECT_DOUBLE_EQ(own.least(0), 0.45);
  // With 3*(x - 0.9)^2: 0.2 + 2*(x - 0.5) + 6*(x - 0.9) = 0 at x = 6.2/8.
  own.weight = 3, own.target = 0.9;
  EXPECT_DOUBLE_EQ(own.least(0), 0.775);
  // A floor below the optimum does not matter; above it 4*(1 - x)^2 pulls: x = (6.2 + 8)/16.
  own.floor_weight = 4, own.floor = 0.7;
  EXPECT_DOUBLE_EQ(own.least(0), 0.775);
  own.floor = 1;
  EXPECT_DOUBLE_EQ(own.least(0), 0.8875);
}

TEST(LeastCost, WhatIsMissingIsFilledByHand) {
  // 3*(0.2 - (x - 0.5))^2 + (x - 0.5)^2 is least where 4*(x - 0.5) = 0.6.
  const Own own{free_one(), free_one(), free_one()};
  const auto x = least_cost(own, Shared{.weight = 3, .missing = 0.2, .fill = {1, 0, 0}});
  EXPECT_NEAR(x[0], 0.65, 1e-12);
  EXPECT_DOUBLE_EQ(x[1], 0.5);
  EXPECT_DOUBLE_EQ(x[2], 0.5);
  // Nothing missing, nothing moves.
  EXPECT_DOUBLE_EQ(least_cost(own, Shared{.weight = 3, .missing = -0.1, .fill = {1, 1, 1}})[0],
                   0.5);
}

double draw(Draws& draws, double low, double high) {
  return low + (high - low) * draws.uniform();
}

Own random_own(Draws& draws) {
  Own all;
  for (OwnCost& own : all) {
    own.before = draws.uniform();
    own.low = std::max(0.0, own.before - 0.03);
    own.high = std::min(1.0, own.before + 0.03);
    own.slope = draw(draws, -0.1, 0.1);
    own.weight = draws.uniform() < 0.5 ? 0 : draw(draws, 0, 1);
    own.target = draws.uniform();
    own.inertia = std::exp(draw(draws, -9, 1));
    own.floor_weight = draws.uniform() < 0.5 ? 0 : draw(draws, 0, 1);
    own.floor = draw(draws, own.low - 0.02, own.high + 0.02);
  }
  return all;
}

Shared random_shared(Draws& draws) {
  Shared shared{.weight = draw(draws, 0, 40), .missing = draw(draws, -0.02, 0.05)};
  for (double& fill : shared.fill) fill = draw(draws, -1, 1);
  return shared;
}

/// The least cost on a grid over the box.
double least_on_grid(const Own& own, const Shared& shared, int steps) {
  double least = std::numeric_limits<double>::infinity();
  const auto at = [&](std::size_t k, int i) {
    return own[k].low + (own[k].high - own[k].low) * i / steps;
  };
  for (int i = 0; i <= steps; ++i) {
    for (int j = 0; j <= steps; ++j) {
      for (int k = 0; k <= steps; ++k) {
        least = std::min(least, cost_of(own, shared, {at(0, i), at(1, j), at(2, k)}));
      }
    }
  }
  return least;
}

TEST(LeastCost, NoPointOfAGridIsCheaper) {
  Draws draws(1, stream_id("least cost"), 0, 0);
  for (int i = 0; i < 1000; ++i) {
    const Own own = random_own(draws);
    const Shared shared = random_shared(draws);
    const auto x = least_cost(own, shared);
    for (std::size_t k = 0; k < 3; ++k) {
      ASSERT_GE(x[k], own[k].low);
      ASSERT_LE(x[k], own[k].high);
    }
    const double found = cost_of(own, shared, x), grid = least_on_grid(own, shared, 20);
    ASSERT_LE(found, grid + 1e-12) << i;
    // The nearest point of the grid is 0.0015 away at most, the curvature 2*(40*3 + 4) at most.
    ASSERT_GE(found, grid - 500 * 3 * 0.0015 * 0.0015) << i;
  }
}

TEST(LeastCost, NoNeighbourIsCheaper) {
  Draws draws(2, stream_id("least cost"), 0, 0);
  for (int i = 0; i < 20000; ++i) {
    const Own own = random_own(draws);
    const Shared shared = random_shared(draws);
    const auto x = least_cost(own, shared);
    const double found = cost_of(own, shared, x);
    for (int trial = 0; trial < 10; ++trial) {
      auto other = x;
      const double reach = std::exp(draw(draws, -14, -3));
      for (std::size_t k = 0; k < 3; ++k) {
        other[k] = std::clamp(x[k] + draw(draws, -reach, reach), own[k].low, own[k].high);
      }
      ASSERT_LE(found, cost_of(own, shared, other) + 1e-13);
    }
  }
}

}  // namespace
}  // namespace sojourn::models
