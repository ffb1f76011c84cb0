#pragma once

#include <algorithm>
#include <cmath>

namespace sojourn::models {

/// The quarterly review of a deal in force (ODD 7.11, ML18). Money in one unit; gain and
/// loss are those of the terms in force under today's conditions.

/// How much of its promise a state keeps: min(1, compensation/loss), 1 where it loses nothing.
/// `compensation` is all that it gets for it, in money and in visas.
inline double effort(double compensation, double loss) {
  if (loss <= compensation || loss <= 0) return 1;
  return std::max(0.0, compensation / loss);
}

/// The payer would rather be without.
inline bool payer_ends(double gain, double payment) {
  return gain < payment;
}

/// The one who is paid would rather be without.
inline bool payee_ends(double compensation, double loss) {
  return compensation < loss;
}

/// Whether a new payment is worth a negotiation: it differs from the old one by more than 15% and
/// by more than a fifth of the cost of a contract. Payments may be negative (see LabourDeal).
inline bool worth_renegotiating(double new_payment, double old_payment, double contract_cost) {
  const double change = std::abs(new_payment - old_payment);
  return change > 0.15 * std::abs(old_payment) && change > 0.2 * contract_cost;
}

}  // namespace sojourn::models
