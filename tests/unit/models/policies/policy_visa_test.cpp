#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/foresight/choice.hpp"
#include "sim/stages/refused_share.hpp"
#include "tests/worlds/policies/policy_people.hpp"
#include "tests/worlds/policies/ruled.hpp"

// Policies on visas that lie one over the other: the one that comes last by name holds, for whom,
// where and when it is made, and counts whom it lets in.
namespace sojourn::models {
namespace {

using testing::arrivals, testing::deviation, testing::indifferent, testing::kAt, testing::kFar,
    testing::kInB, testing::kInC, testing::kPoor, testing::leavers, testing::ran, testing::Ruled;

/// A policy of B for citizens of A.
std::string visa(const std::string& name, const std::string& keys) {
  return "[modules." + name + "]\ntype='policy'\nin=['B']\nof=['A']\nvisa=" + keys + "\n";
}

std::string row(const std::string& requirement) {
  return "[[visa]]\ncitizenship='A'\ndestination='B'\nrequirement='" + requirement + "'\n";
}

/// Share of January in which people of A are refused a channel to B.
double refused(const Ruled& ruled, const char* channel) {
  return refused_share(ruled.rules(), ruled.channel(channel), kPoor, kAt, kInB);
}

bool is_open(const Ruled& ruled, const char* channel) {
  const Viewpoint who{kPoor, kAt, Skill::kLow, false};
  return std::isfinite(
      evaluate(ruled.scene(), ruled.scene().modules, who).cost(ruled.channel(channel), kInB));
}

TEST(PolicyVisas, TheLastByNameHolds) {
  for (const char* earlier : {"'refused'", "'required'"}) {
    const Ruled free(visa("a", earlier) + visa("b", "'free'"));
    EXPECT_EQ(free.rules().entry(kPoor, kInB), Entry::kFree);
    EXPECT_TRUE(free.rules().refusals.empty());
    EXPECT_TRUE(is_open(free, "visit"));
    EXPECT_TRUE(is_open(free, "labour"));
  }
  const Ruled refused(visa("a", "'free'") + visa("b", "'refused'"));
  EXPECT_EQ(refused.rules().entry(kPoor, kInB), Entry::kRefused);
  EXPECT_FALSE(is_open(refused, "labour"));
}

/// Of the 31 days of January 16 come before the 17th.
TEST(PolicyVisas, AnEarlierOneHoldsOnTheOtherDays) {
  const Ruled ruled(visa("a", "'refused'") + visa("b", "'free'\nfrom='2020-01-17'"));
  EXPECT_NEAR(refused(ruled, "labour"), 16.0 / 31, 1e-12);
  EXPECT_NEAR(refused(ruled, "visit"), 16.0 / 31, 1e-12);
}

TEST(PolicyVisas, AnEarlierOneHoldsForOthers) {
  const Ruled ruled(visa("a", "'refused'") + visa("b", "'required'\nsexes=['female']"));
  const auto refuses = [&](Sex sex, const char* channel) {
    const auto& all = ruled.rules().refusals;
    return std::ranges::any_of(all, [&](const Refusal& one) {
      return one.channels.contains(ruled.channel(channel)) && one.to.contains(kInB) &&
             one.who.means({.citizenship = kPoor, .sex = sex, .age = 30});
    });
  };
  EXPECT_TRUE(refuses(Sex::kMale, "labour"));
  EXPECT_FALSE(refuses(Sex::kFemale, "labour"));
  EXPECT_TRUE(refuses(Sex::kFemale, "visit"));
}

TEST(PolicyVisas, ARequiredVisaLiftsARefusal) {
  for (const std::string& refusal : {row("refused"), visa("a", "'refused'")}) {
    const Ruled ruled(refusal + visa("b", "'required'"));
    EXPECT_EQ(ruled.rules().entry(kPoor, kInB), Entry::kRequired);
    EXPECT_TRUE(is_open(ruled, "labour"));
    EXPECT_FALSE(is_open(ruled, "visit"));
  }
}

/// What the table refuses stays refused on the days before.
TEST(PolicyVisas, WhatIsEasedWithinAMonthWasClosedBefore) {
  for (const char* needed : {"'required'", "'free'"}) {
    const Ruled ruled(row("refused") + visa("b", needed + std::string("\nfrom='2020-01-17'")));
    EXPECT_NEAR(refused(ruled, "labour"), 16.0 / 31, 1e-12) << needed;
  }
}

TEST(PolicyVisas, FreeVisitsThatMeetAreFreeAllTheTime) {
  const Ruled meet(visa("a", "'free'\nuntil='2020-01-16'") +
                   visa("b", "'free'\nfrom='2020-01-16'"));
  EXPECT_TRUE(meet.rules().refusals.empty());
  const Ruled overlap(visa("a", "'free'\nuntil='2020-01-20'") +
                      visa("b", "'free'\nfrom='2020-01-10'"));
  EXPECT_TRUE(overlap.rules().refusals.empty());
  const Ruled apart(visa("a", "'free'\nuntil='2020-01-11'") +
                    visa("b", "'free'\nfrom='2020-01-21'"));
  EXPECT_NEAR(refused(apart, "visit"), 10.0 / 31, 1e-12);
}

double admitted(const Simulation& run, int policy, PlaceId to) {
  return static_cast<double>(run.ledger().year.admitted_under(PolicyId(policy), to));
}

/// B lets citizens of A in by the table, C by the policy; the second says it once more.
TEST(PolicyVisas, CountWhomTheyFreed) {
  const auto run =
      ran(indifferent(row("free") +
                      "[modules.first]\ntype='policy'\nin=['B', 'C']\nof=['A']\n"
                      "visa='free'\n"
                      "[modules.second]\ntype='policy'\nin=['C']\nof=['A']\nvisa='free'\n"),
          1);
  EXPECT_GT(arrivals(*run, kInB, "visit"), 100);
  EXPECT_EQ(admitted(*run, 0, kInB), 0);
  EXPECT_GT(arrivals(*run, kInC, "visit"), 100);
  EXPECT_EQ(admitted(*run, 0, kInC), arrivals(*run, kInC, "visit"));
  EXPECT_EQ(admitted(*run, 1, kInC), 0);
}

/// The first frees 15 of 31 days, the second the 16 that follow.
TEST(PolicyVisas, CountThoseOfTheirDays) {
  const auto run = ran(
      indifferent(visa("a", "'free'\nuntil='2020-01-16'") + visa("b", "'free'\nfrom='2020-01-16'")),
      1);
  const double visitors = arrivals(*run, kInB, "visit");
  EXPECT_EQ(admitted(*run, 0, kInB) + admitted(*run, 1, kInB), visitors);
  EXPECT_LT(std::abs(deviation(admitted(*run, 0, kInB), visitors, 15.0 / 31)), kFar);
  EXPECT_EQ(static_cast<double>(run->ledger().year.barred[kInB]), 0);
}

/// Whom the table refuses entry is counted as one whom entry rules kept away: of six ways that are
/// worth the same one is by leave.
TEST(PolicyVisas, WhomTheTableRefusesIsBarred) {
  const auto table = ran(indifferent(row("refused")), 1);
  const auto policy = ran(indifferent(visa("a", "'refused'")), 1);
  const auto barred = static_cast<double>(table->ledger().year.barred[kInB]);
  EXPECT_GT(barred, 100);
  EXPECT_EQ(barred, static_cast<double>(policy->ledger().year.refused(PolicyId(0), kInB)));
  EXPECT_EQ(arrivals(*table, kInB, "labour"), 0);
  EXPECT_EQ(leavers(*table), leavers(*policy));
}

}  // namespace
}  // namespace sojourn::models
