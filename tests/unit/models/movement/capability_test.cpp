#include <gtest/gtest.h>

#include <cmath>

#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr Viewpoint kPoor{StateId(0), PlaceId(0), Skill::kMedium, false};

/// A poor country and one rich one; work visas are the only way and wages the only motive. The
/// equator's 5 degrees are 555.97 km, so moving costs K = 3000 - 2850*exp(-555.97/3000) = 632.09.
std::string world(const std::string& settings = "") {
  return "[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=5000\n"
         "[[country]]\nid='B'\npopulation=1000\ngdp_per_capita=40000\nlongitude=5\n" +
         testing::without({"study", "asylum", "irregular"}) +
         testing::without(testing::all_but(testing::kPayoffs, "wage")) + settings;
}
constexpr double kCost = 632.09;

TEST(Capability, SavingsAreLogLogisticAroundKappaTimesTheWage) {
  const auto simulation = testing::simulate(world());
  simulation->tick();
  const Scene scene = simulation->scene();
  const Capability& savings = *simulation->modules().of<Capability>().front();
  // kappa 0.4 years of 5000 are 2000 at the median; a step of schooling is a factor of 1.3.
  EXPECT_NEAR(savings.savings(scene, PlaceId(0), Skill::kMedium, 0.5), 2000, 1e-9);
  EXPECT_NEAR(savings.savings(scene, PlaceId(0), Skill::kHigh, 0.5), 2600, 1e-9);
  EXPECT_NEAR(savings.savings(scene, PlaceId(0), Skill::kLow, 0.5), 2000 / 1.3, 1e-9);
  // s = 0.5: at u = 0.8 the odds are 4 and savings sqrt(4) = 2 medians; at 0.2, half of one.
  EXPECT_NEAR(savings.savings(scene, PlaceId(0), Skill::kMedium, 0.8), 4000, 1e-9);
  EXPECT_NEAR(savings.savings(scene, PlaceId(0), Skill::kMedium, 0.2), 1000, 1e-9);
}

TEST(Capability, TheAffordableShareFollowsItsCurve) {
  const auto simulation = testing::simulate(world());
  simulation->tick();
  const Scene scene = simulation->scene();
  const Capability& savings = *simulation->modules().of<Capability>().front();
  // 1/(1 + (K/(kappa*w))^(1/s)), kappa*w = 2000, s = 0.5:
  //   K = 1000: 1/(1 + 0.25) = 0.8    K = 2000: 0.5    K = 6000: 1/(1 + 9) = 0.1
  for (const auto& [cost, share] : {std::pair{1000.0, 0.8}, {2000.0, 0.5}, {6000.0, 0.1}}) {
    constexpr int kDraws = 100000;
    int able = 0;
    for (int i = 0; i < kDraws; ++i) {
      able += savings.savings(scene, PlaceId(0), Skill::kMedium, (i + 0.5) / kDraws) >= cost;
    }
    EXPECT_NEAR(able / static_cast<double>(kDraws), share, 2.0 / kDraws) << cost;
  }
}

/// ln of the rate of emigration of an income: intention times the share that can pay.
double log_emigration(const Simulation& simulation, double income) {
  const Scene now = simulation.scene();
  Labour labour = now.labour;
  labour.wage[0] = income;
  const Scene there = now.with(labour);
  const ChoiceRow row(evaluate(there, simulation.modules(), kPoor), nullptr,
                      nests_of(simulation.modules()));
  Prospects prospects = now.prospects;
  prospects.residents(PlaceId(0), Skill::kMedium, false) =
      row.logsum() - 5;  // a reference keeps rates below the ceiling
  const Scene scene = now.with(labour, prospects);
  const Departure& intention =
      testing::module_called(simulation.modules().of<Departure>(), "intention");
  const Cohort cohort{PlaceId(0), 1980, 35, Sex::kFemale, Skill::kMedium};
  const Capability& savings = *simulation.modules().of<Capability>().front();
  // savings(u) >= K from u on: u = 1/(1 + (kappa*w/K)^(1/s)), found by halving.
  double low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const double u = (low + high) / 2;
    (savings.savings(scene, PlaceId(0), Skill::kMedium, u) >= kCost ? high : low) = u;
  }
  return std::log(intention.rate(scene, cohort)) + std::log1p(-low);
}

/// Income [int. $ / year] with the highest emigration; the grid's ends where there is no hump.
double peak(const Simulation& simulation) {
  double best = 0, most = -1e300;
  for (double income = 50; income < 60000; income *= 1.01) {
    const double rate = log_emigration(simulation, income);
    if (rate > most) best = income, most = rate;
  }
  return best;
}

TEST(Capability, EmigrationPeaksWhereTheFormulaSays) {
  // g = gamma*b_wage*s_savings, w* = (K/kappa)*((1 - g)/g)^s with K/kappa = 1580.2:
  //   gamma 0.9, s 0.5: g = 0.45, w* = 1580.2*sqrt(0.55/0.45) = 1747.0
  //   gamma 0.5, s 0.5: g = 0.25, w* = 1580.2*sqrt(3) = 2737.0
  //   gamma 0.9, b_wage 1.5, s 0.4: g = 0.54, w* = 1580.2*(0.46/0.54)^0.4 = 1482.0
  const struct {
    const char* settings;
    double income;
  } cases[] = {{"", 1747.0},
               {"[modules.intention]\ngamma=0.5\n", 2737.0},
               {"[modules.nests]\ntype='nests'\ndissimilarity=0.4\n", 1747.0},  // as without
               {"[modules.wage]\nb_wage=1.5\n[modules.savings]\ns_savings=0.4\n", 1482.0}};
  for (const auto& [settings, income] : cases) {
    const auto simulation = testing::simulate(world(settings));
    simulation->tick();
    EXPECT_NEAR(peak(*simulation), income, 0.011 * income) << settings;
  }
}

TEST(Capability, NoHumpFromOneOn) {
  // g = 1.2*1*0.9 = 1.08 >= 1: emigration falls with income from the first dollar.
  const auto steep = testing::simulate(
      world("[modules.intention]\ngamma=1.2\n[modules.savings]\ns_savings=0.9\n"));
  steep->tick();
  EXPECT_EQ(peak(*steep), 50);
  // g = 1.05*1*0.9 = 0.945 < 1: a hump, at 1580.2*(0.055/0.945)^0.9 = 122.1.
  const auto gentle = testing::simulate(
      world("[modules.intention]\ngamma=1.05\n[modules.savings]\ns_savings=0.9\n"));
  gentle->tick();
  EXPECT_NEAR(peak(*gentle), 122.1, 1.5);
}

}  // namespace
}  // namespace sojourn::models
