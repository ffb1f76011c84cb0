#include "models/home_front/labour_market.hpp"

#include <gtest/gtest.h>

#include "models/home_front/workforce_trend.hpp"
#include "tests/worlds/policies/policy_world.hpp"

namespace sojourn::models {
namespace {

constexpr Eigen::Index kC = 2;

/// Firms that make do with half of what is missing within a year.
const std::string kHalvedIn1Year = "[modules.labour_market]\nadjustment=0.6931471805599453\n";

std::unique_ptr<Simulation> begun(const std::string& settings, double growth = 0) {
  auto simulation = testing::simulate(
      testing::four_states("workforce_growth=" + std::to_string(growth)) + settings);
  testing::run(*simulation, 1);
  return simulation;
}

/// C with `demand` and 100 workers.
Labour labour_of(const Scene& scene, double demand) {
  Labour labour = scene.labour;
  labour.demand_start[kC] = labour.demand[kC] = demand;
  labour.supply[kC] = 100;
  return labour;
}

double after(const Simulation& simulation, double demand, double years, double supply_then) {
  const Scene scene = testing::at_tick(simulation.scene(), 0);
  const Labour labour = labour_of(scene, demand);
  return simulation.modules().find<LabourMarket>()->demand_after(scene.with(labour), PlaceId(kC),
                                                                 years, supply_then);
}

TEST(LabourMarket, WithoutAdjustmentDemandKeepsItsTrend) {
  const auto simulation = begun("", 0.05);
  EXPECT_NEAR(after(*simulation, 120, 2, 50), 120 * std::exp(0.1), 1e-9);
}

/// 20 are missing: a quarter of them after two years.
TEST(LabourMarket, AShortageThatThereIsPasses) {
  EXPECT_NEAR(after(*begun(kHalvedIn1Year), 120, 2, 100), 105, 1e-9);
}

/// Nobody is missing now, 10 more a year from now on: 10*(1 - 1/4)/ln 2 after two years, where all
/// 20 would be without adjustment. A tenth more demand by the cycle is a tenth more then.
TEST(LabourMarket, AShortageThatGrowsIsNotMadeUpForInAdvance) {
  const auto simulation = begun(kHalvedIn1Year);
  EXPECT_NEAR(after(*simulation, 100, 2, 80), 80 + 10.820212806667227, 1e-9);
  EXPECT_NEAR(after(*begun(""), 100, 2, 80), 80 + 20, 1e-9);
  const Scene scene = testing::at_tick(simulation->scene(), 0);
  const Labour labour = labour_of(scene, 100);
  Conditions boom = scene.conditions;
  boom.labour_demand[kC] = 1.1;
  EXPECT_NEAR(simulation->modules().find<LabourMarket>()->demand_after(scene.with(boom, labour),
                                                                       PlaceId(kC), 2, 80),
              1.1 * (80 + 10.820212806667227), 1e-9);
}

TEST(LabourMarket, OfThoseWhoComeEveryYearSomeAreMadeDoWithout) {
  EXPECT_NEAR(begun(kHalvedIn1Year)->modules().find<LabourMarket>()->left_of_growing(2),
              0.75 / 0.6931471805599453, 1e-12);
  EXPECT_EQ(begun("")->modules().find<LabourMarket>()->left_of_growing(2), 2);
}

/// Half of the gap is closed by the 12 ticks of a year, whatever there are of workers.
TEST(LabourMarket, FirmsMakeDoWithTheWorkersThereAre) {
  const auto simulation = begun(kHalvedIn1Year);
  const Scene scene = simulation->scene();
  Labour labour = scene.labour;
  Stances stances = scene.stances;
  std::vector<Event> events;
  Settings settings(nullptr, "", nullptr);
  auto market = *simulation->modules().find<LabourMarket>();
  EventLog log(events, 1, market);
  market.update(scene, labour, stances, log);
  const double workers = labour.supply[kC];
  labour.demand_start[kC] = workers + 800;
  for (int tick = 1; tick <= 12; ++tick) market.update(scene, labour, stances, log);
  EXPECT_NEAR(labour.demand[kC], workers + 400, 1e-6);
  EXPECT_NEAR(labour.shortage[kC], 400 / (workers + 400), 1e-12);
}

TEST(WorkforceTrend, IsTheMeanOfTheLastYears) {
  WorkforceTrend trend(2);
  const auto workers = [](double n) {
    PlaceArray all(1);
    all = n;
    return all;
  };
  trend.note(workers(100));
  EXPECT_EQ(trend.years(), 0);
  EXPECT_EQ(trend.change(PlaceId(0), 2), 0);
  trend.note(workers(110));
  EXPECT_EQ(trend.change(PlaceId(0), 2), 10);
  trend.note(workers(130));
  trend.note(workers(134));
  EXPECT_EQ(trend.years(), 3);
  EXPECT_EQ(trend.change(PlaceId(0), 2), 12);
  EXPECT_EQ(trend.change(PlaceId(0), 1), 4);
  EXPECT_EQ(trend.change(PlaceId(0), 9), 12);
}

}  // namespace
}  // namespace sojourn::models
