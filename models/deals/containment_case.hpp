#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/bargaining/surplus.hpp"

namespace sojourn::models {

/// What two states know when one of them, the demander, thinks of paying the other, the supplier,
/// for holding back the flow through it (ML18). All >= 0; money in int. $.
struct ContainmentCase {
  double demander_gdp = 0;         // [int. $ / year]
  double pressure = 0;             // demander's excess cost of the status quo [GDP / year]
  double dependence = 0;           // share of the demander's arrivals through the supplier [0, 1]
  double supplier_capacity = 0.6;  // share of the flow that it can hold back [0, 1]
  double host_cost = 0.3;          // of who is held back [supplier's GDP per head / person-year]
  double supplier_income = 0;      // [int. $ / person / year]
  double arrivals = 0;             // through the supplier, and retained by it [persons / year]
  double stay = 1.5;               // of who is held back [years]
  double crowding = 20;            // rise of the cost with the hosted share of the population [1]
  double hosted_share = 0;         // hosted / population of the supplier [1]
  double friction = 4e-3;          // twice the cost of full containment [supplier's GDP / year]
  double supplier_gdp = 0;         // [int. $ / year]
  double contract_cost = 0;        // borne by the demander [int. $ / year]
  double visa_value = 0;           // what visas and resettlement give the supplier [int. $ / year]
  double supplier_share = 0.4;     // of the surplus; see bargaining_share [0, 1]
};

/// What the parties agree on, or why they do not.
struct ContainmentDeal {
  double intensity = 0;  // c* [0, 1]
  double gain = 0;       // demander's, before it pays [int. $ / year]
  double loss = 0;       // supplier's, before it is paid [int. $ / year]
  double surplus = 0;    // gain - loss - contract cost [int. $ / year]
  double payment = 0;    // from demander to supplier, >= 0; 0 without a deal [int. $ / year]

  bool worthwhile() const { return surplus > 0; }
};

/// G(c) = GDP*pressure*dependence*capacity*c [int. $ / year].
inline double containment_gain(const ContainmentCase& now, double intensity) {
  return now.demander_gdp * now.pressure * now.dependence * now.supplier_capacity * intensity;
}

/// The slope of L at c = 0 [int. $ / year].
inline double containment_first_cost(const ContainmentCase& now) {
  return now.host_cost * now.supplier_income * now.arrivals * now.stay *
         (1 + now.crowding * now.hosted_share) * now.supplier_capacity;
}

/// L(c) = host_cost*income*arrivals*stay*(1 + crowding*hosted_share)*capacity*c
///        + friction/2*GDP_supplier*c^2 [int. $ / year].
inline double containment_loss(const ContainmentCase& now, double intensity) {
  return containment_first_cost(now) * intensity +
         now.friction / 2 * now.supplier_gdp * intensity * intensity;
}

/// The deal of ODD 7.11 (ML18; division after Binmore, Rubinstein, Wolinsky 1986, DOI
/// 10.2307/2555382): c* maximises S = G - L - contract_cost, and where S > 0
/// P = max(0, L + supplier_share*S - visa_value).
///
/// Both are then at least as well off as without: P + visa_value - L >= supplier_share*S >= 0, and
/// G - P - contract_cost is (1 - supplier_share)*S + visa_value where P > 0, else G - contract_cost
/// > L >= 0. Visas cost the demander nothing here. Throws std::invalid_argument for a value that is
/// negative, not finite or a share above 1.
inline ContainmentDeal propose_containment(const ContainmentCase& now) {
  for (const double value :
       {now.demander_gdp, now.pressure, now.dependence, now.supplier_capacity, now.host_cost,
        now.supplier_income, now.arrivals, now.stay, now.crowding, now.hosted_share, now.friction,
        now.supplier_gdp, now.contract_cost, now.visa_value, now.supplier_share}) {
    if (!(value >= 0 && std::isfinite(value))) {
      throw std::invalid_argument("propose_containment: needs finite values >= 0");
    }
  }
  if (now.dependence > 1 || now.supplier_capacity > 1 || now.supplier_share > 1) {
    throw std::invalid_argument("propose_containment: a share is above 1");
  }
  ContainmentDeal deal;
  deal.intensity = best_intensity(containment_gain(now, 1) - containment_first_cost(now),
                                  now.friction * now.supplier_gdp);
  deal.gain = containment_gain(now, deal.intensity);
  deal.loss = containment_loss(now, deal.intensity);
  deal.surplus = deal.gain - deal.loss - now.contract_cost;
  if (deal.worthwhile()) {
    deal.payment = std::max(0.0, deal.loss + now.supplier_share * deal.surplus - now.visa_value);
  }
  return deal;
}

}  // namespace sojourn::models
