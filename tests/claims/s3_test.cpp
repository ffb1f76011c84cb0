#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "tests/claims/agency_world.hpp"
#include "tests/claims/effect.hpp"

namespace sojourn {
namespace {

using namespace testing;

/// Claim S3: after a lag of about a decade scarcity raises openness and rights in the North;
/// Southern rights rise only with conditions and monitoring. docs/VALIDATION.md has the tables that
/// these tests print.

constexpr std::size_t kWorlds = 20;
constexpr int kYears = 25;
constexpr std::size_t kLag = 8;  // [years]

struct North {
  Effect early, openness, rights;  // change to year kLag; then to the end
  Effect shortage, inflow;         // in the last five years; [1000 persons / year]
};
North north(const char* name, AgencyArm arm) {
  arm.policy = true;
  arm.years = kYears;
  std::vector<double> early, openness, rights, shortage, inflow;
  for (const AgencyRun& run : run_agency_worlds(kWorlds, arm)) {
    early.push_back(run.openness[kLag] - run.openness[0]);
    openness.push_back(run.openness.back() - run.openness[kLag]);
    rights.push_back(run.rich_rights.back() - run.rich_rights[kLag]);
    shortage.push_back(mean_of(run.shortage, kYears - 5, kYears));
    inflow.push_back(mean_of(run.inflow, kYears - 5, kYears) / 1000);
  }
  const North n{median(early), median(openness), median(rights), median(shortage), median(inflow)};
  std::printf(
      "| S3 %s | %+.3f (%+.3f-%+.3f) | %+.3f (%+.3f-%+.3f) | %+.4f (%+.4f-%+.4f) | %.3f | %.0f | "
      "%zu |\n",
      name, n.early.value, n.early.low, n.early.high, n.openness.value, n.openness.low,
      n.openness.high, n.rights.value, n.rights.low, n.rights.high, n.shortage.value,
      n.inflow.value, kWorlds);
  return n;
}

TEST(Promotion, S3ScarcityOpensTheNorthAfterALag) {
  std::printf(
      "| worlds | openness, years 0-8 | openness, years 8-25 | rights, years 8-25 | shortage | "
      "inflow, 1000/yr | n |\n| --- | --- | --- | --- | --- | --- | --- |\n");
  const North agency = north("policy and agency", {});
  const North apart = north("policy and an agency that places nobody there", {.open_at = 1});
  const North alone = north("policy, no agency", {.agency = false});
  const North hasty = north("control: beta 0.15", {.beta = 0.15});
  const North still = north("control: static demography", {.still_demography = true});
  EXPECT_LT(agency.early.high, 0);  // states close at first
  EXPECT_GT(agency.openness.low, 0);
  EXPECT_GT(agency.rights.low, 0);
  EXPECT_GT(alone.openness.low, 0);
  EXPECT_LT(hasty.openness.high, agency.openness.low);
  EXPECT_LT(still.openness.high, 0);
  EXPECT_LT(still.rights.high, agency.rights.low);
}

/// Rise of rights in the countries of middle income over twenty years, their own policy at rest.
Effect south(const char* name, AgencyArm arm) {
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
}  // namespace sojourn
