#include "models/bargaining/paid_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

/// One wants containment of 0.9, the other none; nobody cares for the rest.
Bargain two_sides() {
  Bargain bargain;
  bargain.status_quo = {0.1, 0.1, 0.1};
  bargain.parties = {{{0.1, 0.9, 0.1}, {1, 1, 1}}, {{0.1, 0.0, 0.1}, {1, 2, 1}}};
  return bargain;
}

TEST(PaidText, ByHand) {
  // Weights 3*1 and 1*2 on containment: x = (3*0.9 + 2*0)/5 = 0.54. From 0.1: the one gains
  // 3*(0.8^2 - 0.36^2) = 1.5312, the other loses 2*(0.54^2 - 0.1^2) = 0.5632.
  const std::vector<double> money{3, 1};
  const PaidText best = best_paid_text(two_sides(), money);
  EXPECT_NEAR(best.text[kContainment], 0.54, 1e-15);
  EXPECT_NEAR(best.surplus, 1.5312 - 0.5632, 1e-12);
  EXPECT_EQ(best.text[kAdmission], 0.1);
  EXPECT_FALSE(find_preferred(two_sides(), VotingRule::everyone()).exists);  // not without money
}

TEST(PaidText, NothingWhereWhoWantsItIsPoor) {
  // x = (0.1*0.9)/(0.1 + 2) = 0.043, below custom.
  const PaidText best = best_paid_text(two_sides(), std::vector<double>{0.1, 1});
  EXPECT_EQ(best.text, two_sides().status_quo);
  EXPECT_EQ(best.surplus, 0);
  EXPECT_FALSE(best.exists());
}

TEST(PaidText, WhatTheyHaveClosedStays) {
  Bargain bargain = two_sides();
  bargain.open = {true, false, true};
  EXPECT_FALSE(best_paid_text(bargain, std::vector<double>{3, 1}).exists());
}

TEST(PaidText, RefusesWhatIsNoMoney) {
  EXPECT_THROW(best_paid_text(two_sides(), std::vector<double>{1}), std::invalid_argument);
  EXPECT_THROW(best_paid_text(two_sides(), std::vector<double>{1, 0}), std::invalid_argument);
  EXPECT_THROW(best_paid_text(two_sides(), std::vector<double>{1, std::nan("")}),
               std::invalid_argument);
  EXPECT_THROW(best_paid_text(Bargain{}, std::vector<double>{}), std::invalid_argument);
}

struct Drawn {
  Bargain bargain;
  std::vector<double> money;
};
Drawn drawn(Draws& draws) {
  Drawn made;
  const auto point = [&](double low, double high) {
    IssuePoint at;
    for (int k = 0; k < kIssues; ++k) at[k] = low + (high - low) * draws.uniform();
    return at;
  };
  made.bargain.status_quo = IssuePoint::Constant(0.3 * draws.uniform());
  const int n = 2 + static_cast<int>(3 * draws.uniform());
  for (int i = 0; i < n; ++i) {
    // Most want less than there is, so that for many nothing is better.
    made.bargain.parties.push_back({point(-1.2, 0.8), point(0.1, 2)});
    made.money.push_back(0.1 + draws.uniform());
  }
  return made;
}

/// What a party would pay for a text [money]; worked out from the distance to its ideal.
double would_pay(const Drawn& all, std::size_t party, const IssuePoint& text) {
  double sum = 0;
  for (int k = 0; k < kIssues; ++k) {
    const Preference& own = all.bargain.parties[party];
    const auto square = [&](double x) { return std::pow(x - own.ideal[k], 2); };
    sum += own.salience[k] * (square(all.bargain.status_quo[k]) - square(text[k]));
  }
  return all.money[party] * sum;
}
/// Some text and payments that add up to nothing leave everybody better off: then the payments that
/// parties would make add up to more than 0, and the other way round.
double left_over(const Drawn& all, const IssuePoint& text) {
  double sum = 0;
  for (std::size_t i = 0; i < all.money.size(); ++i) sum += would_pay(all, i, text);
  return sum;
}

/// 10,000 draws: the win set with payments holds a text exactly where the surplus is positive.
/// Where it is, the text and equal parts of what is left over are in the set; where it is not, no
/// text of a search by steps towards either side is.
TEST(PaidText, TheWinSetWithMoneyIsOpenExactlyWhereThereIsASurplus) {
  Draws draws(1, stream_id("paid text"), 0, 0);
  int open = 0, shut = 0;
  for (int i = 0; i < 10000; ++i) {
    const Drawn all = drawn(draws);
    const PaidText best = best_paid_text(all.bargain, all.money);
    if (best.exists()) {
      ++open;
      ASSERT_GT(left_over(all, best.text), 0);
      const double part = left_over(all, best.text) / static_cast<double>(all.money.size());
      double paid = 0;
      for (std::size_t p = 0; p < all.money.size(); ++p) {
        const double payment = would_pay(all, p, best.text) - part;
        paid += payment;
        ASSERT_GT(would_pay(all, p, best.text) - payment, 0);
      }
      ASSERT_NEAR(paid, 0, 1e-12);
    } else {
      ++shut;
    }
    for (int k = 0; k < 30; ++k) {
      IssuePoint text = all.bargain.status_quo;
      const double step = std::pow(0.5, k % 10);
      for (int issue = 0; issue < kIssues; ++issue) {
        text[issue] += (1 - text[issue]) * step * draws.uniform();
      }
      ASSERT_LE(left_over(all, text), best.surplus + 1e-12);
    }
  }
  EXPECT_GT(open, 2000);
  EXPECT_GT(shut, 2000);
}

}  // namespace
}  // namespace sojourn::models
