#include "models/bargaining/issue_space.hpp"

#include <gtest/gtest.h>

#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

const IdealWeights kWeights{
    .flow_on_admission = 0.6, .pressure = 100, .flow_on_rights = 0.5, .shortage = 2, .hosting = 3};

TEST(IssueSpace, IdealPointByHand) {
  const IssuePoint q(0.1, 0.05, 0.2);
  // Takes more than it sends, is short of 5%, under pressure of 0.4% of GDP, hosts 2%, diaspora .3:
  // .1 - .6*.5 + 2*.05 = -.1, .05 + 100*.004 - 3*.02 = .39, .2 - .5*.5*.3 = .125.
  const IssuePoint ideal = ideal_point(
      q,
      {.net_position = 0.5, .shortage = 0.05, .pressure = 0.004, .hosted = 0.02, .diaspora = 0.3},
      kWeights);
  EXPECT_NEAR(ideal[kAdmission], -0.1, 1e-15);
  EXPECT_NEAR(ideal[kContainment], 0.39, 1e-15);
  EXPECT_NEAR(ideal[kRights], 0.125, 1e-15);
  EXPECT_EQ(ideal_point(q, {}, kWeights), q);
}

TEST(IssueSpace, AReverseFlowMirrorsTheIdeal) {
  const IssuePoint q(0.1, 0.05, 0.2);
  const IssuePoint in = ideal_point(q, {.net_position = 0.8, .diaspora = 0.4}, kWeights);
  const IssuePoint out = ideal_point(q, {.net_position = -0.8, .diaspora = 0.4}, kWeights);
  EXPECT_LT((in + out - 2 * q).norm(), 1e-15);
}

TEST(IssueSpace, UtilityByHand) {
  const Preference party{.ideal = {0.5, 0.2, 0}, .salience = {1, 2, 3}};
  EXPECT_NEAR(utility(party, {0.1, 0.4, 0.1}), -(0.16 + 2 * 0.04 + 3 * 0.01), 1e-15);
  EXPECT_EQ(utility(party, party.ideal), 0);
}

TEST(IssueSpace, MarginalUtilityIsTheSlope) {
  Draws draws(1, stream_id("issues"), 0, 0);
  const auto point = [&] { return IssuePoint(draws.uniform(), draws.uniform(), draws.uniform()); };
  for (int i = 0; i < 100; ++i) {
    const Preference party{point(), point()};
    const IssuePoint x = point(), step = 1e-5 * point();
    const double slope = utility(party, x + step) - utility(party, x - step);
    EXPECT_NEAR(slope, 2 * marginal_utility(party, x).dot(step), 1e-14);
  }
}

}  // namespace
}  // namespace sojourn::models
