#include "sim/foresight/cost_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace sojourn {
namespace {

constexpr double kClosed = std::numeric_limits<double>::infinity();

std::vector<std::uint32_t> numbers(std::span<const CostOrder::Priced> order) {
  std::vector<std::uint32_t> found;
  for (const auto& one : order) found.push_back(one.option);
  return found;
}

/// The open options, sorted from nothing.
std::vector<std::uint32_t> sorted(const std::vector<double>& cost, const std::vector<char>& full) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < cost.size(); ++i) {
    if (cost[i] < kClosed && (full.empty() || full[i] == 0)) open.push_back(i);
  }
  std::stable_sort(open.begin(), open.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return cost[a] < cost[b]; });
  return open;
}

TEST(CostOrder, EqualCostsGoByNumberAndWhatIsNotOnOfferIsOut) {
  CostOrder order;
  const std::vector<double> cost{30, kClosed, 10, 30, 10, -kClosed};
  EXPECT_EQ(numbers(order.of(cost, nullptr)), (std::vector<std::uint32_t>{2, 4, 0, 3}));
  const std::vector<char> full{1, 0, 0, 0, 1, 0};
  EXPECT_EQ(numbers(order.of(cost, &full)), (std::vector<std::uint32_t>{2, 3}));
}

/// One that sorts 40 worlds of 300 options one after another, of which each differs from the last
/// in a few costs, in all of them, or in what is on offer, finds for each what a sort would: a twin
/// that took the last order for the next would not.
TEST(CostOrder, WhatCameBeforeChangesNothing) {
  std::mt19937 random(7);
  std::vector<double> cost(300);
  const auto draw = [&] { return static_cast<double>(random() % 200); };
  std::ranges::generate(cost, draw);
  std::vector<double> last;
  CostOrder order;
  int differed = 0;
  for (int world = 0; world < 40; ++world) {
    const int n_changed = world % 4 == 0 ? 300 : world % 4 == 1 ? 3 : 40;
    for (int i = 0; i < n_changed; ++i) {
      cost[random() % cost.size()] = random() % 3 == 0 ? kClosed : draw();
    }
    std::vector<char> full(world % 2 == 0 ? 300 : 0);
    for (char& one : full) one = static_cast<char>(random() % 5 == 0);
    if (world % 10 == 0) order.begin_lot();
    const auto expected = sorted(cost, full);
    const auto found = numbers(order.of(cost, full.empty() ? nullptr : &full));
    ASSERT_EQ(found, expected) << world;
    if (!last.empty()) differed += sorted(last, full) == expected ? 0 : 1;
    last = cost;
  }
  EXPECT_EQ(differed, 39);
}

TEST(CostOrder, CostsAreThoseOfTheRowAtHand) {
  CostOrder order;
  std::vector<double> cost(100);
  for (std::size_t i = 0; i < cost.size(); ++i) cost[i] = static_cast<double>(i);
  order.of(cost, nullptr);
  cost[3] = 1000;
  const auto found = order.of(cost, nullptr);
  EXPECT_EQ(found.back().option, 3U);
  for (const auto& one : found) EXPECT_EQ(one.cost, cost[one.option]);
}

}  // namespace
}  // namespace sojourn
