#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/bargaining/issue_space.hpp"

namespace sojourn::models {

/// A way to leave the status quo: a point of the triangle {d >= 0, d_1 + d_2 + d_3 = 1}. An issue
/// that is not open has d = 0.
using OpenIssues = std::array<bool, kIssues>;

/// The least slope (slopes of length 1 or 0) that counts as more than rounding.
constexpr double kLeastSlope = 1e-12;

struct Heading {
  IssuePoint direction = IssuePoint::Zero();  // 0 where nothing is open
  double margin = 0;                          // the least slope along it, over those asked for
};

/// The direction whose least slope over all parties is largest: a linear programme in 3 variables,
/// solved at its vertices. `slopes`: unit gradients, or 0; not empty. The programme of the binding
/// parties (3 at most) is solved and the party that it treats worst is added, until none is treated
/// worse: O(n) a round, a few rounds.
Heading widest_heading(std::span<const IssuePoint> slopes, const OpenIssues& open);

/// The parties with a positive slope along one common direction (ascending), and that direction.
struct Coalition {
  std::vector<int> members;
  double votes = 0;
  Heading heading;  // widest for the members
};

/// The coalition with the most votes among those whose margin is above kLeastSlope. Parties' lines
/// slope_i.d = 0 cut the triangle into cells; the search walks along every line on its positive
/// side and along the edges, which passes every cell that can have the most: O(n^2 log n) time,
/// O(n) memory. `slopes` as above, `votes` >= 0, one per party.
Coalition strongest_coalition(std::span<const IssuePoint> slopes, std::span<const double> votes,
                              const OpenIssues& open);

}  // namespace sojourn::models
