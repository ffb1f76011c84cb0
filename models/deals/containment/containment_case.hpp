#pragma once

#include "models/bargaining/division.hpp"
#include "models/deals/containment/crossing.hpp"

namespace sojourn::models {

/// What two states know when one of them, the demander, thinks of paying the other, the supplier,
/// for the flow through it (ML18). All >= 0; money in int. $.
struct ContainmentCase {
  double demander_gdp = 0;         // [int. $ / year]
  double pressure = 0;             // demander's excess cost of the status quo [GDP / year]
  double dependence = 0;           // share of the demander's arrivals through the supplier [0, 1]
  double demander_capacity = 0;    // share of those across whom it can send back [0, 1]
  double supplier_capacity = 0.6;  // share of the flow that it can hold back [0, 1]
  double spared_return = 0;        // of those sent back, whom the demander's law spares [0, 1]
  double spared_hold = 0;          // of those held back, whom the supplier's law spares [0, 1]
  double host_cost = 0.3;          // of who is held back [supplier's GDP per head / person-year]
  double supplier_income = 0;      // [int. $ / person / year]
  double arrivals = 0;             // through the supplier, were there no deal [persons / year]
  double stay = 1.5;               // of who is held back [years]
  double crowding = 20;            // rise of the cost with the hosted share of the population [1]
  double hosted_share = 0;         // hosted / population of the supplier, were there no deal [1]
  double friction = 4e-3;          // twice the cost of full containment [supplier's GDP / year]
  double supplier_gdp = 0;         // [int. $ / year]
  double contract_cost = 0;        // borne by the demander [int. $ / year]
  double visa_value = 0;           // of waiving all refusals, to the supplier [int. $ / year]
  double visa_cost = 0;            // twice what waiving them costs the demander [int. $ / year]
  double arrival_cost = 0;         // of a person who is taken over [int. $ / year]
  double resettled_most = 0;       // of those held back, the share who may be taken over [0, 1]
  double alternative = 0;          // demander's best without the supplier [int. $ / year]
  double threat = 0;               // what the supplier's threat is worth [int. $ / year]
  double supplier_share = 0;       // of the surplus [0, 1]
  Crossing crossing = {};          // from the supplier, as people see it
};

/// A point of the issue space, but for money: each in [0, 1].
struct ContainmentIssues {
  double intensity = 0;    // c, of what the supplier can hold back
  double readmission = 0;  // r, of what the demander can send back and the supplier takes
  double visas = 0;        // share of refusals that are waived
  double resettled = 0;    // share of those held back who are taken over
};

/// What the parties agree on, or why they do not.
struct ContainmentDeal {
  ContainmentIssues issues = {};
  double gain = 0;     // demander's, before it pays [int. $ / year]
  double loss = 0;     // supplier's, before it is compensated [int. $ / year]
  double linked = 0;   // worth of visas and resettlement to the supplier [int. $ / year]
  double surplus = 0;  // of both over what they have without [int. $ / year]
  double payment = 0;  // from demander to supplier, >= 0; 0 without a deal [int. $ / year]

  bool worthwhile() const { return surplus > 0; }
  /// The supplier's part of the surplus, its threat included; 0 without a deal [int. $ / year].
  double supplier_gain() const { return worthwhile() ? payment + linked - loss : 0; }
};

/// Share of the would-be arrivals who do not set out, since who gets across would be sent back.
double deterred(const ContainmentCase& now, const ContainmentIssues& issues);
/// Share of the would-be arrivals whom the supplier has to host: those of whom it stops, or who are
/// sent back to it, that set out.
double held_share(const ContainmentCase& now, const ContainmentIssues& issues);
/// Share of the would-be arrivals who do not come, deterred or held.
double stopped_share(const ContainmentCase& now, const ContainmentIssues& issues);

/// G = GDP*pressure*dependence*stopped [int. $ / year].
double containment_gain(const ContainmentCase& now, const ContainmentIssues& issues);
/// L = host_cost*income*N*(1 + crowding*(hosted_share + N/population))
///     + friction/2*GDP_supplier*(c^2 + r^2), N = arrivals*stay*held [int. $ / year]. Who does not
/// set out costs the supplier nothing.
double containment_loss(const ContainmentCase& now, const ContainmentIssues& issues);
/// What linked issues give the supplier, and what they cost the demander [int. $ / year].
double linked_worth(const ContainmentCase& now, const ContainmentIssues& issues);
double linked_cost(const ContainmentCase& now, const ContainmentIssues& issues);

/// What the demander has by closing its own border alone (ODD 7.11): the best of
/// GDP*pressure*dependence*closure*e - friction/2*GDP_demander*e^2, `closure` the share of arrivals
/// that a closed border lawfully stops [int. $ / year].
double closure_worth(const ContainmentCase& now, double closure);

/// The deal of ODD 7.11 (ML18): the issues that make the surplus largest, divided by the supplier's
/// share (`divide`). Of visas there are as many as leave a payment >= 0: no partner pays for
/// holding people. Throws std::invalid_argument for a value that is negative, not finite or a share
/// above 1.
ContainmentDeal propose_containment(const ContainmentCase& now);

}  // namespace sojourn::models
