#include "models/forums/worth.hpp"

#include <gtest/gtest.h>

#include "models/forums/demand.hpp"
#include "models/forums/proposals/compromise.hpp"
#include "models/forums/upkeep.hpp"
#include "tests/worlds/hand_positions.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

TEST(ForumText, ByEachRule) {
  // Ideals of admission 0, 0.2, 0.3, 0.6, 0.8 with powers 5, 1, 1, 1, 2 (tenths).
  const Positions p = hand_positions({0.5, 0.1, 0.1, 0.1, 0.2}, {0, 0.2, 0.3, 0.6, 0.8},
                                     std::vector<std::vector<double>>(5, std::vector<double>(5)));
  const auto text = [&](DecisionRule rule) {
    return forum_text(p, forum_of({0, 1, 2, 3, 4}, rule, kOnLabour))[kAdmission];
  };
  EXPECT_DOUBLE_EQ(text(DecisionRule::kMajority), 0.3);  // the third of five heads
  // From above: 0.2 of the power wants 0.8, 0.3 wants 0.6, 0.4 wants 0.3, 0.5 wants 0.2: enough.
  EXPECT_DOUBLE_EQ(text(DecisionRule::kWeighted), 0.2);
  // Leverages are powers: 0.02 + 0.03 + 0.06 + 0.16.
  EXPECT_NEAR(text(DecisionRule::kConsensus), 0.27, 1e-15);
  // 20 votes, five of employers for 1; eleven are reached with the government votes of 0.8 (and its
  // workers, 3), 0.6 (3): 5 + 3 + 3 = 11.
  EXPECT_DOUBLE_EQ(text(DecisionRule::kTripartite), 0.6);
  EXPECT_EQ(forum_text(p, forum_of({}, DecisionRule::kMajority, kOnLabour)), p.status_quo);
}

TEST(ForumText, LiesBetweenCustomAndOne) {
  const Positions p =
      hand_positions({0.5, 0.5, 0}, {-0.5, -0.2, 1.4},
                     std::vector<std::vector<double>>(3, std::vector<double>(3)), 0.1);
  for (const DecisionRule rule : {DecisionRule::kMajority, DecisionRule::kConsensus}) {
    EXPECT_DOUBLE_EQ(forum_text(p, forum_of({0, 1}, rule, kOnLabour))[kAdmission], 0.1);
    EXPECT_DOUBLE_EQ(forum_text(p, forum_of({2}, DecisionRule::kMajority, kOnLabour))[kAdmission],
                     1);
  }
}

TEST(ForumWorth, AgainstBilateralRealityByHand) {
  const Positions p = one_strong_two_weak();
  // A deal of a weak with the strong state: 0.8*0.1/0.9.
  EXPECT_NEAR(p.bilateral_text(kAdmission, StateId(0), StateId(1)), 0.8 / 9, 1e-15);
  EXPECT_DOUBLE_EQ(p.breadth(0, kLabour), 2);
  EXPECT_DOUBLE_EQ(p.breadth(1, kLabour), 1);
  const Forum all = forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour);
  const ForumWorth worth =
      forum_worth(p, all, {.saves = true, .per_partner = 0.003, .per_forum = 0.001});
  EXPECT_DOUBLE_EQ(worth.text[kAdmission], 0.8);
  // Strong: (0.8/9)^2 - 0.8^2; weak: (0.8 - 0.8/9)^2 - 0.
  EXPECT_NEAR(worth.rule(0, kLabour), 0.64 / 81 - 0.64, 1e-12);
  EXPECT_NEAR(worth.rule(1, kLabour), 0.64 * 64 / 81, 1e-12);
  EXPECT_NEAR(worth.talk[0], 0.003 * 2 - 0.001, 1e-15);
  EXPECT_NEAR(worth.talk[1], 0.003 - 0.001, 1e-15);
  // Without the strong one the weak have nobody to deal with inside.
  const ForumWorth club =
      forum_worth(p, forum_of({1, 2}, DecisionRule::kMajority, kOnLabour), {true, 0.003, 0.001});
  EXPECT_DOUBLE_EQ(club.rule(1, kLabour), 0);
  EXPECT_DOUBLE_EQ(club.talk[1], -0.001);
  // Off, meeting neither saves nor costs.
  EXPECT_TRUE((forum_worth(p, all, {false, 0.003, 0.001}).talk == 0).all());
}

TEST(ForumWorth, WhoFundsPaysForAll) {
  const Positions p = one_strong_two_weak();
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kConsensus, kOnLabour);
  forum.funder = StateId(1);
  const ForumWorth worth = forum_worth(p, forum, {true, 0, 0.001});
  EXPECT_DOUBLE_EQ(worth.talk[0], 0);
  EXPECT_NEAR(worth.talk[1], -0.001 * 1.0 / 0.1, 1e-15);
}

TEST(Compromise, TheStrongVetoesARuleAndToleratesTalks) {
  const Positions p = one_strong_two_weak();
  const States all = all_states(3);
  const ForumWorth worth =
      forum_worth(p, forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour), {true, 0.05, 0.01});
  EXPECT_DOUBLE_EQ(veto_share(p, all, worth.at(1)), 0.8);
  EXPECT_NEAR(formal_chance(p, all, worth, 2), 0.04, 1e-12);
  // It bears f*0.632 up to 2*0.05 - 0.01 = 0.09: f <= 0.142, so 0.10; and 0.15 (0.0948) as the
  // host, if that is worth 0.01 to it.
  EXPECT_DOUBLE_EQ(compromise(p, all, worth, 0).formality, 0.1);
  EXPECT_FALSE(compromise(p, all, worth, 0).host.valid());
  EXPECT_DOUBLE_EQ(compromise(p, all, worth, 0.01).formality, 0.15);
  EXPECT_EQ(compromise(p, all, worth, 0.01).host, StateId(0));
}

TEST(Compromise, NobodyTalksWhereTalkingCosts) {
  const Positions p = one_strong_two_weak();
  const ForumWorth worth =
      forum_worth(p, forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour), {true, 0, 0.01});
  EXPECT_DOUBLE_EQ(compromise(p, all_states(3), worth, 0).formality, 0);
}

TEST(ForumDemand, WeaknessAndWhatForumsLeaveOpen) {
  const Positions p = one_strong_two_weak();
  const Regions alone{{StateId(0)}, {StateId(1)}, {StateId(2)}};
  DemandTerms terms;
  terms.talk = {true, 0.003, 0.004};
  terms.norms = 0.01;
  const ForumDemand none = forum_demand(p, {}, alone, terms, 2);
  EXPECT_DOUBLE_EQ(none.power(0, kLabour), 0);
  EXPECT_NEAR(none.power(1, kLabour), 0.64 * 64 / 81, 1e-12);
  EXPECT_NEAR(none.function(0, kLabour), 0.003 * 2 - 0.001, 1e-15);
  EXPECT_DOUBLE_EQ(none.norms(0, static_cast<int>(Subject::kRights)), 0.02);
  // A forum of the strong and the first weak one with f_eff 0.5 + 0.6*0.5*0.5 = 0.65.
  Forum talks = forum_of({0, 1}, DecisionRule::kMajority, kOnLabour);
  talks.formality = 0.5;
  talks.authority = 0.5;
  const ForumDemand some = forum_demand(p, {talks}, alone, terms, 2);
  EXPECT_NEAR(some.power(1, kLabour), none.power(1, kLabour) * (1 - 0.65 * std::sqrt(0.9)), 1e-12);
  EXPECT_DOUBLE_EQ(some.power(2, kLabour), none.power(2, kLabour));
  EXPECT_NEAR(some.function(0, kLabour), 0.5 * none.function(0, kLabour), 1e-15);
  talks.ended = 3;
  EXPECT_DOUBLE_EQ(forum_demand(p, {talks}, alone, terms, 2).power(1, kLabour),
                   none.power(1, kLabour));
}

TEST(ForumUpkeep, TheStrongLeaveAsAuthorityGrows) {
  const Positions p = one_strong_two_weak();
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour);
  UpkeepTerms terms;
  forum.formality = 0;
  forum.authority = 0.1;  // f_eff 0.06: -0.632*0.06 = -0.038, talk 0.02
  const TalkCosts costs{true, 0.01, 0};
  EXPECT_TRUE(leavers(p, forum, costs, terms).empty());
  forum.authority = 0.2;  // f_eff 0.12: -0.076 + 0.02 < -0.03
  EXPECT_EQ(leavers(p, forum, costs, terms), States{StateId(0)});
}

TEST(ForumUpkeep, NobodyLeavesOverTextsThatBindOnlyWhoRatifies) {
  const Positions p = one_strong_two_weak();
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour);
  const TalkCosts costs{true, 0.01, 0};
  UpkeepTerms terms;
  EXPECT_EQ(leavers(p, forum, costs, terms), States{StateId(0)});
  terms.by_ratification = {"another"};
  EXPECT_EQ(leavers(p, forum, costs, terms), States{StateId(0)});
  terms.by_ratification = {forum.name};
  EXPECT_TRUE(leavers(p, forum, costs, terms).empty());
}

/// Two receivers, of whom the second is half as concerned, sought by the same two origins.
Positions two_receivers() {
  Positions p = hand_positions({0.4, 0.4, 0.1, 0.1}, {0, 0, 0, 0},
                               {{0, 0, 0.5, 0.5}, {0, 0, 0.5, 0.5}, {1, 0, 0, 0}, {0, 1, 0, 0}});
  p.concern = Eigen::ArrayXd::Zero(4);
  p.concern << 0.8, 0.4, 0, 0;
  p.ties = Eigen::ArrayXd::Zero(4);
  p.ties << 0, 0, 1, 0.5;
  complete(p);
  return p;
}

TEST(ForumWorth, TalkIsWorthMoreToWhomItConcerns) {
  constexpr SubjectMask kOnSecurity{true, false, false, false};
  constexpr SubjectMask kOnDevelopment{false, false, false, true};
  const Positions p = two_receivers();
  TalkCosts costs{true, 0, 0};
  costs.concern = 0.1, costs.development = 0.2;
  // The only rival of each receiver is the other; an origin is sought from nowhere.
  EXPECT_DOUBLE_EQ(p.rivals(0, 1), 1);
  EXPECT_EQ(p.rivals(2, 3), 0);
  const auto talk = [&](const std::vector<int>& members, const SubjectMask& mandate) {
    return forum_worth(p, forum_of(members, DecisionRule::kConsensus, mandate), costs).talk;
  };
  // Receivers alone: all rivals. With one origin: half of the routes; with both of these, all.
  EXPECT_NEAR(talk({0, 1}, kOnSecurity)[0], 0.1 * 0.8, 1e-12);
  EXPECT_NEAR(talk({0, 2}, kOnSecurity)[0], 0.1 * 0.8 * 0.5, 1e-12);
  EXPECT_NEAR(talk({0, 1, 2}, kOnSecurity)[1], 0.1 * 0.4, 1e-12);
  EXPECT_EQ(talk({0, 1}, kOnSecurity)[2], 0);
  EXPECT_NEAR(talk({0, 2, 3}, kOnDevelopment)[2], 0.2 * 1, 1e-12);
  EXPECT_NEAR(talk({1, 2, 3}, kOnDevelopment)[2], 0, 1e-12);
  costs.saves = false;
  EXPECT_TRUE((talk({0, 1, 2, 3}, kOnSecurity) == 0).all());
}

TEST(ForumWorth, DevelopmentFramesWhatLabourCosts) {
  const Positions p = one_strong_two_weak();
  TalkCosts costs{true, 0, 0};
  costs.framing = 0.25;
  SubjectMask both = kOnLabour;
  both[position(Subject::kDevelopment)] = true;
  const auto rule = [&](const SubjectMask& mandate) {
    return forum_worth(p, forum_of({0, 1, 2}, DecisionRule::kMajority, mandate), costs)
        .rule.col(kLabour)
        .eval();
  };
  const Eigen::ArrayXd plain = rule(kOnLabour), framed = rule(both);
  ASSERT_LT(plain[0], 0);
  EXPECT_NEAR(framed[0], 0.75 * plain[0], 1e-12);
  EXPECT_EQ(framed[1], plain[1]);
}

TEST(ForumText, WhoFundsAConsensusCountsTwice) {
  const Positions p = one_strong_two_weak();  // 0.8 of the power wants 0, the others 0.8
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kConsensus, kOnLabour);
  EXPECT_NEAR(forum_text(p, forum)[kAdmission], 0.2 * 0.8, 1e-12);
  forum.funder = StateId(1);
  EXPECT_NEAR(forum_text(p, forum)[kAdmission], 0.3 * 0.8 / 1.1, 1e-12);
}

TEST(ForumUpkeep, AuthorityByHand) {
  const Positions p = one_strong_two_weak();
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kConsensus, kOnLabour);
  forum.authority = 0.5;
  forum.discretion = 0.4;
  UpkeepTerms terms;
  terms.growth = 0.05;
  terms.exodus = 0.15;
  // The strong state, 0.8 of the power, blocks a majority.
  EXPECT_DOUBLE_EQ(reform_veto(p, forum, {}), 0.8);
  EXPECT_NEAR(next_authority(p, forum, 0.6, {}, terms),
              0.5 + 0.05 * 0.6 * 0.5 - 0.15 * 0.8 * 0.4 * 0.5, 1e-15);
}

TEST(ForumUpkeep, ForumsMergeIfThePowerInsideGains) {
  const Positions p = one_strong_two_weak();
  const Forum one = forum_of({0, 1, 2}, DecisionRule::kConsensus, {true, true, false, false});
  Forum other = forum_of({0, 1, 2}, DecisionRule::kConsensus, {false, true, true, false});
  UpkeepTerms terms;
  const TalkCosts meeting{true, 0, 0.01};
  const auto both = merged(p, one, other, meeting, terms);
  ASSERT_TRUE(both.has_value());
  EXPECT_EQ(both->mandate, (SubjectMask{true, true, true, false}));
  other.members.pop_back();  // two of three are common
  EXPECT_FALSE(merged(p, one, other, meeting, terms).has_value());
  other = forum_of({0, 1, 2}, DecisionRule::kConsensus, {false, false, true, false});
  EXPECT_FALSE(merged(p, one, other, meeting, terms).has_value());  // no common subject
}

}  // namespace
}  // namespace sojourn::models
