#pragma once

#include <algorithm>
#include <cmath>

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// The quarterly review of a deal in force (ODD 7.11, ML18). Money in one unit; gain and
/// loss are those of the terms in force under today's conditions.

/// When a review changes something, and when it is told.
struct ReviewTerms {
  double least_change = 0.15;          // of the payment, for new terms
  double least_change_in_costs = 0.2;  // of the payment, in costs of a contract
  double slip_told = 0.1;              // fall of the share of a promise that is kept

  ReviewTerms() = default;
  explicit ReviewTerms(Settings& s)
      : least_change(s.real("least_change", "1", {0, 10}, ReviewTerms{}.least_change,
                            "change of the payment, of what is paid, above which terms are "
                            "negotiated anew")),
        least_change_in_costs(s.real("least_change_in_costs", "contract cost", {0, 100},
                                     ReviewTerms{}.least_change_in_costs,
                                     "the same change, in costs of negotiating")),
        slip_told(s.real("slip_told", "1", {0, 1}, ReviewTerms{}.slip_told,
                         "fall of the share of its promise that a partner keeps above which the "
                         "event log tells of it")) {}
};

/// How much of its promise a state keeps: min(1, compensation/loss), 1 where it loses nothing.
/// `compensation` is all that it gets for it, in money and in visas.
inline double effort(double compensation, double loss) {
  if (loss <= compensation || loss <= 0) return 1;
  return std::max(0.0, compensation / loss);
}

/// The payer would rather be without; `cost` is all that it gives, money and the rest.
inline bool payer_ends(double gain, double cost) {
  return gain < cost;
}

/// The one who is paid would rather be without.
inline bool payee_ends(double compensation, double loss) {
  return compensation < loss;
}

/// Whether a new payment is worth a negotiation: it differs from the old one by more than
/// `least_change` of it and by more than `least_change_in_costs` of the cost of a contract.
inline bool worth_renegotiating(const ReviewTerms& terms, double new_payment, double old_payment,
                                double contract_cost) {
  const double change = std::abs(new_payment - old_payment);
  return change > terms.least_change * std::abs(old_payment) &&
         change > terms.least_change_in_costs * contract_cost;
}

}  // namespace sojourn::models
