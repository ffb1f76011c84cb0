#pragma once

#include <vector>

#include "models/bargaining/directions.hpp"
#include "models/bargaining/issue_space.hpp"
#include "models/bargaining/voting_rule.hpp"

namespace sojourn::models {

/// Who bargains about what. Functions that take one throw std::invalid_argument for no parties, a
/// status quo outside [0, 1]^3, an ideal that is not finite, a salience that is not positive and
/// finite, or weights that are not one per party, finite and >= 0.
struct Bargain {
  std::vector<Preference> parties;
  std::vector<double> weights;  // [votes], one per party; empty: one vote each
  IssuePoint status_quo = IssuePoint::Zero();
  OpenIssues open = {true, true, true};  // issues that a text may link; the others stay as they are
};

/// A text that the rule prefers to the status quo, or the knowledge that there is none.
struct PreferredText {
  bool exists = false;
  std::vector<int> coalition;  // parties that prefer it, ascending; for a vote, the strongest
  Heading heading;             // the direction in which the coalition's least slope is largest
  IssuePoint text = IssuePoint::Zero();  // the status quo where none exists
  double gain = 0;   // least u_i(text) - u_i(q) over the coalition; > 0 where a text exists
  double bound = 0;  // no text gives every party of the coalition more
};

/// Whether the win set of the status quo q (ML18) is empty, exactly up to rounding. Utilities are
/// strictly concave, so the parties of a set S all prefer some text of [q, 1]^3 to q if and only if
/// there is a direction d >= 0, d_k = 0 where q_k = 1, with grad u_i(q).d > 0 for all i in S:
/// needed by concavity, enough for a small step. Slopes of unit gradients below kLeastSlope are
/// rounding. For n parties O(n) in few rounds where the rule needs all, else O(n^2 log n). The text
/// makes the coalition's least gain largest: bound - gain is below 1e-8 of the most that its most
/// modest party could gain or lose in [q, 1]^3.
PreferredText find_preferred(const Bargain& bargain, const VotingRule& rule);

/// Gradients of the parties' utilities at the status quo over their lengths; 0 for a party whose
/// ideal it is.
std::vector<IssuePoint> unit_slopes(const Bargain& bargain);
/// Votes of each party under the rule.
std::vector<double> votes_of(const Bargain& bargain, const VotingRule& rule);
/// The open issues with room above the status quo.
OpenIssues movable(const Bargain& bargain);

}  // namespace sojourn::models
