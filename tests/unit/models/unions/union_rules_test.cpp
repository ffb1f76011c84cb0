#include <gtest/gtest.h>

#include <cmath>

#include "models/unions/burden.hpp"
#include "models/unions/common_position.hpp"
#include "models/unions/leaving.hpp"

namespace sojourn::models {
namespace {

using Decides = UnionRule::Decides;

UnionRule rule(Decides decides, double quota = 0.65) {
  UnionRule one;
  one.decides = decides;
  one.quota = quota;
  return one;
}

/// Three members with 60, 30 and 10 of a hundred.
const std::vector<double> kWeights{60, 30, 10};

/// For it, against it, indifferent: (60*0.3 - 30*0.2)/100 = 0.12; the first carry 0.6 of the
/// weights.
TEST(CommonPosition, OfAVoteByHand) {
  const std::vector<double> worth{0.3, -0.2, 0.0};
  EXPECT_NEAR(*common_worth(rule(Decides::kMean), worth, kWeights, 0.01), 0.12, 1e-12);
  EXPECT_FALSE(common_worth(rule(Decides::kQualified, 0.65), worth, kWeights, 0.01));
  EXPECT_NEAR(*common_worth(rule(Decides::kQualified, 0.60), worth, kWeights, 0.01), 0.3, 1e-12);
  EXPECT_FALSE(common_worth(rule(Decides::kUnanimity), worth, kWeights, 0.01));
  // Within the band of 0.25 the second abstains, too: nobody objects any more, but 0.6 stay 0.6.
  EXPECT_NEAR(*common_worth(rule(Decides::kUnanimity), worth, kWeights, 0.25), 0.3, 1e-12);
  EXPECT_FALSE(common_worth(rule(Decides::kQualified, 0.65), worth, kWeights, 0.25));
  EXPECT_FALSE(common_worth(rule(Decides::kUnanimity), worth, kWeights, 0.5));  // all abstain
  EXPECT_FALSE(common_worth(rule(Decides::kMean), {}, {}, 0.01));
}

/// At a quota of half, halves that want opposites are divided.
TEST(CommonPosition, ATieIsNoDecision) {
  const std::vector<double> weights{50, 50};
  const UnionRule half = rule(Decides::kQualified, 0.5);
  EXPECT_FALSE(common_worth(half, std::vector{0.3, -0.2}, weights, 0.01));
  EXPECT_NEAR(*common_worth(half, std::vector{0.3, 0.0}, weights, 0.01), 0.3, 1e-12);
  EXPECT_NEAR(*common_worth(half, std::vector{0.0, -0.2}, weights, 0.01), -0.2, 1e-12);
}

/// Two against it: (60*-0.3 + 30*-0.1)/90 = -0.233333.
TEST(CommonPosition, IsAgainstATextByTheSameRule) {
  const std::vector<double> worth{-0.3, -0.1, 0.4};
  EXPECT_NEAR(*common_worth(rule(Decides::kQualified, 0.65), worth, kWeights, 0.01), -21.0 / 90,
              1e-12);
  EXPECT_FALSE(common_worth(rule(Decides::kQualified, 0.95), worth, kWeights, 0.01));
}

/// Mean 0.6*0.8 + 0.3*0.5 + 0.1*0.2 = 0.65; 60 go to 0.8, 90 to 0.5, all to 0.2.
TEST(CommonPosition, OfATextByHand) {
  const std::vector<double> ideal{0.8, 0.5, 0.2};
  EXPECT_NEAR(common_ideal(rule(Decides::kMean), ideal, kWeights), 0.65, 1e-12);
  EXPECT_EQ(common_ideal(rule(Decides::kQualified, 0.60), ideal, kWeights), 0.8);
  EXPECT_EQ(common_ideal(rule(Decides::kQualified, 0.65), ideal, kWeights), 0.5);
  EXPECT_EQ(common_ideal(rule(Decides::kQualified, 1), ideal, kWeights), 0.2);
  EXPECT_EQ(common_ideal(rule(Decides::kUnanimity), ideal, kWeights), 0.2);
}

/// Gain 0.004 + 0.001 - 0.010 - 0.002 - 0.00001 = -0.00701; paid 0.01*0.3 = 0.003; surprise 5e-4*4
/// = 0.002: net -0.01201. Attachment (0.3 + 40/60 + 0.45)/3 = 0.472222, worth 0.00944444.
MemberFacts facts() {
  return {.state = StateId(0),
          .gain = {.out = 0.004,
                   .reciprocal = 0.001,
                   .net_inflow = -0.010,
                   .welfare = -0.002,
                   .fixed = -0.00001},
          .surprise = 4,
          .income_gap = 0.3,
          .attachment = {.abroad = 0.3, .years = 40.0 / 60, .ties = 0.45}};
}

TEST(Leaving, ByHand) {
  LeavingWeights weights;
  weights.rate = 0.1;
  EXPECT_NEAR(weights.net(facts()), -0.01201, 1e-12);
  EXPECT_NEAR(weights.attachment.of(facts().attachment), 1.41666667 / 3, 1e-8);
  // 500*(0.01201 - 0.00944444) = 1.282778
  EXPECT_NEAR(weights.leaving(facts()), 0.1 / (1 + std::exp(-1.282778)), 1e-7);
  // Without attachment 500*0.01201 = 6.005.
  EXPECT_NEAR(weights.suspending(facts()), 0.1 / (1 + std::exp(-6.005)), 1e-12);
  EXPECT_NEAR(weights.resuming(facts()), 0.1 / (1 + std::exp(6.005)), 1e-12);
  weights.attached = 0;
  EXPECT_EQ(weights.leaving(facts()), weights.suspending(facts()));
  weights.rate = 0;
  EXPECT_EQ(weights.leaving(facts()), 0);
}

TEST(Leaving, EachReasonCounts) {
  LeavingWeights weights;
  weights.rate = 0.1;
  const double usual = weights.leaving(facts());
  const auto changed = [&](const auto& change) {
    MemberFacts other = facts();
    change(other);
    return weights.leaving(other);
  };
  EXPECT_GT(changed([](MemberFacts& f) { f.surprise = 9; }), usual);
  EXPECT_GT(changed([](MemberFacts& f) { f.income_gap = 0.5; }), usual);
  EXPECT_GT(changed([](MemberFacts& f) { f.gain.net_inflow = -0.012; }), usual);
  EXPECT_LT(changed([](MemberFacts& f) { f.attachment.ties = 0.6; }), usual);
  EXPECT_LT(changed([](MemberFacts& f) { f.attachment.abroad = 0.6; }), usual);
  EXPECT_LT(changed([](MemberFacts& f) { f.attachment.years = 0.7; }), usual);
}

/// The first year is usual: 0.0002. Ten times as much: 0.0018/(0.0002 + 0.0001) = 6, of so many
/// people that chance makes nothing of it (3*sqrt(2e8)/1e12 = 4e-8). Then the usual has moved by 1
/// - exp(-1/5) = 0.181269 of the way, to 0.00052628.
TEST(Leaving, ASurpriseWearsOff) {
  constexpr double kMany = 1e12;
  Settings settings(nullptr, "modules.union", nullptr);
  UsualInflow usual(settings);
  EXPECT_EQ(usual.surprise_by(StateId(0), 0.0002, kMany), 0);
  EXPECT_NEAR(usual.surprise_by(StateId(0), 0.002, kMany), 6, 1e-3);
  EXPECT_NEAR(usual.surprise_by(StateId(0), 0.002, kMany), (0.002 - 0.00052628) / 0.00062628, 1e-3);
  EXPECT_EQ(usual.surprise_by(StateId(1), 0.002, kMany), 0);
}

/// Of 331 agents none came, and then three: 3*sqrt(0 + 1) = 3 may come by chance. Seven are (7 -
/// 3*sqrt(0.181269*3 + 1))/331 above the 0.543808/331 that are usual by then.
TEST(Leaving, AFewAgentsAreNoSurprise) {
  Settings settings(nullptr, "modules.union", nullptr);
  UsualInflow usual(settings);
  EXPECT_EQ(usual.surprise_by(StateId(0), 0, 331), 0);
  EXPECT_EQ(usual.surprise_by(StateId(0), 3.0 / 331, 331), 0);
  EXPECT_NEAR(usual.surprise_by(StateId(0), 7.0 / 331, 331),
              (7 - 0.543808 - 3 * std::sqrt(1.543808)) / (0.543808 + 0.0331), 1e-4);
}

/// A has 900 applicants, B 100, C none; people 1, 1, 2 million, GDP 40, 20, 20 billion. Parts (half
/// people, half GDP) 0.375, 0.25, 0.375 of 1000: A has 525 above, B lacks 150, C 375.
std::vector<MemberBurden> three_members() {
  return {{900, 1e6, 4e10, 0}, {100, 1e6, 2e10, 0}, {0, 2e6, 2e10, 0}};
}

TEST(Burden, WhoLacksTakes) {
  BurdenTerms terms;
  terms.share = 0.4;
  const Relocation plan = relocation(terms, three_members());
  EXPECT_NEAR(plan.leaves[0], 0.4 * 525 / 900, 1e-12);
  EXPECT_EQ(plan.leaves[1] + plan.leaves[2], 0);
  EXPECT_NEAR(plan.takes[1], 150.0 / 525, 1e-12);
  EXPECT_NEAR(plan.takes[2], 375.0 / 525, 1e-12);
  for (std::size_t m = 0; m < 3; ++m) EXPECT_EQ(plan.receives[m], 0) << m;
}

/// An applicant costs C 0.3*10,000 = 3,000 a year, B 6,000; where C minds foreigners by 8, 27,000,
/// above the price of 20,000: it pays for its 0.4*375 = 150 to A, which keeps them.
TEST(Burden, WhoRefusesPays) {
  BurdenTerms terms;
  terms.share = 0.4;
  auto members = three_members();
  members[2].sentiment = 8;
  const Relocation plan = relocation(terms, members);
  EXPECT_NEAR(plan.refuses[2], 150, 1e-9);
  EXPECT_EQ(plan.takes[2], 0);
  EXPECT_NEAR(plan.takes[1], 1, 1e-12);
  EXPECT_NEAR(plan.leaves[0], 60.0 / 900, 1e-12);
  EXPECT_NEAR(plan.receives[0], 3e6, 1e-3);
  EXPECT_NEAR(plan.receives[2], -3e6, 1e-3);
  // At a price that no hosting costs it takes them again.
  terms.price = 30000;
  EXPECT_EQ(relocation(terms, members).refuses[2], 0);
  // Nobody pays where everything is refused at a price of nothing, and nobody moves.
  terms.price = 0;
  const Relocation none = relocation(terms, members);
  EXPECT_EQ(none.leaves[0], 0);
  EXPECT_EQ(none.receives[0], 0);
}

TEST(Burden, NothingIsSharedWithoutARateOrApplicants) {
  EXPECT_EQ(relocation({}, three_members()).leaves[0], 0);
  BurdenTerms terms;
  terms.share = 1;
  for (const double leaves : relocation(terms, {{0, 1e6, 1e10, 0}, {0, 1e6, 1e10, 0}}).leaves) {
    EXPECT_EQ(leaves, 0);
  }
  EXPECT_TRUE(relocation(terms, {}).leaves.empty());
}

}  // namespace
}  // namespace sojourn::models
