#pragma once

#include <span>

#include "models/bargaining/win_set.hpp"

namespace sojourn::models {

/// The text that is best for all parties together where they may pay each other, and by how much
/// all of them are better off with it than with the status quo.
struct PaidText {
  IssuePoint text = IssuePoint::Zero();
  double surplus = 0;  // [money / year]
  /// With money as one more issue the win set of the status quo holds a text exactly where this is.
  bool exists() const { return surplus > 0; }
};

/// Maximises sum_i money_i*(u_i(x) - u_i(q)) over the open issues of [q, 1]^3 (ODD 7.15). `money`
/// says what one unit of each party's utility is worth to it, > 0, one per party [money / year],
/// else std::invalid_argument, as for a Bargain that find_preferred would refuse. The sum is
/// strictly concave and adds up over issues, so each issue is the mean of ideals, weighted by
/// money*salience and held in [q, 1].
PaidText best_paid_text(const Bargain& bargain, std::span<const double> money);

}  // namespace sojourn::models
