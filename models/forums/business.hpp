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

/// Every state takes each matter to the venue that is worth most to it, or lets it lie (venue
/// shopping: Busch 2007, DOI 10.1017/S0020818307070257). Deals are worth
/// sum_j share_ij*(u_i(x_bil_ij) - u_i(q)) - kappa_b*breadth_i; a forum is worth
/// force*G_i + kappa_b*breadth_i*cover_i - K_m more. A forum settles the share `force` of a matter
/// with members and nothing of a matter with others; the rest is settled by deals if these pay.
/// The share formality*authority of matters among members is under compulsory jurisdiction: the
/// forum decides it even if the state chose another venue.
Business settle_business(const Positions& positions, const std::vector<Forum>& forums,
                         const TalkCosts& costs, double authority_weight);

}  // namespace sojourn::models
