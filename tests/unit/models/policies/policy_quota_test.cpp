#include <gtest/gtest.h>

#include <cmath>

#include "sim/stages/rules_for.hpp"
#include "tests/worlds/policies/policy_people.hpp"

// Places that a policy keeps, in a month that it shares with the time before or after it. Counts
// are refused beyond 4.5 standard deviations (level 7e-6, seeds fixed).
namespace sojourn::models {
namespace {

using testing::arrivals, testing::deviation, testing::indifferent, testing::kAt, testing::kFar,
    testing::kInB, testing::kPoor, testing::leavers, testing::policy_of_b, testing::ran;

/// From January 31: 1200/12/31 = 3.2 places, for which those contend who act on that day, one in 31
/// of the sixth of the leavers who want to work in B. For the others there are the places of all.
TEST(PolicyQuota, WhoActsBeforeItContendsForThePlacesOfAll) {
  const auto run = ran(indifferent(policy_of_b("of=['A']\nquota=1200\nfrom='2020-01-31'")), 1);
  const auto claims = static_cast<double>(run->ledger().year.allotment_claims[0]);
  const auto given = static_cast<double>(run->ledger().year.allotment_admitted[0]);
  EXPECT_LT(std::abs(deviation(claims, leavers(*run), 1.0 / 31 / 6)), kFar);
  EXPECT_TRUE(given == 3 || given == 4) << given;
  const double others = arrivals(*run, kInB, "labour") - given;
  EXPECT_LT(std::abs(deviation(others, leavers(*run), 30.0 / 31 / 6)), kFar);
}

/// It is over on January 16, 2021: on 15 of 31 days the chance is that of a kept place, on 16 that
/// of the places of all, which suffice.
TEST(PolicyQuota, TheChanceIsThatOfEachDay) {
  const auto run = ran(indifferent(policy_of_b("of=['A']\nquota=1200\nuntil='2021-01-16'")), 13);
  const auto claims = static_cast<double>(run->ledger().last_year.allotment_claims[0]);
  const Viewpoint who{kPoor, kAt, Skill::kLow, false};
  const ChannelId labour = run->modules().channel("labour");
  const Rules& rules = run->scene().rules;
  ASSERT_EQ(rules.admission(labour, kInB, Skill::kLow), 1);
  EXPECT_NEAR(perceived_chance(rules, who, labour, kInB), (15 * 1200 / claims + 16) / 31, 1e-12);
}

std::string quota(const std::string& name, const std::string& keys) {
  return "[modules." + name + "]\ntype='policy'\nin=['B']\nof=['A']\n" + keys + "\n";
}

TEST(PolicyQuota, OfTwoExclusiveOnesTheLastByNameHolds) {
  const auto run =
      ran(indifferent(quota("first", "quota=1200") + quota("second", "quota=600")), 12);
  EXPECT_EQ(arrivals(*run, kInB, "labour"), 600);
  EXPECT_EQ(run->ledger().year.admitted_under(PolicyId(0), kInB), 0);
  const Viewpoint who{kPoor, kAt, Skill::kLow, false};
  EXPECT_EQ(perceived_chance(run->scene().rules, who, run->modules().channel("labour"), kInB),
            run->scene().rules.allotments.back().admission);
}

TEST(PolicyQuota, PlacesThatAreNotExclusiveComeBesideThoseThatAre) {
  const auto run = ran(indifferent(quota("first", "quota=600") +
                                   quota("second", "quota=300\nquota_exclusive=false")),
                       12);
  EXPECT_EQ(arrivals(*run, kInB, "labour"), 900);
}

}  // namespace
}  // namespace sojourn::models
