#include <gtest/gtest.h>

#include <cmath>

#include "sim/stages/rules_for.hpp"
#include "tests/worlds/policies/policies_world.hpp"

// Several policies, or a policy and a history, on one lever; days of a tick, worked out by hand.
namespace sojourn::models {
namespace {

using testing::kInB, testing::kInC, testing::kPoor;

constexpr double kClose = 1e-12;

std::unique_ptr<Simulation> ran(const std::string& modules, int ticks = 1) {
  auto simulation = testing::simulate(testing::three_countries(modules));
  testing::run(*simulation, ticks);
  return simulation;
}

std::string second(const std::string& keys) {
  return "[modules.second]\ntype='policy'\nin=['B']\n" + keys + "\n";
}

std::string told_of_b(const std::string& date, const std::string& values) {
  return "[[history]]\ncountry='B'\ndate='" + date + "'\n" + values + "\n";
}

double openness(const Simulation& run) {
  return run.scene().stances.openness[kInB];
}

// Both until January 15: 15 of 31 days at the mean of 0.9 and 0.7, 16 at 0.5.
TEST(PolicyDays, TwoThatHoldTheSameDaysHoldNoMore) {
  const auto both = ran(testing::policy_of_b("openness=0.9\nuntil='2020-01-16'") +
                        second("openness=0.7\nuntil='2020-01-16'"));
  EXPECT_NEAR(openness(*both), (15 * 0.8 + 16 * 0.5) / 31, kClose);
}

// Above the 0.5 that is declared, or above what another policy holds; never above 1.
TEST(PolicyDays, ChangesAddUp) {
  const auto two = ran(testing::policy_of_b("openness_change=0.2") +
                       second("openness_change=0.1\nfrom='2020-01-17'"));
  EXPECT_NEAR(openness(*two), 0.7 + 0.1 * 15 / 31, kClose);
  const auto laid = ran(testing::policy_of_b("openness=0.3") + second("openness_change=0.1"));
  EXPECT_NEAR(openness(*laid), 0.4, kClose);
  const auto most =
      ran(testing::policy_of_b("openness_change=0.4") + second("openness_change=0.4"));
  EXPECT_NEAR(openness(*most), 1, kClose);
}

// One alone on 16 days, on 15 the mean of 0.9 and 0.1.
TEST(PolicyDays, EachDayHasItsOwnMean) {
  const auto both =
      ran(testing::policy_of_b("openness=0.9") + second("openness=0.1\nfrom='2020-01-17'"));
  EXPECT_NEAR(openness(*both), (16 * 0.9 + 15 * 0.5) / 31, kClose);
}

// January 5 to 10 and 21 to 31: 6 and 11 days, 14 without any.
TEST(PolicyDays, DaysThatDoNotMeetAddUp) {
  const auto both =
      ran(testing::policy_of_b("openness=0.9\nfrom='2020-01-05'\nuntil='2020-01-11'") +
          second("openness=0.1\nfrom='2020-01-21'"));
  EXPECT_NEAR(openness(*both), (6 * 0.9 + 11 * 0.1 + 14 * 0.5) / 31, kClose);
}

// Places for some from a quarter of the month on at 0.2, for all at 0.5; others beside these in the
// first half: 1 - 0.5*0.5 alone, and with the former, whose nationals have no claim on the places
// of all, 1 - 0.8*0.5.
TEST(PolicyDays, TheChanceOfAPlaceIsTheMeanOverTheMonth) {
  const auto run = ran("");
  Rules rules = run->scene().rules;
  const ChannelId labour = run->modules().channel("labour");
  const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
  rules.admission(labour, kInB, Skill::kLow) = 0.5;
  Allotment kept{.citizenships = {}, .to = {}, .channel = labour, .by = PolicyId(0)};
  kept.admission = 0.2;
  kept.when = {0.25, 1};
  rules.allotments = {kept};
  EXPECT_NEAR(perceived_chance(rules, who, labour, kInB), 0.75 * 0.2 + 0.25 * 0.5, kClose);
  Allotment beside = kept;
  beside.admission = 0.5;
  beside.exclusive = false;
  beside.when = {0, 0.5};
  rules.allotments.push_back(beside);
  EXPECT_NEAR(perceived_chance(rules, who, labour, kInB),
              0.25 * 0.75 + 0.25 * (1 - 0.8 * 0.5) + 0.5 * 0.2, kClose);
}

TEST(PolicyHistory, HoldsWhatItTellsWhileGovernmentsChoose) {
  const auto run = ran("[modules.unilateral_policy]\ntype='unilateral_policy'\n" +
                           told_of_b("2020-01", "openness=0.7"),
                       13);
  const Stances& now = run->scene().stances;
  EXPECT_NE(now.chosen_openness[kInB], 0);
  EXPECT_EQ(now.openness[kInB], 0.7);
  EXPECT_NEAR(now.openness_unheld[kInB], 0.7 + now.chosen_openness[kInB], kClose);
  // Of C's openness and of B's rights nothing is told.
  EXPECT_EQ(now.openness[kInC], now.openness_unheld[kInC]);
  EXPECT_NEAR(now.openness[kInC], 0.4 + now.chosen_openness[kInC], kClose);
  EXPECT_NE(now.chosen_openness[kInC], 0);
  EXPECT_NEAR(now.rights[kInB], 0.6 + now.chosen_rights[kInB], kClose);
}

TEST(PolicyHistory, IsMovedByAGovernmentInOffice) {
  const auto run = ran(told_of_b("2020-01", "openness=0.7") +
                       "[modules.turn]\ntype='change_of_government'\ntarget=['B']\n"
                       "magnitude=-0.2\n");
  EXPECT_NEAR(openness(*run), 0.5, kClose);
}

// 21 of 31 days at 0.9, ten at what the history tells.
TEST(PolicyHistory, APolicyGoesBefore) {
  const auto run = ran(told_of_b("2020-01", "openness=0.7") +
                       testing::policy_of_b("openness=0.9\nfrom='2020-01-11'"));
  EXPECT_NEAR(openness(*run), (21 * 0.9 + 10 * 0.7) / 31, kClose);
}

// The table says 0.6, the history 0.3 and from February on 0.8.
TEST(PolicyHistory, AChangeIsLaidOnWhatItTells) {
  const auto run = ran(told_of_b("2020-01", "rights=0.3\nopenness=0.2") +
                       told_of_b("2020-02", "rights=0.8\nopenness=0.95") +
                       testing::policy_of_b("rights_change=0.1\nopenness_change=0.1"));
  EXPECT_NEAR(run->scene().stances.rights[kInB], 0.4, kClose);
  EXPECT_NEAR(openness(*run), 0.3, kClose);
  testing::run(*run, 1);
  EXPECT_NEAR(run->scene().stances.rights[kInB], 0.9, kClose);
  EXPECT_EQ(openness(*run), 1);
}

}  // namespace
}  // namespace sojourn::models
