#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "models/deals/containment/deal_review.hpp"
#include "models/deals/containment/union_payment.hpp"
#include "models/deals/labour_case.hpp"
#include "models/deals/labour_hazard.hpp"
#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

/// 10^lo to 10^hi, in one of ten draws 0.
double wide(Draws& draws, double lo, double hi) {
  if (draws.uniform() < 0.1) return 0;
  return std::pow(10, lo + (hi - lo) * draws.uniform());
}

/// 100,000 vacancies worth 20,000 $ each in a state of 10^12 $.
LabourCase two_markets() {
  return {.vacancies = 1e5,
          .candidates = 1e6,
          .worker_value = 2e4,
          .friction = 4e-3,
          .admitter_gdp = 1e12,
          .absence_cost = 1e3,
          .remittances = 5e3,
          .contract_cost = 3.5e7};
}

TEST(LabourDeal, TwoMarketsByHand) {
  // G' = 2e9; curvature 4e9; x* = 0.5. G = 2e9*0.5 - 2e9*0.25 = 500e6, less 35e6. The partner has
  // 4,000*1e5*0.5 = 200e6.
  const LabourDeal deal = propose_admission(two_markets());
  EXPECT_NEAR(deal.admission, 0.5, 1e-12);
  EXPECT_NEAR(deal.gain, 465e6, 1);
  EXPECT_NEAR(deal.partner_gain, 200e6, 1);
  EXPECT_TRUE(deal.worthwhile());
}

TEST(LabourDeal, BothHaveToGain) {
  LabourCase now = two_markets();
  now.absence_cost = 6e3;  // more than is sent home, and nobody pays the partner for it
  EXPECT_FALSE(propose_admission(now).worthwhile());
  now = two_markets();
  now.contract_cost = 6e8;
  EXPECT_FALSE(propose_admission(now).worthwhile());
}

TEST(LabourDeal, CandidatesBindAndNoVacancyIsNoDeal) {
  LabourCase now = two_markets();
  now.candidates = 2e4;
  EXPECT_NEAR(propose_admission(now).admission, 0.2, 1e-15);
  now.vacancies = 0;
  EXPECT_EQ(propose_admission(now).admission, 0);
  EXPECT_FALSE(propose_admission(now).worthwhile());
  now = two_markets();
  now.friction = -1;
  EXPECT_THROW(propose_admission(now), std::invalid_argument);
}

TEST(LabourDeal, NoOtherAdmissionIsBetterForTheAdmitter) {
  Draws draws(1, stream_id("labour"), 0, 0);
  int deals = 0;
  for (int i = 0; i < 10000; ++i) {
    LabourCase now;
    now.vacancies = wide(draws, 0, 8);
    now.candidates = wide(draws, 0, 8);
    now.worker_value = wide(draws, 1, 6);
    now.friction = wide(draws, -8, 0);
    now.admitter_gdp = wide(draws, 6, 14);
    now.absence_cost = wide(draws, 1, 6);
    now.remittances = wide(draws, 1, 6);
    now.contract_cost = wide(draws, 2, 10);
    const LabourDeal deal = propose_admission(now);
    ASSERT_GE(deal.admission, 0);
    ASSERT_LE(deal.admission * now.vacancies, now.candidates * (1 + 1e-12));
    for (const double x : {0.0, 0.1, 0.5, 1.0}) {
      if (x * now.vacancies > now.candidates) continue;
      const double worth = now.worker_value * now.vacancies * x;
      const double cost = now.friction / 2 * now.admitter_gdp * x * x;
      ASSERT_LE(worth - cost - now.contract_cost,
                deal.gain + 1e-11 * (worth + cost + now.contract_cost + std::abs(deal.gain)));
    }
    deals += deal.worthwhile();
  }
  EXPECT_GT(deals, 1000);
}

/// Settings as a scenario that states none has them.
LabourHazard default_hazard() {
  Settings settings(nullptr, "modules.labour_deals", nullptr);
  return LabourHazard(settings);
}

TEST(LabourHazard, ByHand) {
  // Alike and 1000 km apart, without anything else: the constant, -7.95.
  const LabourDyad plain{.host_income = 1e4, .home_income = 1e4, .km = 1000};
  EXPECT_NEAR(default_hazard().chance(plain), 1 / (1 + std::exp(7.95)), 1e-12);
  // ln 4 of the gap, 5% more unemployment than shortage, 500 km, 999,000 people, 6 and 2
  // agreements.
  const LabourDyad all{.host_income = 4e4,
                       .home_income = 1e4,
                       .slack = 0.05,
                       .km = 500,
                       .people = 999000,
                       .host_signed = 6,
                       .home_signed = 2};
  const double odds = -7.95 - 0.11 * std::log(4.0) - 5.34 * 0.05 + 0.31 * std::log(2.0) +
                      0.47 * std::log(1000.0) + 0.67 * std::log(7.0) + 0.65 * std::log(3.0);
  EXPECT_NEAR(default_hazard().chance(all), 1 / (1 + std::exp(-odds)), 1e-12);
}

TEST(LabourHazard, OddsAreAsManyTimesAsHighAsContractingIsCheaper) {
  LabourDyad two{.host_income = 30000, .home_income = 5000, .slack = 0.05, .km = 2000};
  const double before = default_hazard().chance(two);
  two.saved = 0.5;
  const double after = default_hazard().chance(two);
  EXPECT_NEAR(after / (1 - after), 2 * before / (1 - before), 1e-12);
}

TEST(LabourHazard, ShortageProximityAndPeersBringAgreements) {
  const LabourHazard hazard = default_hazard();
  const LabourDyad plain{
      .host_income = 4e4, .home_income = 1e4, .slack = 0.05, .km = 2000, .people = 1000};
  const auto with = [&](double LabourDyad::*what, double value) {
    LabourDyad other = plain;
    other.*what = value;
    return hazard.chance(other) / hazard.chance(plain);
  };
  EXPECT_GT(with(&LabourDyad::slack, -0.1), 1.5);
  EXPECT_GT(with(&LabourDyad::km, 500), 1.2);
  EXPECT_GT(with(&LabourDyad::people, 1e6), 5);
  EXPECT_GT(with(&LabourDyad::host_signed, 10), 3);
  EXPECT_GT(with(&LabourDyad::home_signed, 10), 3);
}

TEST(DealReview, ByHand) {
  EXPECT_EQ(effort(50, 100), 0.5);
  EXPECT_EQ(effort(100, 100), 1);
  EXPECT_EQ(effort(200, 100), 1);
  EXPECT_EQ(effort(0, 0), 1);
  EXPECT_EQ(effort(0, 5), 0);
  EXPECT_EQ(effort(-1, -5), 1);  // who gains by it needs no pay
  EXPECT_TRUE(payer_ends(9, 10));
  EXPECT_FALSE(payer_ends(10, 10));
  EXPECT_TRUE(payee_ends(9, 10));
  EXPECT_FALSE(payee_ends(10, 10));
  // More than 15% and more than 0.2*10.
  EXPECT_TRUE(worth_renegotiating({}, 116, 100, 10));
  EXPECT_FALSE(worth_renegotiating({}, 114, 100, 10));
  EXPECT_TRUE(worth_renegotiating({}, 84, 100, 10));
  EXPECT_FALSE(worth_renegotiating({}, 116, 100, 100));
  EXPECT_TRUE(worth_renegotiating({}, 3, 0, 10));  // from nothing
  EXPECT_FALSE(worth_renegotiating({}, 2, 0, 10));
  EXPECT_FALSE(worth_renegotiating({}, 0, 0, 0));
}

TEST(UnionPayment, PartsFollowTheKey) {
  const std::vector<double> gains{6, 3, 1, 0};
  const std::vector<double> parts = split_payment(5, gains);
  EXPECT_EQ(parts, (std::vector<double>{3, 1.5, 0.5, 0}));
  EXPECT_EQ(split_payment(6, std::vector<double>{0, 0}), (std::vector<double>{3, 3}));
  EXPECT_THROW(split_payment(6, std::vector<double>{}), std::invalid_argument);
  EXPECT_THROW(split_payment(6, std::vector<double>{1, -1}), std::invalid_argument);
}

TEST(UnionPayment, AMemberVetoesWhatItDoesNotGain) {
  const std::vector<double> gains{6, 3, 1}, gdp{1, 1, 2}, equal{1, 1, 1};
  const auto by_gain =
      vote_on_payment(gains, split_payment(8, gains), equal, VotingRule::everyone());
  EXPECT_TRUE(by_gain.accepted);
  EXPECT_TRUE(by_gain.objectors.empty());
  // By GDP the parts are 2, 2 and 4: the third gains 1.
  const auto by_gdp = vote_on_payment(gains, split_payment(8, gdp), equal, VotingRule::everyone());
  EXPECT_FALSE(by_gdp.accepted);
  EXPECT_EQ(by_gdp.objectors, (std::vector<int>{2}));
}

TEST(UnionPayment, ItsOwnRuleMayOutvoteIt) {
  const std::vector<double> gains{6, 3, 1}, parts{2, 2, 4};
  const std::vector<double> heads{1, 1, 1}, people{30, 25, 45};
  EXPECT_TRUE(vote_on_payment(gains, parts, heads, VotingRule::majority()).accepted);
  EXPECT_TRUE(vote_on_payment(gains, parts, people, VotingRule::weighted(0.55)).accepted);
  EXPECT_FALSE(vote_on_payment(gains, parts, people, VotingRule::weighted(0.65)).accepted);
  EXPECT_FALSE(vote_on_payment(gains, parts, people, VotingRule::weighted(1)).accepted);
  EXPECT_TRUE(vote_on_payment(gains, gains, people, VotingRule::weighted(1)).accepted);
}

TEST(UnionPayment, PartsByGainAreVetoedByAllOrNone) {
  Draws draws(3, stream_id("union"), 0, 0);
  for (int i = 0; i < 10000; ++i) {
    std::vector<double> gains(1 + static_cast<std::size_t>(draws.uniform() * 27));
    for (double& gain : gains) gain = wide(draws, 0, 10);
    const double sum = std::accumulate(gains.begin(), gains.end(), 0.0);
    const double payment = sum * 2 * draws.uniform();
    const auto parts = split_payment(payment, gains);
    ASSERT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0), payment, 1e-12 * payment);
    if (std::abs(payment - sum) < 1e-9 * sum) continue;
    const std::vector<double> heads(gains.size(), 1.0);
    ASSERT_EQ(vote_on_payment(gains, parts, heads, VotingRule::everyone()).accepted,
              payment <= sum);
  }
}

TEST(VotingRule, HalfIsNoMajorityAndAQuotaIsReached) {
  EXPECT_FALSE(VotingRule::majority().adopted(2, 4));
  EXPECT_TRUE(VotingRule::majority().adopted(3, 4));
  EXPECT_TRUE(VotingRule::weighted(2.0 / 3).adopted(2, 3));
  EXPECT_TRUE(VotingRule::weighted(0.3).adopted(0.1 + 0.2, 1));
  EXPECT_FALSE(VotingRule::weighted(0.67).adopted(2, 3));
  EXPECT_FALSE(VotingRule::everyone().adopted(2, 3));
  EXPECT_FALSE(VotingRule::majority().adopted(0, 0));
  EXPECT_FALSE(VotingRule::everyone().adopted(0, 0));
  EXPECT_THROW(VotingRule::weighted(0), std::invalid_argument);
  EXPECT_THROW(VotingRule::weighted(1.1), std::invalid_argument);
}

}  // namespace
}  // namespace sojourn::models
