#include "models/deals/containment/containment_case.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "models/deals/containment/deal_review.hpp"
#include "models/parties/remembered.hpp"
#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

/// A rich state of 10^12 $ under pressure of 0.15% of its GDP, half of it through a neighbour of
/// 10^11 $ and 10,000 $ per head (10 million people). Nobody can be sent back.
ContainmentCase two_states() {
  return {.demander_gdp = 1e12,
          .pressure = 0.0015,
          .dependence = 0.5,
          .supplier_capacity = 0.6,
          .host_cost = 0.3,
          .supplier_income = 1e4,
          .arrivals = 5e4,
          .stay = 1.5,
          .crowding = 0,
          .hosted_share = 0.01,
          .friction = 4e-3,
          .supplier_gdp = 1e11,
          .contract_cost = 3.5e7,
          .supplier_share = 0.4};
}

TEST(ContainmentDeal, TwoStatesByHand) {
  // G' = 1e12*0.0015*0.5*0.6 = 450e6. L'(0) = 0.3*1e4*5e4*1.5*0.6 = 135e6.
  // c* = (450 - 135)/400 = 0.7875. G = 354.375e6. L = 135e6*0.7875 + 200e6*0.7875^2 = 230.34375e6.
  // S = 354.375 - 230.34375 - 35 = 89.03125e6. P = 230.34375e6 + 0.4*89.03125e6 = 265.95625e6.
  const ContainmentDeal deal = propose_containment(two_states());
  EXPECT_NEAR(deal.issues.intensity, 0.7875, 1e-12);
  EXPECT_EQ(deal.issues.readmission, 0);
  EXPECT_NEAR(deal.gain, 354.375e6, 1);
  EXPECT_NEAR(deal.loss, 230.34375e6, 1);
  EXPECT_NEAR(deal.surplus, 89.03125e6, 1);
  EXPECT_NEAR(deal.payment, 265.95625e6, 1);
  EXPECT_TRUE(deal.worthwhile());
}

TEST(ContainmentDeal, WhoIsHeldCrowdsByHand) {
  ContainmentCase now = two_states();
  now.crowding = 20;
  // N = 5e4*1.5*0.6*0.5 = 22,500, 0.225% of 10 million: 3,000 $ * 22,500 * (1 + 20*(0.01 +
  // 0.00225)) = 67.5e6*1.245 = 84.0375e6, and 200e6*0.25.
  EXPECT_NEAR(containment_loss(now, {.intensity = 0.5}), 134.0375e6, 1);
}

TEST(ContainmentDeal, LawSparesByHand) {
  ContainmentCase now = two_states();
  now.demander_capacity = 0.5;
  now.crossing = {.toll = 300, .weight = 0.001};
  now.spared_return = 0.25;
  now.spared_hold = 0.5;
  // By the text 0.4 are sent back, and people see it: exp(-0.2) set out. By law 0.3 are, and of the
  // 0.6*0.5 who would be held half: 1 - (1 - 0.15)*(1 - 0.3).
  const ContainmentIssues both{.intensity = 0.5, .readmission = 0.8};
  EXPECT_NEAR(deterred(now, both), 1 - std::exp(-0.2), 1e-12);
  EXPECT_NEAR(held_share(now, both), std::exp(-0.2) * 0.405, 1e-12);
  // Without readmission c* = (1e12*0.0015*0.5*0.3 - 67.5e6)/400e6, by half of what could be held.
  now.demander_capacity = 0;
  EXPECT_NEAR(propose_containment(now).issues.intensity, 0.39375, 1e-12);
  now.spared_hold = 1.5;
  EXPECT_THROW(propose_containment(now), std::invalid_argument);
}

TEST(ContainmentDeal, ReadmissionByHand) {
  ContainmentCase now = two_states();
  now.demander_capacity = 0.5;
  now.crossing = {.toll = 300, .weight = 0.001};
  // Sent back with the chance 0.4: the crossing costs 300*0.4/0.6 = 200 $ more, which weighs 0.2.
  const ContainmentIssues all{.readmission = 0.8};
  const double set_out = std::exp(-0.2);
  EXPECT_NEAR(deterred(now, all), 1 - set_out, 1e-12);
  EXPECT_NEAR(held_share(now, all), set_out * 0.4, 1e-12);
  EXPECT_NEAR(stopped_share(now, all), 1 - set_out * 0.6, 1e-12);
  // Of those who have 300 $, one in three has less than 500 $.
  now.crossing.savings = {100, 400, 600, 700};
  EXPECT_NEAR(deterred(now, all), 1 - set_out * 2 / 3, 1e-12);
  // Intercepted are some of those who set out: 1 - (1 - 0.6*0.5)*(1 - 0.4).
  const ContainmentIssues both{.intensity = 0.5, .readmission = 0.8};
  EXPECT_NEAR(held_share(now, both), set_out * 2 / 3 * 0.58, 1e-12);
  // Readmission alone is policed: 200e6*0.64, and 225e6 of hosting all.
  EXPECT_NEAR(containment_loss(now, all), 225e6 * set_out * 2 / 3 * 0.4 + 128e6, 1);
}

/// Whoever is sent back for sure does not set out, and then hardly anybody has to be hosted: the
/// partner is paid less than for holding half as many.
TEST(ContainmentDeal, WhatIsExpectedCostsThePartnerNothing) {
  ContainmentCase now = two_states();
  now.pressure = 0.005;
  now.supplier_gdp = 2e10;
  const ContainmentDeal holding = propose_containment(now);
  now.demander_capacity = 1;
  now.crossing = {.toll = 800, .weight = 1e-4};
  const ContainmentDeal returning = propose_containment(now);
  EXPECT_GT(returning.issues.readmission, 0.9);
  EXPECT_GT(stopped_share(now, returning.issues), 0.95);
  EXPECT_LT(held_share(now, returning.issues), 0.1);
  EXPECT_LT(returning.loss, holding.loss);
  EXPECT_GT(returning.surplus, holding.surplus);
}

TEST(ContainmentDeal, VisasByHand) {
  ContainmentCase now = two_states();
  now.visa_value = 20e6;
  now.visa_cost = 100e6;
  // v* = 20/100: worth 4e6, at a cost of 2e6. S grows by 2e6; P = L - 4e6 + 0.4*S.
  const ContainmentDeal deal = propose_containment(now);
  EXPECT_NEAR(deal.issues.visas, 0.2, 1e-12);
  EXPECT_NEAR(deal.linked, 4e6, 1);
  EXPECT_NEAR(deal.surplus, 91.03125e6, 1);
  EXPECT_NEAR(deal.payment, 230.34375e6 - 4e6 + 0.4 * 91.03125e6, 1);
}

TEST(ContainmentDeal, NoPartnerPaysForHolding) {
  ContainmentCase now = two_states();
  now.visa_value = 1e12;
  now.visa_cost = 1e6;
  // All visas would be worth 1e12, far more than the loss and a share. At v without a payment
  // 1e12*v = 230.34375e6 + 0.4*(89.03125e6 + 1e12*v), the cost of so few visas being nothing.
  const ContainmentDeal deal = propose_containment(now);
  EXPECT_NEAR(deal.issues.visas, 265.95625e6 / 0.6e12, 1e-12);
  EXPECT_NEAR(deal.payment, 0, 1);
  EXPECT_NEAR(deal.linked, 443.2604e6, 100);
  EXPECT_TRUE(deal.worthwhile());
}

TEST(ContainmentDeal, VisasThatAreWorthMoreDestroyNoDeal) {
  ContainmentCase now = two_states();
  now.contract_cost = 125e6;  // without visas there is no surplus
  now.visa_cost = 20e6;
  EXPECT_FALSE(propose_containment(now).worthwhile());
  double last = 0;
  for (now.visa_value = 50e6; now.visa_value < 1e12; now.visa_value *= 3) {
    const ContainmentDeal deal = propose_containment(now);
    EXPECT_TRUE(deal.worthwhile()) << now.visa_value;
    EXPECT_GE(deal.payment, 0);
    EXPECT_GE(deal.linked, last);
    last = deal.linked;
  }
}

TEST(ContainmentDeal, WhatTheSupplierHasOfTheSurplusByHand) {
  ContainmentCase now = two_states();
  EXPECT_NEAR(propose_containment(now).supplier_gain(), 0.4 * 89.03125e6, 1);
  now.threat = 20e6;
  EXPECT_NEAR(propose_containment(now).supplier_gain(), 0.4 * 89.03125e6 + 20e6, 1);
  now.threat = 1e9;
  EXPECT_NEAR(propose_containment(now).supplier_gain(), 89.03125e6, 1);
  now.contract_cost = 1e9;
  EXPECT_EQ(propose_containment(now).supplier_gain(), 0);
}

TEST(ContainmentDeal, RefugeesAreTakenOverWhereThatCostsLess) {
  ContainmentCase now = two_states();
  now.resettled_most = 0.1;
  now.arrival_cost = 4000;  // less than 0.3*1e4*1.5
  EXPECT_EQ(propose_containment(now).issues.resettled, 0.1);
  now.arrival_cost = 5000;
  EXPECT_EQ(propose_containment(now).issues.resettled, 0);
}

TEST(ContainmentDeal, ClosingTheOwnBorderByHand) {
  // 1e12*0.0015*0.5*0.4 = 300e6 against 4e-3*1e12 = 4e9: e = 0.075, 22.5e6 - 11.25e6.
  EXPECT_NEAR(closure_worth(two_states(), 0.4), 11.25e6, 1);
  ContainmentCase now = two_states();
  now.alternative = 11.25e6;
  EXPECT_NEAR(propose_containment(now).surplus, 77.78125e6, 1);
  EXPECT_NEAR(propose_containment(now).payment, 265.95625e6 - 0.4 * 11.25e6, 1);
}

TEST(ContainmentDeal, NoDealWithoutPressureOrDependence) {
  for (double ContainmentCase::*cause : {&ContainmentCase::pressure, &ContainmentCase::dependence,
                                         &ContainmentCase::supplier_capacity}) {
    ContainmentCase now = two_states();
    now.*cause = 0;
    const ContainmentDeal deal = propose_containment(now);
    EXPECT_FALSE(deal.worthwhile());
    EXPECT_EQ(deal.issues.intensity, 0);
    EXPECT_EQ(deal.payment, 0);
    EXPECT_EQ(deal.surplus, -now.contract_cost);
  }
}

TEST(ContainmentDeal, PressureMakesItDearer) {
  ContainmentCase now = two_states();
  double last = 0;
  for (now.pressure = 0.0014; now.pressure < 0.005; now.pressure *= 1.1) {
    const double payment = propose_containment(now).payment;
    EXPECT_GT(payment, last);
    last = payment;
  }
  EXPECT_EQ(propose_containment(now).issues.intensity, 1);
}

/// 10^lo to 10^hi, in one of ten draws 0.
double wide(Draws& draws, double lo, double hi) {
  if (draws.uniform() < 0.1) return 0;
  return std::pow(10, lo + (hi - lo) * draws.uniform());
}

ContainmentCase any_case(Draws& draws) {
  ContainmentCase now;
  now.demander_gdp = wide(draws, 6, 14);
  now.pressure = wide(draws, -6, 0);
  now.dependence = draws.uniform();
  now.demander_capacity = draws.uniform() < 0.3 ? 0 : draws.uniform();
  now.crossing = {
      .toll = wide(draws, 1, 5), .weight = wide(draws, -6, -2), .others = draws.uniform() / 2};
  if (draws.uniform() < 0.5) now.crossing.savings = {1e2, 1e3, 2e3, 5e3, 2e4};
  now.supplier_capacity = draws.uniform();
  now.host_cost = wide(draws, -3, 1);
  now.supplier_income = wide(draws, 2, 6);
  now.arrivals = wide(draws, 0, 8);
  now.stay = wide(draws, -2, 2);
  now.crowding = wide(draws, -1, 3);
  now.hosted_share = wide(draws, -6, 0);
  now.friction = wide(draws, -8, 0);
  now.supplier_gdp = wide(draws, 6, 14);
  now.contract_cost = wide(draws, 2, 10);
  now.visa_value = wide(draws, 0, 12);
  now.visa_cost = wide(draws, 2, 12);
  now.arrival_cost = wide(draws, 1, 6);
  now.resettled_most = draws.uniform();
  now.alternative = wide(draws, 2, 12);
  now.threat = wide(draws, 2, 12);
  now.supplier_share = draws.uniform() < 0.1 ? 1 : draws.uniform();
  return now;
}

/// What both have by a point of the issue space over what they have without it, before any payment;
/// written out anew.
struct Worths {
  double demander = 0, supplier = 0;
  double all() const { return demander + supplier; }
};
Worths worths(const ContainmentCase& now, const ContainmentIssues& x) {
  const double back = now.demander_capacity * x.readmission;
  const double then = now.crossing.toll / std::max(0.02, 1 - now.crossing.others);
  const double more =
      now.crossing.toll / std::max(0.02, (1 - now.crossing.others) * (1 - back)) - then;
  double able = 1;
  if (!now.crossing.savings.empty()) {
    double before = 0, after = 0;
    for (const double s : now.crossing.savings) {
      before += s >= then ? 1 : 0;
      after += s >= then + more ? 1 : 0;
    }
    able = before > 0 ? after / before : -1;
  }
  const double go = able < 0 ? 1 : able * std::exp(-now.crossing.weight * more);
  const double through = go * (1 - now.supplier_capacity * x.intensity) * (1 - back);
  const double held = go - through;
  const double heads = now.arrivals * now.stay * held;
  const double people = now.supplier_income > 0 ? now.supplier_gdp / now.supplier_income : 0;
  const double share = now.hosted_share + (people > 0 ? heads / people : 0);
  const double hosting = now.host_cost * now.supplier_income * heads * (1 + now.crowding * share);
  const double policing =
      now.friction / 2 * now.supplier_gdp * (std::pow(x.intensity, 2) + std::pow(x.readmission, 2));
  return {.demander = now.demander_gdp * now.pressure * now.dependence * (1 - through) -
                      now.contract_cost - now.alternative - now.visa_cost / 2 * x.visas * x.visas -
                      now.arrival_cost * now.arrivals * held * x.resettled,
          .supplier = now.visa_value * x.visas + hosting * x.resettled - hosting - policing};
}

/// Whether the division of what both have by a point would make the supplier pay.
bool supplier_would_pay(const ContainmentCase& now, const Worths& made, double rounding) {
  const double rent = std::min(made.all(), now.supplier_share * made.all() + now.threat);
  return rent - made.supplier < rounding;
}

/// 10,000 draws, the payment as one more issue: what both agree on is better for both than their
/// alternatives; where they agree on nothing, no point of a search and no payment is. Visas are
/// looked for at what else was agreed: more of them only where the supplier would have to pay.
TEST(ContainmentDeal, TheWinSetIsOpenExactlyWhereThereIsASurplus) {
  Draws draws(1, stream_id("containment"), 0, 0);
  int deals = 0, none = 0, unpaid = 0, dear_visas = 0;
  for (int i = 0; i < 10000; ++i) {
    const ContainmentCase now = any_case(draws);
    const ContainmentDeal deal = propose_containment(now);
    for (const double value : {deal.gain, deal.loss, deal.surplus, deal.payment, deal.linked}) {
      ASSERT_TRUE(std::isfinite(value));
    }
    const double rounding =
        1e-10 * (deal.gain + deal.loss + deal.linked + now.contract_cost + now.alternative);
    if (deal.worthwhile()) {
      const Worths made = worths(now, deal.issues);
      ASSERT_GE(made.demander - deal.payment, -rounding);
      ASSERT_GE(made.supplier + deal.payment, -rounding);
      ASSERT_NEAR(made.all(), deal.surplus, rounding);
      ASSERT_EQ(effort(deal.payment + deal.linked + rounding, deal.loss), 1);
      ++deals;
      unpaid += deal.payment < rounding ? 1 : 0;
    } else {
      ASSERT_EQ(deal.payment, 0);
      ++none;
    }
    for (int k = 0; k < 40; ++k) {
      // Corners and insides; refugees are taken with holding alone.
      const auto any = [&] { return k % 4 == 0 ? std::round(draws.uniform()) : draws.uniform(); };
      ContainmentIssues x{.intensity = any(), .readmission = k % 2 == 0 ? any() : 0};
      if (k % 3 == 0) x.resettled = now.resettled_most * any();
      if (k % 3 == 1 && stopped_share(now, deal.issues) > 0) x = deal.issues, x.visas = any();
      const Worths other = worths(now, x);
      const double least = rounding + 1e-9 * std::abs(other.all());
      const bool too_many = x.visas > deal.issues.visas && supplier_would_pay(now, other, least);
      dear_visas += too_many ? 1 : 0;
      ASSERT_TRUE(too_many || other.all() <= std::max(0.0, deal.surplus) + least);
    }
  }
  EXPECT_GT(deals, 1000);
  EXPECT_GT(none, 1000);
  EXPECT_LT(unpaid, deals / 2);
  EXPECT_GT(dear_visas, 1000);
}

TEST(ContainmentDeal, RefusesWhatIsNoCase) {
  ContainmentCase now = two_states();
  now.pressure = -1e-9;
  EXPECT_THROW(propose_containment(now), std::invalid_argument);
  now.pressure = std::nan("");
  EXPECT_THROW(propose_containment(now), std::invalid_argument);
  now.pressure = 0.001;
  now.supplier_share = 1.01;
  EXPECT_THROW(propose_containment(now), std::invalid_argument);
}

TEST(Remembered, FadesUnlessMoreIsSeen) {
  Remembered flow;
  EXPECT_EQ(flow.see(100, 1, 5), 100);
  EXPECT_NEAR(flow.see(0, 5, 5), 100 * std::exp(-1.0), 1e-12);
  EXPECT_EQ(flow.see(60, 5, 5), 60);
  EXPECT_EQ(flow.value(), 60);
  // Twice as many set out: twice of what is left.
  EXPECT_NEAR(flow.see(0, 5, 5, 2), 120 * std::exp(-1.0), 1e-12);
}

TEST(Remembered, AYearWithoutACauseWipesNothingOut) {
  Remembered flow;
  flow.see(100, 1, 5, 40);
  EXPECT_EQ(flow.see(0, 1, 5, 0), 0);
  EXPECT_NEAR(flow.see(0, 4, 5, 80), 200 * std::exp(-1.0), 1e-12);
  // More than is left counts from here on.
  EXPECT_EQ(flow.see(90, 0, 5, 80), 90);
  EXPECT_NEAR(flow.see(0, 5, 5, 40), 45 * std::exp(-1.0), 1e-12);
}

}  // namespace
}  // namespace sojourn::models
