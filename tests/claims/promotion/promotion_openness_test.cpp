#include <gtest/gtest.h>

#include <cstdio>

#include "tests/support/effect.hpp"
#include "tests/support/north.hpp"
#include "tests/worlds/agency_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim S3: after a lag of about a decade scarcity raises openness and rights in the North;
/// Southern rights rise only with conditions and monitoring. docs/VALIDATION.md has the tables that
/// these tests print.

constexpr std::size_t kWorlds = 20;

/// Scarcity is the cause: where ages are stationary or what is to come weighs less, states do not
/// open. With an agency they open less later; whether they close less at first is not clear.
TEST(Promotion, S3ScarcityOpensTheNorthAfterALag) {
  print_north_head();
  const North with = north({}, kWorlds), without = north({.agency = false}, kWorlds);
  const NorthEffects agency = print("policy and agency", with);
  const NorthEffects alone = print("policy, no agency", without);
  const NorthEffects added = print("with agency less without", minus(with, without));
  const NorthEffects hasty = print("control: beta 0.15", north({.beta = 0.15}, kWorlds));
  const NorthEffects still =
      print("control: static demography", north({.still_demography = true}, kWorlds));
  EXPECT_LT(agency.early.high, 0);  // states close at first
  EXPECT_GT(agency.openness.low, 0);
  EXPECT_GT(agency.rights.low, 0);
  EXPECT_GT(alone.openness.low, 0);
  EXPECT_LT(added.openness.high, 0);
  EXPECT_LT(hasty.openness.high, agency.openness.low);
  EXPECT_LT(still.openness.high, 0);
  EXPECT_LT(still.rights.high, agency.rights.low);
}

/// Where people can come unasked, those whom an agency turns elsewhere are fewer who are unwanted,
/// and states that are short of workers close less. No control here removes scarcity alone: without
/// ageing states close as fast as they can, with an agency or not
/// (tools/studies/agency/promotion_map.cpp).
TEST(Promotion, S3AnAgencyAddsToItWherePeopleComeUnasked) {
  print_north_head();
  const NorthEffects added = added_on_ways("with agency less without", {}, kWorlds);
  const NorthEffects none = added_on_ways("control: no budget", {.budget = 0}, 4);
  EXPECT_LT(added.inflow.high, 0);
  EXPECT_GT(added.shortage.low, 0);
  EXPECT_GT(added.openness.low, 0);
  EXPECT_EQ(none.openness.low, 0);
  EXPECT_EQ(none.openness.high, 0);
}

/// Rise of rights in the countries of middle income over twenty years, their own policy at rest.
Effect south(const char* name, const AgencyArm& arm) {
  std::vector<double> rise;
  for (const AgencyRun& run : run_agency_worlds(kWorlds, arm)) {
    rise.push_back(run.middle_rights.back() - run.middle_rights[0]);
  }
  const Effect effect = median(rise);
  std::printf("| S3 %s | %+.4f (%+.4f-%+.4f) | %zu |\n", name, effect.value, effect.low,
              effect.high, kWorlds);
  return effect;
}

TEST(Promotion, S3SouthernRightsRiseWithConditionsAndMonitoringOnly) {
  std::printf("| worlds | rights of the middle, years 0-20 | n |\n| --- | --- | --- |\n");
  const Effect watched = south("monitoring 0.8", {});
  const Effect weak = south("monitoring 0.4", {.monitoring = 0.4});
  const Effect faint = south("monitoring 0.2", {.monitoring = 0.2});
  const Effect blind = south("control: monitoring 0", {.monitoring = 0});
  const Effect free = south("control: no floor", {.floor = 0});
  EXPECT_GT(watched.low, 0.01);
  EXPECT_LE(weak.value, watched.value);
  EXPECT_LE(faint.value, weak.value);
  EXPECT_EQ(blind.high, 0);
  EXPECT_EQ(free.high, 0);
}

}  // namespace
}  // namespace sojourn::models
