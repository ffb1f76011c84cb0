#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// What it means to those who want to cross that a deal sends back whoever gets across with the
/// chance b: an attempt costs 1/(1 - b) times as much for each success (CorridorCost). Of those who
/// would set out, exp(-weight*more) still think it worth it, and of these some can no longer pay.
struct Crossing {
  double toll = 0;                   // of the crossing, were nobody sent back [int. $]
  double weight = 0;                 // of money in what moving is worth [1 / int. $]
  double others = 0;                 // chance of being sent back without the deal [0, 1]
  double least_chance = 0.02;        // of staying, below which people tell no chances apart (0, 1]
  std::vector<double> savings = {};  // an equal part of the people each [int. $]; none: all can pay

  /// Of a success where the deal sends back with the chance b in [0, 1] [int. $].
  double price(double b) const { return toll / std::max(least_chance, (1 - others) * (1 - b)); }

  /// Share that no longer sets out, in [0, 1]; rises with b in [0, 1], from 0.
  double deterred(double b) const {
    const double then = price(0), now = price(b);
    const double before = able(then);
    return before > 0 ? 1 - fixed::exp(-weight * (now - then)) * able(now) / before : 0;
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
