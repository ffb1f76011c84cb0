#pragma once

#include "models/forums/worth.hpp"

namespace sojourn::models {

/// Where states took their matters in a year. A matter's weight is the share of the world's
/// migrants whom it concerns times how far the decision is from custom: talk without consequence
/// has none.
struct Business {
  std::vector<double> in_forum;  // [forum] weight of what was decided there
  std::vector<double> use;       // [forum] share of its members' matters that were taken there
  PairArray between;             // (i < j) weight of what two settled alone
  /// [state, subject] the forum it took its matters to; -1: to none, by deals; -2: it let them lie.
  Eigen::ArrayXXi venue;

  static constexpr int kDeals = -1, kNothing = -2;
  double total() const;
  /// 1 - sum of squared shares over venues, each pair a venue of its own; NaN without decisions.
  double spread() const;
  /// Share of the weight that was settled by two alone; NaN without decisions.
  double bilateral_share() const;
};

/// Every state takes each of its matters where that is worth most to it, or lets it lie: deals give
/// sum_j share_ij*(u_i(x_bil_ij) - u_i(q)) - kappa_b*breadth_i, a forum force*G_i +
/// kappa_b*breadth* cover - K_m more (venue shopping: Busch 2007, DOI 10.1017/S0020818307070257).
/// What a forum does not settle (1 - force towards members, all towards others) goes on by deals if
/// these pay. Of matters among members the share formality*authority is under compulsory
/// jurisdiction: the forum decides it whatever the venue that is chosen.
Business settle_business(const Positions& positions, const std::vector<Forum>& forums,
                         const TalkCosts& costs, double authority_weight);

}  // namespace sojourn::models
