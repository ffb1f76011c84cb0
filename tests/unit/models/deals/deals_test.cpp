#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "models/deals/deal_review.hpp"
#include "models/deals/labour_case.hpp"
#include "models/deals/union_payment.hpp"
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
          .absence_cost = 5e3,
          .remittances = 1e3,
          .contract_cost = 3.5e7,
          .partner_share = 0.4};
}

TEST(LabourDeal, TwoMarketsByHand) {
  // S'(0) = (20,000 - 5,000 + 1,000)*1e5 = 1.6e9; curvature 4e9; x* = 0.4.
  // G = 2e9*0.4 - 2e9*0.16 = 480e6. L = 4000*1e5*0.4 = 160e6. S = 480 - 160 - 35 = 285e6.
  // The admitter pays 160e6 + 0.4*285e6 = 274e6.
  const LabourDeal deal = propose_admission(two_markets());
  EXPECT_NEAR(deal.admission, 0.4, 1e-12);
  EXPECT_NEAR(deal.gain, 480e6, 1);
  EXPECT_NEAR(deal.loss, 160e6, 1);
  EXPECT_NEAR(deal.surplus, 285e6, 1);
  EXPECT_NEAR(deal.transfer, 274e6, 1);
}

TEST(LabourDeal, APartnerThatGainsMorePays) {
  LabourCase now = two_markets();
  now.remittances = 15e3;
  // S'(0) = 3e9, x* = 0.75: G = 1.5e9 - 2e9*0.5625 = 375e6, L = -10,000*1e5*0.75 = -750e6,
  // S = 375 + 750 - 35 = 1090e6, transfer = -750e6 + 0.4*1090e6 = -314e6.
  const LabourDeal deal = propose_admission(now);
  EXPECT_NEAR(deal.admission, 0.75, 1e-12);
  EXPECT_NEAR(deal.surplus, 1090e6, 1);
  EXPECT_NEAR(deal.transfer, -314e6, 1);
}

TEST(LabourDeal, CandidatesBindAndNoVacancyIsNoDeal) {
  LabourCase now = two_markets();
  now.candidates = 2e4;
  EXPECT_NEAR(propose_admission(now).admission, 0.2, 1e-15);
  now.vacancies = 0;
  EXPECT_EQ(propose_admission(now).admission, 0);
  EXPECT_FALSE(propose_admission(now).worthwhile());
  now = two_markets();
  now.absence_cost = 3e4;  // more than the vacancy is worth
  EXPECT_FALSE(propose_admission(now).worthwhile());
}

TEST(LabourDeal, NobodyIsWorseOffThanWithout) {
  Draws draws(1, stream_id("labour"), 0, 0);
  int deals = 0, reversed = 0;
  for (int i = 0; i < 50000; ++i) {
    LabourCase now;
    now.vacancies = wide(draws, 0, 8);
    now.candidates = wide(draws, 0, 8);
    now.worker_value = wide(draws, 1, 6);
    now.friction = wide(draws, -8, 0);
    now.admitter_gdp = wide(draws, 6, 14);
    now.absence_cost = wide(draws, 1, 6);
    now.remittances = wide(draws, 1, 6);
    now.contract_cost = wide(draws, 2, 10);
    now.partner_share = draws.uniform();
    const LabourDeal deal = propose_admission(now);
    for (const double value : {deal.admission, deal.gain, deal.loss, deal.surplus, deal.transfer}) {
      ASSERT_TRUE(std::isfinite(value));
    }
    ASSERT_GE(deal.admission, 0);
    ASSERT_LE(deal.admission * now.vacancies, now.candidates * (1 + 1e-12));
    if (!deal.worthwhile()) {
      ASSERT_EQ(deal.transfer, 0);
      continue;
    }
    const double rounding = 1e-11 * (std::abs(deal.gain) + std::abs(deal.loss) + now.contract_cost);
    ASSERT_GE(deal.gain - deal.transfer - now.contract_cost, -rounding);
    ASSERT_GE(deal.transfer - deal.loss, -rounding);
    ++deals;
    reversed += deal.transfer < 0;
  }
  EXPECT_GT(deals, 5000);
  EXPECT_GT(reversed, 500);
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
