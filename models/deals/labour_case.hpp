#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/bargaining/surplus.hpp"

namespace sojourn::models {

/// What two states know when one of them, the admitter, thinks of filling vacancies with workers of
/// the other, the partner. Money in int. $.
struct LabourCase {
  double vacancies = 0;        // the admitter's shortage, >= 0 [persons]
  double candidates = 0;       // the partner's workers who would go, >= 0 [persons]
  double worker_value = 0;     // admitter's gain from a filled vacancy, wage paid, >= 0 [$ / year]
  double friction = 4e-3;      // twice the cost of filling all vacancies so [admitter's GDP / year]
  double admitter_gdp = 0;     // >= 0 [int. $ / year]
  double absence_cost = 0;     // partner's, of a worker who is away, >= 0 [int. $ / year]
  double remittances = 0;      // to the partner, from a worker who is away, >= 0 [int. $ / year]
  double contract_cost = 0;    // borne by the admitter, >= 0 [int. $ / year]
  double partner_share = 0.4;  // of the surplus; see bargaining_share [0, 1]
};

/// What the parties agree on, or why they do not.
struct LabourDeal {
  double admission = 0;  // x*, share of the vacancies [0, 1]
  double gain = 0;       // admitter's, before the transfer [int. $ / year]
  double loss = 0;       // partner's, before the transfer; negative where it gains [int. $ / year]
  double surplus = 0;    // gain - loss - contract cost [int. $ / year]
  double transfer = 0;   // from admitter to partner; negative: to the admitter [int. $ / year]

  bool worthwhile() const { return surplus > 0; }
};

/// G(x) = worker_value*vacancies*x - friction/2*GDP_admitter*x^2 [int. $ / year].
inline double admission_gain(const LabourCase& now, double admission) {
  return now.worker_value * now.vacancies * admission -
         now.friction / 2 * now.admitter_gdp * admission * admission;
}

/// L(x) = (absence_cost - remittances)*vacancies*x [int. $ / year].
inline double admission_loss(const LabourCase& now, double admission) {
  return (now.absence_cost - now.remittances) * now.vacancies * admission;
}

/// A containment deal with the opposite sign (ODD 7.12, this project's form): x* in
/// [0, min(1, candidates/vacancies)] maximises S = G - L - contract_cost, and where S > 0 the
/// transfer is L + partner_share*S. The sign is free: a partner that gains more than its share by
/// remittances pays for the visas. The partner is then better off by partner_share*S, the admitter
/// by the rest. Throws std::invalid_argument for a value that is negative, not finite or a share
/// above 1.
inline LabourDeal propose_admission(const LabourCase& now) {
  for (const double value :
       {now.vacancies, now.candidates, now.worker_value, now.friction, now.admitter_gdp,
        now.absence_cost, now.remittances, now.contract_cost, now.partner_share}) {
    if (!(value >= 0 && std::isfinite(value))) {
      throw std::invalid_argument("propose_admission: needs finite values >= 0");
    }
  }
  if (now.partner_share > 1) throw std::invalid_argument("propose_admission: a share is above 1");
  LabourDeal deal;
  const double highest = now.candidates < now.vacancies ? now.candidates / now.vacancies : 1.0;
  deal.admission =
      best_intensity((now.worker_value - now.absence_cost + now.remittances) * now.vacancies,
                     now.friction * now.admitter_gdp, highest);
  deal.gain = admission_gain(now, deal.admission);
  deal.loss = admission_loss(now, deal.admission);
  deal.surplus = deal.gain - deal.loss - now.contract_cost;
  if (deal.worthwhile()) deal.transfer = deal.loss + now.partner_share * deal.surplus;
  return deal;
}

}  // namespace sojourn::models
