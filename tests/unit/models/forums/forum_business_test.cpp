#include "models/forums/business.hpp"

#include <gtest/gtest.h>

#include "models/forums/pathways.hpp"
#include "tests/worlds/hand_positions.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

TEST(Business, DealsOfTwoAreVenuesOfTheirOwn) {
  // The strong one has no reason to move; each weak one settles with it, for a third of the people,
  // 0.8/9 from custom.
  const Business year = settle_business(one_strong_two_weak(), {}, {}, 0.6);
  EXPECT_EQ(year.venue(0, kLabour), Business::kNothing);
  EXPECT_EQ(year.venue(1, kLabour), Business::kDeals);
  EXPECT_NEAR(year.between(0, 1), 0.8 / 27, 1e-15);
  EXPECT_NEAR(year.between(0, 2), 0.8 / 27, 1e-15);
  EXPECT_NEAR(year.spread(), 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(year.bilateral_share(), 1);
}

TEST(Business, TheWeakTakeItToTheForumAndWhatThatLeavesOpenGoesOn) {
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour);
  forum.formality = 0.25;
  const Business year = settle_business(one_strong_two_weak(), {forum}, {}, 0.6);
  EXPECT_EQ(year.venue(1, kLabour), 0);
  // Two thirds of the people, a quarter of the matter, 0.8 from custom; three quarters by deals.
  EXPECT_NEAR(year.in_forum[0], 2.0 / 3 * 0.25 * 0.8, 1e-15);
  EXPECT_NEAR(year.between.sum(), 2.0 / 3 * 0.75 * 0.8 / 9, 1e-15);
  EXPECT_NEAR(year.use[0], 2.0 / 3, 1e-15);
}

TEST(Business, AMeetingThatCostsMoreThanItGivesIsNotCalled) {
  Forum forum = forum_of({0, 1, 2}, DecisionRule::kMajority, kOnLabour);
  forum.formality = 0.25;  // worth 0.25*0.64*64/81 = 0.126
  const auto venue = [&](double cost) {
    return settle_business(one_strong_two_weak(), {forum}, {true, 0, cost}, 0.6).venue(1, kLabour);
  };
  EXPECT_EQ(venue(0.12), 0);
  EXPECT_EQ(venue(0.13), Business::kDeals);
}

TEST(Business, CompulsoryJurisdictionTakesItsShareWhateverTheChoice) {
  // In a consensus the weak gain nothing over a deal; meeting costs, so they would not come.
  Forum court = forum_of({0, 1, 2}, DecisionRule::kConsensus, kOnLabour);
  court.formality = 0.8;
  court.authority = 0.5;
  const TalkCosts costs{true, 0, 0.2};
  const Business year = settle_business(one_strong_two_weak(), {court}, costs, 0.6);
  EXPECT_EQ(year.venue(1, kLabour), Business::kDeals);
  EXPECT_NEAR(year.in_forum[0], 2.0 / 3 * 0.4 * 0.16, 1e-12);  // text 0.8*0.2
  EXPECT_NEAR(year.between.sum(), 2.0 / 3 * 0.6 * 0.8 / 9, 1e-12);
}

TEST(Business, NoDecisionsNoShares) {
  const Positions p = hand_positions({0.5, 0.5}, {0, 0}, {{0, 1}, {1, 0}});
  const Business year = settle_business(p, {}, {}, 0.6);
  EXPECT_TRUE(std::isnan(year.spread()));
  EXPECT_TRUE(std::isnan(year.bilateral_share()));
}

/// What is there afterwards names the pathway.
TEST(Pathways, AreToldByWhatIsThere) {
  Forum old = forum_of({0, 1, 2}, DecisionRule::kConsensus, kOnLabour);
  old.authority = 0.5;
  const std::vector<Forum> before{old};
  Reform beside = reform_of(before, 0, 10);
  beside.created = 1;
  const Reform alone = reform_of(before, 0, 10);
  std::vector<Forum> after{old, old};
  EXPECT_EQ(measured_pathway(beside, after, 0.7), Pathway::kLayering);
  EXPECT_EQ(measured_pathway(alone, after, 0.7), Pathway::kNone);
  after[0].authority = 0.34;
  EXPECT_EQ(measured_pathway(beside, after, 0.7), Pathway::kDrift);
  EXPECT_EQ(measured_pathway(alone, after, 0.7), Pathway::kNone);
  after[0].mandate[0] = true;
  EXPECT_EQ(measured_pathway(alone, after, 0.7), Pathway::kConversion);
  after[0].ended = 20;
  EXPECT_EQ(measured_pathway(beside, after, 0.7), Pathway::kDisplacement);
  EXPECT_EQ(measured_pathway(alone, after, 0.7), Pathway::kNone);
}

}  // namespace
}  // namespace sojourn::models
