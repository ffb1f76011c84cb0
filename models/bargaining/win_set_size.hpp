#pragma once

#include <array>

#include "models/bargaining/adaptive_integral.hpp"
#include "models/bargaining/win_set.hpp"

namespace sojourn::models {

struct WinSetSize {
  // [issue^3], 0 unless all three issues can move.
  Measure volume;
  // [issue^2] by the Issue that is held at q; 0 unless both others can move.
  std::array<Measure, 3> area;
};

/// How far from the status quo q a text q + reach*d can go along a direction d (>= 0, adds up to 1,
/// 0 where an issue cannot move) and still be preferred under the rule, within [q, 1]^3; 0 where no
/// step is. Every shorter step is preferred too: a party's ellipsoid passes through q, so it holds
/// the texts up to reach_i = grad u_i(q).d / sum_k s_k d_k^2, and a vote those up to the reach at
/// which the votes of the parties with a longer one are enough.
double win_set_reach(const Bargain& bargain, const VotingRule& rule, const IssuePoint& d);

/// Size of the win set of the status quo (ML18): the set is the rays' reaches, so with dx =
/// r^2 dr dd_1 dd_2 its volume is the integral of reach(d)^3/3 over the triangle of directions and
/// an area that of reach^2/2 over an edge; the last integration is exact. Where the rule needs all,
/// the directions are cut exactly to those with a positive reach, so that no thin set is missed.
/// For a vote those of the strongest coalition are cut out exactly and the rest in some 48 pieces:
/// what other coalitions win in a few thousandths of the directions may be missed in the volume.
///
/// Error at most about `relative` of the value, else the estimate stands beside it: cells are
/// limited to 4,000 (about 110,000 rays of O(n log n)).
WinSetSize win_set_size(const Bargain& bargain, const VotingRule& rule, double relative = 1e-5);

}  // namespace sojourn::models
