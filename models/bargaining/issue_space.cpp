#include "models/bargaining/issue_space.hpp"

namespace sojourn::models {

double utility(const Preference& party, const IssuePoint& text) {
  return -(party.salience.array() * (text - party.ideal).array().square()).sum();
}

IssuePoint marginal_utility(const Preference& party, const IssuePoint& text) {
  return 2 * party.salience.cwiseProduct(party.ideal - text);
}

IssuePoint ideal_point(const IssuePoint& status_quo, const DyadPosition& state,
                       const IdealWeights& weights) {
  const double flow = -state.net_position;
  return status_quo +
         IssuePoint(weights.flow_on_admission * flow + weights.shortage * state.shortage,
                    weights.pressure * state.pressure - weights.hosting * state.hosted,
                    weights.flow_on_rights * flow * state.diaspora);
}

}  // namespace sojourn::models
