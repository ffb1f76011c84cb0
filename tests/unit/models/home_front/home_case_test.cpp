#include "models/home_front/politics/home_case.hpp"

#include <gtest/gtest.h>

#include "models/home_front/politics/turn_reason.hpp"
#include "models/home_front/surprise.hpp"

namespace sojourn::models {
namespace {

/// A million people with 5e5 workers; openness 0.5, rights 0.4, effort 0.1. Numbers worked on
/// paper.
PolicyFacts facts() {
  return {.people = 1e6,
          .rule_of_law = 0.8,
          .levers = {0.5, 0.4, 0.1},
          .inflow = {.regular = 2000, .irregular = 500, .arrived = 2000},
          .demand = 5e5,
          .supply = 5e5};
}

/// Wide steps, and a case whose politics want what is.
struct Fixture {
  HomeWeights weights;
  PolicyFacts known = facts();
  HomeCase home;

  Fixture() {
    weights.policy.step = 0.5;
    weights.policy.working_share = 0.75;
    home.wanted = known.levers;
    home.law_pull = law_pull(weights.policy, known.rule_of_law, known.levers[kRightsLever]);
  }
  std::array<double, kLevers> chosen() const {
    return best_of_sides(
               [&](const Sides& sides) { return home_problem(weights, known, home, sides); })
        .levers;
  }
  InflowSlopes& up() { return known.inflow.up; }
  InflowSlopes& down() { return known.inflow.down; }
};

// --- content ---------------------------------------------------------------------------------

/// Slopes that would move any state that weighs arrivals as such, unlike on the two sides: a quota
/// binds upwards, and rights draw people.
TEST(HomeCase, NothingMovesWhileNothingDeparts) {
  Fixture f;
  f.down().regular = {3000, 500, 0};
  f.up().regular = {0, 500, 0};
  f.down().irregular = {-200, 300, -400};
  f.up().irregular = {700, -300, -100};
  f.home.kept = 2000;
  const auto x = f.chosen();
  for (std::size_t k = 0; k < kLevers; ++k) EXPECT_NEAR(x[k], f.known.levers[k], 1e-15) << k;
}

TEST(HomeCase, NothingMovesAtCornersEither) {
  Fixture f;
  for (const double corner : {0.0, 1.0}) {
    f.known.levers = {corner, corner, corner};
    f.home.wanted = f.known.levers;
    f.home.law_pull = law_pull(f.weights.policy, f.known.rule_of_law, corner);
    f.down().regular = f.up().regular = {5000, -800, 0};
    f.down().irregular = f.up().irregular = {900, 300, -700};
    const auto x = f.chosen();
    for (std::size_t k = 0; k < kLevers; ++k) EXPECT_NEAR(x[k], corner, 1e-15) << k;
  }
}

/// Without what its politics set against it the law would have moved rights: 0.3*d + 0.2*d
/// + 2*0.15*0.8*(d - 0.1) = 0 at d = 0.024/0.74.
TEST(HomeCase, WithoutItsRevealedTermTheLawMovesRights) {
  Fixture f;
  EXPECT_NEAR(f.home.law_pull, 0.024, 1e-15);
  f.home.law_pull = 0;
  EXPECT_NEAR(f.chosen()[kRightsLever], 0.4 + 0.024 / 0.74, 1e-12);
}

/// The second-order condition on every side: 2*(weight + inertia) and more.
TEST(HomeCase, EveryLeverHasAFirmMinimum) {
  Fixture f;
  const PolicyProblem problem = home_problem(f.weights, f.known, f.home, {});
  const auto at = [&](std::size_t k, double by) {
    auto x = f.known.levers;
    x[k] += by;
    return problem.cost(x);
  };
  // Curvatures: 2*(0.4 + 0.1), 2*(0.15 + 0.1) + 2*0.15*0.8, 2*(0.02 + 0.1).
  const std::array<double, kLevers> bend{1.0, 0.74, 0.24};
  for (std::size_t k = 0; k < kLevers; ++k) {
    EXPECT_NEAR((at(k, 0.01) - 2 * at(k, 0) + at(k, -0.01)) / 1e-4, bend[k], 1e-9) << k;
  }
}

// --- what moves it ---------------------------------------------------------------------------

/// 1000 people more per unit of openness, sentiment 0.5: 12*0.5*1000/1e6 + 2*0.5*d = 0.
TEST(HomeCase, ColdSentimentClosesAndWarmSentimentOpens) {
  Fixture f;
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 1000;
  f.home.departures.sentiment = 0.5;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 - 0.006, 1e-12);
  f.home.departures.sentiment = -0.5;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 + 0.006, 1e-12);
  // Irregular ones weigh 1.6 as much.
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 0;
  f.up().irregular[kOpennessLever] = f.down().irregular[kOpennessLever] = 1000;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 + 1.6 * 0.006, 1e-12);
}

/// 400 fewer without papers per unit of effort: -12*1.6*0.5*400/1e6 + 2*0.12*d = 0.
TEST(HomeCase, ColdSentimentRaisesEffort) {
  Fixture f;
  f.up().irregular[kEffortLever] = f.down().irregular[kEffortLever] = -400;
  f.home.departures.sentiment = 0.5;
  EXPECT_NEAR(f.chosen()[kEffortLever], 0.1 + 0.00384 / 0.24, 1e-12);
}

/// Five points of unemployment more weigh 5*0.05 of p_w.
TEST(HomeCase, UnemploymentCloses) {
  Fixture f;
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 1000;
  f.home.departures.unemployment = 0.05;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 - 12 * 0.25 * 1e-3, 1e-12);
}

/// A shortage of 0.1 beyond the usual: employers gain 12*5*(1 + 0.2)*0.1 = 7.2 a worker, and of the
/// opposition (sentiment 0.5) 1.5*0.7 - 1 = 0.05 is left over the usual.
TEST(HomeCase, EmployersAreHeardAndOppositionIsDisarmed) {
  Fixture f;
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 1000;
  f.home.departures.shortage = 0.1;
  f.home.departures.sentiment = 0.5;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 + (7.2 - 12 * 0.05) * 1e-3, 1e-12);
  const PersonWeights net = f.weights.interests.of(f.home.departures, 12, 1.6, 0.8);
  EXPECT_NEAR(net.worker, 7.2, 1e-12);
  EXPECT_NEAR(net.regular, 0.6 - 7.2, 1e-12);
  EXPECT_NEAR(net.irregular, 1.6 * 0.6, 1e-12);
}

/// 10% more than the usual and slack will be short; a unit of openness brings 5*0.75*1000/5e5 =
/// 0.0075 of demand: 12*(0.1 - 0.0075*d)^2 + 0.5*d^2 is least at d = 0.009/(0.5 + 12*0.0075^2). As
/// much less than usual closes by 0.009/0.5, since what is not short cannot be less so.
TEST(HomeCase, AShortageAheadOpensAndItsEndCloses) {
  Fixture f;
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 1000;
  f.home.departures.shortage_ahead = 0.1 + f.weights.slack;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 + 0.009 / (0.5 + 12 * 0.0075 * 0.0075), 1e-12);
  f.home.departures.shortage_ahead = -0.1 - f.weights.slack;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 - 0.009 / 0.5, 1e-12);
}

/// Where firms make do, 2 of 5 years of those who come are still wanted at the horizon: a unit of
/// openness brings 2*0.75*1000/5e5 = 0.003 of demand.
TEST(HomeCase, WhoComesFillsLessWhereFirmsAdjust) {
  Fixture f;
  f.weights.policy.felt = 2;
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 1000;
  f.home.departures.shortage_ahead = 0.1 + f.weights.slack;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 + 0.0036 / (0.5 + 12 * 0.003 * 0.003), 1e-12);
}

/// The quota binds, so that rights bring nobody; they keep 1000 workers a year per unit: the same
/// 0.0075 of demand, 12*(0.1 - 0.0075*d)^2 + 0.25*d^2 + 0.12*(0.1 - d)^2 + 0.024*d.
TEST(HomeCase, AShortageRaisesRightsWhereTheyKeepWorkers) {
  Fixture f;
  f.home.departures.shortage_ahead = 0.1 + f.weights.slack;
  EXPECT_NEAR(f.chosen()[kRightsLever], 0.4, 1e-15);
  f.home.kept = 1000;
  const double d = 0.018 / (0.74 + 24 * 0.0075 * 0.0075);
  EXPECT_NEAR(f.chosen()[kRightsLever], 0.4 + d, 1e-12);
  // Where a text raises rights above its own, half of what it adds is in force.
  f.up().rights_in_force = f.down().rights_in_force = 0.5;
  EXPECT_NEAR(f.chosen()[kRightsLever], 0.4 + 0.009 / (0.74 + 24 * 0.00375 * 0.00375), 1e-12);
  f.up().rights_in_force = f.down().rights_in_force = 0;
  EXPECT_NEAR(f.chosen()[kRightsLever], 0.4, 1e-15);
}

/// News 0.5: 0.004*0.5 + 2*0.12*d = 0 for effort, 0.74*d = 0.03*0.5 for rights.
TEST(HomeCase, NewsOfHarmRaiseRightsAndLowerEffort) {
  Fixture f;
  f.home.departures.news = 0.5;
  EXPECT_NEAR(f.chosen()[kEffortLever], 0.1 - 0.002 / 0.24, 1e-12);
  EXPECT_NEAR(f.chosen()[kRightsLever], 0.4 + 0.015 / 0.74, 1e-12);
}

/// A government that wants 0.1 less: a share 0.4/0.5 of it in the first year.
TEST(HomeCase, AGovernmentMovesWhatIsWanted) {
  Fixture f;
  f.home.wanted[kOpennessLever] -= 0.1;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.5 - 0.08, 1e-12);
  f.weights.policy.step = 0.03;
  EXPECT_NEAR(f.chosen()[kOpennessLever], 0.47, 1e-12);
}

TEST(HomeCase, LittleBesideTheUsualIsNothing) {
  const HomeWeights w;
  EXPECT_EQ(w.beyond(0.11, 0.1), 0);
  EXPECT_EQ(w.beyond(0.09, 0.1), 0);
  EXPECT_NEAR(w.beyond(0.15, 0.1), 0.03, 1e-15);
  EXPECT_NEAR(w.beyond(0.02, 0.1), -0.06, 1e-15);
  const Departures d = w.departures(
      {.sentiment = 0.3, .shortage = 0.2, .shortage_ahead = 0.01, .unemployment = 0.09},
      {.sentiment = 0.1, .shortage = 0.1, .unemployment = 0.05});
  EXPECT_NEAR(d.sentiment, 0.2, 1e-15);
  EXPECT_NEAR(d.shortage, 0.08, 1e-15);
  EXPECT_NEAR(d.shortage_ahead, 0.01, 1e-15);
  EXPECT_NEAR(d.unemployment, 0.04, 1e-15);
}

/// Halves of the way to 0.4, then a third of what is left to 0.1: 0.2 and 0.5/3.
TEST(Circumstances, DriftToWhatThereIs) {
  Circumstances usual;
  usual.drift({.sentiment = 1, .shortage = 0.4, .shortage_ahead = 0.2, .unemployment = 0.06}, 0.5);
  EXPECT_NEAR(usual.shortage, 0.2, 1e-15);
  usual.drift({.sentiment = 0.5, .shortage = 0.1, .shortage_ahead = 0.1, .unemployment = 0.06},
              1.0 / 3);
  EXPECT_NEAR(usual.shortage, 0.5 / 3, 1e-15);
  EXPECT_NEAR(usual.sentiment, 0.5, 1e-15);
  EXPECT_NEAR(usual.shortage_ahead, 0.1, 1e-15);
  EXPECT_NEAR(usual.unemployment, 0.04, 1e-15);
}

/// Pulls on openness, worked on paper, with 1000 people more per unit of it.
TEST(TurnReason, NamesWhatPullsMost) {
  Fixture f;
  f.up().regular[kOpennessLever] = f.down().regular[kOpennessLever] = 1000;
  const auto reason = [&](Side side) {
    return turn_reason(f.weights, f.known, f.home, kOpennessLever, side);
  };
  f.home.departures.sentiment = 0.5;
  f.home.departures.unemployment = 0.05;  // 0.003 against 0.012*0.5
  EXPECT_EQ(reason(Side::kDown), "sentiment +0.50 beside the usual");
  f.home.departures.unemployment = 0.15;
  EXPECT_EQ(reason(Side::kDown), "unemployment +15.0 points beside the usual");
  f.home.departures.shortage = 0.1;  // 0.0072 by employers and 0.3*0.012 disarmed
  EXPECT_EQ(reason(Side::kUp), "labour shortage +10.0 points beside the usual");
  f.home.departures.shortage_ahead = 0.12;  // 2*12*0.1*0.0075 = 0.018
  EXPECT_EQ(reason(Side::kUp), "labour shortage ahead +10.0 points beside the usual");
  f.home.swing = -0.1;  // 2*0.4*0.1
  f.home.wanted[kOpennessLever] -= 0.1;
  EXPECT_EQ(reason(Side::kDown), "the government it elected");
  f.known.levers[kOpennessLever] = 0.3;  // and what else is wanted is 0.5
  EXPECT_EQ(reason(Side::kUp), "back to what its politics want");
}

/// Pulls on rights; 1000 workers stay by a unit of them.
TEST(TurnReason, OfRightsByHand) {
  Fixture f;
  const auto reason = [&](Side side) {
    return turn_reason(f.weights, f.known, f.home, kRightsLever, side);
  };
  f.home.kept = 1000;
  f.home.departures.shortage = 0.1;  // 0.0072 by employers, nobody is minded
  EXPECT_EQ(reason(Side::kUp), "labour shortage +10.0 points beside the usual");
  f.home.departures.news = 0.3;  // 0.009
  EXPECT_EQ(reason(Side::kUp), "news of harm 0.30");
  f.home.departures.shortage_ahead = 0.12;  // 0.018
  EXPECT_EQ(reason(Side::kUp), "labour shortage ahead +10.0 points beside the usual");
  f.known.rule_of_law = 1;  // 2*0.15*(0.2)*0.1 more than before
  f.home.departures = {};
  EXPECT_EQ(reason(Side::kUp), "law");
  f.home.swing = -0.1;
  f.home.wanted[kRightsLever] -= 0.1;  // 2*0.15*0.1
  EXPECT_EQ(reason(Side::kDown), "the government it elected");
}

// --- its parts -------------------------------------------------------------------------------

TEST(Surprise, IsWhatExceedsTheUsualWhatIsBorneAndChance) {
  EXPECT_NEAR((Surprise{.floor = 1e-4}.of(3e-4, 1e-4, 1000)), 1, 1e-12);
  EXPECT_EQ((Surprise{.floor = 1e-4}.of(0, 1e-4, 1000)), 0);
  // A quarter more is borne: (3 - 1 - 0.25)/2.
  EXPECT_NEAR((Surprise{1e-4, 0.25, 0}.of(3e-4, 1e-4, 1000)), 0.875, 1e-12);
  // Of 80,000 agents 8 are usual: 2*sqrt(8 + 1) = 6 of the 24 - 8 are chance; 10/80000/2e-4.
  EXPECT_NEAR((Surprise{1e-4, 0, 2}.of(3e-4, 1e-4, 80000)), 0.625, 1e-12);
  // One agent who comes where none is usual is chance.
  EXPECT_EQ((Surprise{1e-4, 0, 3}.of(1.0 / 250, 0, 250)), 0);
  EXPECT_EQ((Surprise{1e-4, 0.25, 3}.of(0, 0, 0)), 0);
}

}  // namespace
}  // namespace sojourn::models
