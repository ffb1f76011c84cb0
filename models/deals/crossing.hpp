#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace sojourn::models {

/// What it means to those who want to cross that who gets across is sent back with the chance b: an
/// attempt costs 1/(1 - b) times as much for each success (CorridorCost). Of those who would set
/// out, exp(-weight*more) still think it worth it, and of these some can no longer pay.
struct Crossing {
  static constexpr double kSurest = 0.98;  // above which people do not tell chances apart

  double toll = 0;                   // of the crossing alone, b = 0 [int. $]
  double fare = 0;                   // of the whole way, b = 0 [int. $]
  double weight = 0;                 // of money in what moving is worth [1 / int. $]
  std::vector<double> savings = {};  // an equal part of the people each [int. $]; none: all can pay

  /// Share that no longer sets out, in [0, 1]; rises with b in [0, 1], from 0.
  double deterred(double b) const {
    const double sure = std::min(kSurest, b);
    const double more = toll * sure / (1 - sure);
    const double before = able(fare);
    return before > 0 ? 1 - std::exp(-weight * more) * able(fare + more) / before : 0;
  }

 private:
  double able(double price) const {
    if (savings.empty()) return 1;
    return static_cast<double>(
               std::ranges::count_if(savings, [&](double sum) { return sum >= price; })) /
           static_cast<double>(savings.size());
  }
};

}  // namespace sojourn::models
