#pragma once

#include <algorithm>
#include <vector>

namespace sojourn::models {

/// What someone bears, and what could be expected of it.
struct Share {
  double amount = 0;    // >= 0
  double capacity = 0;  // >= 0
};

/// Gini index of amounts over capacities: G = 1 - sum_k g_k*(L_k + L_{k-1}), shares ordered by
/// amount per capacity, g_k the part of all capacity, L_k the part of all amounts up to k. 0: each
/// bears in proportion; 0 as well where there is nothing to bear. Near 1: the least able bear all.
inline double gini(std::vector<Share> shares) {
  std::erase_if(shares, [](const Share& share) { return share.capacity <= 0; });
  double amount = 0, capacity = 0;
  for (const Share& share : shares) {
    amount += share.amount;
    capacity += share.capacity;
  }
  if (amount <= 0) return 0;
  std::ranges::sort(shares, [](const Share& a, const Share& b) {
    return a.amount * b.capacity < b.amount * a.capacity;
  });
  double below = 0, twice_area = 0;
  for (const Share& share : shares) {
    twice_area += share.capacity / capacity * (2 * below + share.amount / amount);
    below += share.amount / amount;
  }
  return 1 - twice_area;
}

}  // namespace sojourn::models
