#include "models/bargaining/rubinstein.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace sojourn::models {
namespace {

TEST(Rubinstein, SharesByHand) {
  // delta 1/2 each: (1 - 1/2)/(1 - 1/4) = 2/3. delta_own 3/4, delta_other 1/2: (1/2)/(5/8) = 4/5.
  EXPECT_NEAR(first_offer_share(std::log(2.0), std::log(2.0), 1), 2.0 / 3, 1e-15);
  EXPECT_NEAR(first_offer_share(std::log(4.0 / 3), std::log(2.0), 1), 0.8, 1e-15);
  EXPECT_NEAR(first_offer_share(std::log(2.0), std::log(4.0 / 3), 1), 0.4, 1e-15);
  // 3 against 2: the impatient party gets 2/5.
  EXPECT_NEAR(bargaining_share(3, 2), 0.4, 1e-15);
  EXPECT_NEAR(bargaining_share(2, 3), 0.6, 1e-15);
}

TEST(Rubinstein, Limits) {
  const double never = std::numeric_limits<double>::infinity();
  EXPECT_EQ(first_offer_share(1, 1, never), 1);  // no second offer: an ultimatum
  EXPECT_EQ(first_offer_share(0, 1, 0.5), 1);    // who can wait for ever takes all
  EXPECT_EQ(first_offer_share(1, 0, 0.5), 0);
  EXPECT_EQ(first_offer_share(1, 0, never), 0);
  EXPECT_EQ(bargaining_share(0, 1), 1);
  EXPECT_EQ(bargaining_share(1, 0), 0);
  EXPECT_EQ(bargaining_share(0.1, 0.1), 0.5);
  EXPECT_NEAR(first_offer_share(0.1, 0.1, 1e-300), 0.5, 1e-15);  // no digits lost
}

TEST(Rubinstein, OffersConvergeToTheLimitInFirstOrder) {
  const double own = 0.07, other = 0.19;
  const double limit = bargaining_share(own, other);
  for (double dt = 1; dt > 1e-3; dt /= 2) {
    const double error = first_offer_share(own, other, dt) - limit;
    const double half = first_offer_share(own, other, dt / 2) - limit;
    EXPECT_NEAR(error / half, 2, 0.2 * dt) << dt;
    // The first term of the series: own*other/(own + other)*dt/2.
    EXPECT_NEAR(error / (own * other / (own + other) * dt / 2), 1, 0.2 * dt) << dt;
  }
}

TEST(Rubinstein, ADrawnFirstOfferConvergesInSecondOrder) {
  // Offering first is worth own*other/(own + other)*dt/2 to either, so a fair coin cancels it.
  const double own = 0.07, other = 0.19;
  const double limit = bargaining_share(own, other);
  const auto mean_error = [&](double dt) {
    return (first_offer_share(own, other, dt) + 1 - first_offer_share(other, own, dt)) / 2 - limit;
  };
  for (double dt = 2; dt > 0.05; dt /= 2) {
    EXPECT_NEAR(mean_error(dt) / mean_error(dt / 2), 4, 0.1 * dt) << dt;
  }
}

TEST(Rubinstein, EqualsDifferOnlyByWhoIsFirst) {
  for (const double dt : {0.01, 0.25, 1.0, 10.0}) {
    const double delta = std::exp(-0.3 * dt);
    EXPECT_NEAR(first_offer_share(0.3, 0.3, dt), 1 / (1 + delta), 1e-14);
  }
}

TEST(Rubinstein, PatiencePays) {
  double last_first = 1.1, last_limit = 1.1;
  for (double own = 0.01; own < 3; own *= 1.3) {
    const double first = first_offer_share(own, 0.2, 0.25), limit = bargaining_share(own, 0.2);
    EXPECT_LT(first, last_first);
    EXPECT_LT(limit, last_limit);
    EXPECT_GT(first, limit);  // offering first is worth something
    EXPECT_NEAR(limit + bargaining_share(0.2, own), 1, 1e-15);
    last_first = first;
    last_limit = limit;
  }
}

TEST(Rubinstein, RefusesWhatIsNotABargain) {
  EXPECT_THROW(first_offer_share(0, 0, 1), std::invalid_argument);
  EXPECT_THROW(first_offer_share(-1, 2, 1), std::invalid_argument);
  EXPECT_THROW(first_offer_share(1, 1, 0), std::invalid_argument);
  EXPECT_THROW(first_offer_share(std::nan(""), 1, 1), std::invalid_argument);
  EXPECT_THROW(bargaining_share(0, 0), std::invalid_argument);
  EXPECT_THROW(bargaining_share(std::numeric_limits<double>::infinity(), 1), std::invalid_argument);
}

}  // namespace
}  // namespace sojourn::models
