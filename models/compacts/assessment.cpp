#include "models/compacts/assessment.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace sojourn::models {

namespace {

/// Everything about one state that does not depend on the objective.
ComplianceCase case_of(const CompactDesign& design, const CompactStates& states,
                       const Practice& last, Eigen::Index i) {
  const double region = last.region_mean(i);
  const bool known = !std::isnan(region);
  return {.capacity = states.capacity[i],
          .fund = states.fund[i],
          .rule_of_law = states.rule_of_law[i],
          .verification = design.checked(states.rule_of_law[i]),
          .sanction = design.sanction,
          .pressure = known ? std::max(0.0, region - last.own.row(i).mean()) : 0,
          .support = states.support[i],
          .inclusion = design.inclusion,
          .coerced = last.coerced[i],
          .peers = known ? states.prior[i] + design.monitoring * (region - states.prior[i])
                         : states.prior[i],
          .under_law = states.under_law[i],
          .at_stake = design.withhold * states.offered};
}

void set_objective(const Objective& objective, const CompactStates& states, const Roles& roles,
                   Eigen::Index i, std::size_t o, ComplianceCase& c) {
  c.obligor = roles.obligor(i, o);
  c.beneficiary = roles.beneficiary(i, o);
  c.value = objective.value * states.salience(i, static_cast<int>(objective.basket));
  c.cost = objective.cost;
  c.practice = states.practice(objective, i);
  c.precision = objective.precision;
}

/// linkage times own compliance with the objectives that this one rests on.
double links_of(const Objective& objective, const StateObjective& own, Eigen::Index i,
                double linkage) {
  if (objective.links.empty()) return 0;
  double sum = 0;
  for (const std::size_t other : objective.links) sum += own(i, other);
  return linkage * sum / objective.links.size();
}

/// Chat_i by basket: verified return, of the package as far as baskets are linked.
std::array<double, kBasketNames.size()> expected_returns(const CompactDesign& design,
                                                         const CompactStates& states,
                                                         const Reciprocity& reciprocity,
                                                         Eigen::Index i) {
  const double checked = design.checked(states.rule_of_law[i]);
  std::array<double, kBasketNames.size()> expected{};
  const double package = reciprocity.of_package(i);
  for (std::size_t b = 0; b < expected.size(); ++b) {
    const double basket =
        design.linkage < 1 ? reciprocity.of_basket(i, static_cast<Basket>(b)) : package;
    const double back = design.linkage * package + (1 - design.linkage) * basket;
    expected[b] = checked * back + (1 - checked) * states.prior[i];
  }
  return expected;
}

}  // namespace

double Practice::region_mean(Eigen::Index state) const {
  double sum = 0, n = 0;
  for (const StateId j : region[static_cast<std::size_t>(state)]) {
    sum += bound[j] * own.row(j.value).mean();
    n += bound[j];
  }
  return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}

StateObjective assess(const CompactText& text, const CompactDesign& design,
                      const ComplianceWeights& weights, const CompactStates& states,
                      const Practice& last, const Eigen::ArrayXd& hardness) {
  const Roles roles = roles_of(text, states.sending);
  const StateObjective done = last.done();
  const Reciprocity reciprocity(text, roles, done);
  const bool anyone = (last.bound > 0).any();
  StateObjective now(states.size(), std::ssize(text));
  for (Eigen::Index i = 0; i < now.rows(); ++i) {
    ComplianceCase c = case_of(design, states, last, i);
    c.hardness = hardness[i];
    const auto returns = expected_returns(design, states, reciprocity, i);
    for (std::size_t o = 0; o < text.size(); ++o) {
      const Objective& objective = text[o];
      set_objective(objective, states, roles, i, o, c);
      c.links = links_of(objective, last.own, i, design.linkage);
      c.expected_return = anyone ? returns[position(objective.basket)] : states.prior[i];
      now(i, o) = compliance_share(weights, c);
    }
  }
  return now;
}

}  // namespace sojourn::models
