#include "models/bargaining/division.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

TEST(Division, ByHand) {
  // S = 100 + 10 - 40 - 20 - 15 = 35; the partner gets 40 - 10 + 0.2*35 = 37.
  const DivisionCase all{.gain = 100,
                         .loss = 40,
                         .linked = 10,
                         .contract = 20,
                         .alternative = 15,
                         .partner_share = 0.2};
  EXPECT_NEAR(divide(all).surplus, 35, 1e-12);
  EXPECT_NEAR(divide(all).payment, 37, 1e-12);
  DivisionCase threatened = all;
  threatened.threat = 8;
  EXPECT_NEAR(divide(threatened).payment, 45, 1e-12);
  threatened.threat = 50;  // more than there is
  EXPECT_NEAR(divide(threatened).payment, 65, 1e-12);
  DivisionCase choosy = all;
  choosy.alternative = 50;
  EXPECT_FALSE(divide(choosy).worthwhile());
  EXPECT_EQ(divide(choosy).payment, 0);
}

/// A better alternative lowers what the partner is paid, by its share of it.
TEST(Division, AnAlternativeLowersThePrice) {
  DivisionCase all{.gain = 100, .loss = 40, .partner_share = 0.5};
  const double alone = divide(all).payment;
  all.alternative = 30;
  EXPECT_NEAR(divide(all).payment, alone - 15, 1e-12);
}

TEST(Division, AThreatCountsWhereItCostsThePartnerLess) {
  EXPECT_NEAR(threat_worth(0.25, 100, 10), 25 - 7.5, 1e-12);
  EXPECT_EQ(threat_worth(0.25, 100, 40), 0);
  EXPECT_EQ(threat_worth(0, 1e9, 1), 0);
}

TEST(Impatience, SharesByHand) {
  // A tenth of the GDP, and nobody pressed: 1/(1 + 10).
  const Impatience plain{.power = 1, .pressure = 100, .dependence = 1};
  EXPECT_NEAR(plain.share({1, 0, 0}, {10, 0, 0}), 1.0 / 11, 1e-15);
  // 0.01 of excess makes who asks e times as impatient, dependence of 1 as well: e^2/(e^2 + 10).
  EXPECT_NEAR(plain.share({1, 0, 0}, {10, 0.01, 1}), std::exp(2.0) / (std::exp(2.0) + 10), 1e-15);
  // The partner is pressed as much: it cancels.
  EXPECT_NEAR(plain.share({1, 0.01, 0}, {10, 0.01, 0}), 1.0 / 11, 1e-15);
  EXPECT_NEAR((Impatience{.power = 0, .pressure = 0, .dependence = 0}.share({1, 0, 0}, {9, 1, 1})),
              0.5, 1e-15);
}

TEST(Impatience, StaysAShareAtAnyPressure) {
  const Impatience terms;
  EXPECT_GT(terms.share({1, 1, 0}, {1e14, 0, 0}), 0);
  EXPECT_LE(terms.share({1e14, 0, 0}, {1, 1e3, 1}), 1);
  EXPECT_THROW(terms.share({0, 0, 0}, {1, 0, 0}), std::invalid_argument);
  EXPECT_THROW(terms.share({1, std::numeric_limits<double>::infinity(), 0}, {1, 0, 0}),
               std::invalid_argument);
}

/// At the same gain, costs and alternative a payment rises with the pressure of who pays, and not
/// where pressure has no weight.
TEST(Impatience, TimeWorksAgainstWhoIsPressed) {
  const auto payment = [](double weight, double pressure) {
    const Impatience terms{.power = 1, .pressure = weight, .dependence = 1};
    return divide({.gain = 10,
                   .loss = 3,
                   .partner_share = terms.share({1, 0, 0}, {10, pressure, 0.5})})
        .payment;
  };
  EXPECT_GT(payment(200, 0.005), payment(200, 0.002));
  EXPECT_EQ(payment(0, 0.005), payment(0, 0.002));
}

TEST(Division, NobodyIsWorseOffThanWithout) {
  Draws draws(1, stream_id("division"), 0, 0);
  int deals = 0;
  for (int i = 0; i < 10000; ++i) {
    const DivisionCase all{.gain = draws.uniform(),
                           .loss = draws.uniform(),
                           .linked = 0.3 * draws.uniform(),
                           .contract = 0.3 * draws.uniform(),
                           .alternative = 0.3 * draws.uniform(),
                           .threat = 0.3 * draws.uniform(),
                           .partner_share = draws.uniform()};
    const Division made = divide(all);
    const double asker = all.gain - all.contract - all.alternative - made.payment;
    const double partner = made.payment + all.linked - all.loss;
    if (made.worthwhile()) {
      ++deals;
      ASSERT_GE(asker, -1e-12);
      ASSERT_GE(partner, -1e-12);
    } else {
      ASSERT_LE(all.gain + all.linked - all.loss - all.contract - all.alternative, 0);
    }
  }
  EXPECT_GT(deals, 1000);
}

}  // namespace
}  // namespace sojourn::models
