#include "sim/foresight/cost_order.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "sim/base/infinity.hpp"

namespace sojourn {

namespace {

/// Strays that are not worth a new order, and how many orders a lot of rows is worth.
constexpr std::size_t kFewStrays = 24;
constexpr int kMostLearnt = 4;

}  // namespace

void CostOrder::make_room(std::size_t n) {
  if (known_.order.size() == n) return;
  known_.last.assign(n, kInfinity);
  known_.order.clear();
  for (std::uint32_t option = 0; option < n; ++option) known_.order.push_back({kInfinity, option});
}

void CostOrder::part(std::span<const double> cost, const std::vector<char>* full) {
  in_order_.clear();
  strays_.clear();
  for (const Priced& known : known_.order) {
    const Priced one{cost[known.option], known.option};
    if (!std::isfinite(one.cost) || (full != nullptr && (*full)[one.option] != 0)) continue;
    if (in_order_.empty() || in_order_.back() < one) {
      in_order_.push_back(one);
    } else {
      stray(one);
    }
  }
}

/// Out of order is this one, or the one before, which has grown dear.
void CostOrder::stray(const Priced& one) {
  const std::size_t n = in_order_.size();
  const bool before_grew = n == 1 || in_order_[n - 2] < one;
  strays_.push_back(before_grew ? in_order_.back() : one);
  if (before_grew) in_order_.back() = one;
}

void CostOrder::learn() {
  ++n_learnt_;
  for (const auto* found : {&in_order_, &strays_}) {
    for (const Priced& one : *found) known_.last[one.option] = one.cost;
  }
  for (Priced& one : known_.order) one.cost = known_.last[one.option];
  std::ranges::sort(known_.order, std::less());
}

std::span<const CostOrder::Priced> CostOrder::of(std::span<const double> cost,
                                                 const std::vector<char>* full) {
  make_room(cost.size());
  part(cost, full);
  if (strays_.empty()) return in_order_;
  if (strays_.size() > kFewStrays && n_learnt_ < kMostLearnt) learn();
  std::ranges::sort(strays_, std::less());
  merged_.clear();
  std::ranges::merge(in_order_, strays_, std::back_inserter(merged_), std::less());
  return merged_;
}

}  // namespace sojourn
