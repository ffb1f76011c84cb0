#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/bargaining/surplus.hpp"

namespace sojourn::models {

/// What two states know when one of them, the admitter, thinks of filling vacancies with workers of
/// the other, the partner. Money in int. $.
struct LabourCase {
  double vacancies = 0;      // the admitter's shortage, >= 0 [persons]
  double candidates = 0;     // the partner's workers who would go, >= 0 [persons]
  double worker_value = 0;   // admitter's gain from a filled vacancy, wage paid, >= 0 [$ / year]
  double friction = 4e-3;    // twice the cost of filling all vacancies so [admitter's GDP / year]
  double admitter_gdp = 0;   // >= 0 [int. $ / year]
  double absence_cost = 0;   // partner's, of a worker who is away, >= 0 [int. $ / year]
  double remittances = 0;    // to the partner, from a worker who is away, >= 0 [int. $ / year]
  double contract_cost = 0;  // borne by the admitter, >= 0 [int. $ / year]
};

/// What the parties agree on, or why they do not. No money is paid for workers.
struct LabourDeal {
  double admission = 0;     // x*, share of the vacancies [0, 1]
  double gain = 0;          // admitter's, the contract paid [int. $ / year]
  double partner_gain = 0;  // [int. $ / year]

  bool worthwhile() const { return admission > 0 && gain > 0 && partner_gain > 0; }
};

/// G(x) = worker_value*vacancies*x - friction/2*GDP_admitter*x^2 [int. $ / year].
inline double admission_gain(const LabourCase& now, double admission) {
  return now.worker_value * now.vacancies * admission -
         now.friction / 2 * now.admitter_gdp * admission * admission;
}

/// (remittances - absence_cost)*vacancies*x [int. $ / year].
inline double partner_gain(const LabourCase& now, double admission) {
  return (now.remittances - now.absence_cost) * now.vacancies * admission;
}

/// ODD 7.12, this project's form: the admitter opens the x* in [0, min(1, candidates/vacancies)]
/// that is best for it, and both have to gain, since known agreements on labour pay no state for
/// its people. Throws std::invalid_argument for a value that is negative or not finite.
inline LabourDeal propose_admission(const LabourCase& now) {
  for (const double value :
       {now.vacancies, now.candidates, now.worker_value, now.friction, now.admitter_gdp,
        now.absence_cost, now.remittances, now.contract_cost}) {
    if (!(value >= 0 && std::isfinite(value))) {
      throw std::invalid_argument("propose_admission: needs finite values >= 0");
    }
  }
  LabourDeal deal;
  const double highest = now.candidates < now.vacancies ? now.candidates / now.vacancies : 1.0;
  deal.admission =
      best_intensity(now.worker_value * now.vacancies, now.friction * now.admitter_gdp, highest);
  deal.gain = admission_gain(now, deal.admission) - now.contract_cost;
  deal.partner_gain = partner_gain(now, deal.admission);
  return deal;
}

}  // namespace sojourn::models
