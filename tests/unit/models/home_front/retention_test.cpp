#include "models/home_front/politics/retention.hpp"

#include <gtest/gtest.h>

#include "tests/worlds/policy_world.hpp"

namespace sojourn::models {
namespace {

std::unique_ptr<Simulation> after_a_year(const std::string& settings) {
  auto simulation =
      testing::simulate(testing::four_states() + "[modules.retention]\nenabled=true\n" + settings);
  testing::run(*simulation, 13);
  return simulation;
}

/// Seen from A: B, C, D and C's port weigh openness*people*wage.
TEST(Retention, RateByHand) {
  const auto simulation = after_a_year("");
  const Scene scene = simulation->scene();
  const auto* module = simulation->modules().find<Retention>();
  double sum = 0, weights = 0;
  for (const int p : {1, 2, 3, 4}) {
    const double weight = scene.stances.openness[p] * scene.labour.wage[p] *
                          static_cast<double>(scene.ledger.summary.population[PlaceId(p)]);
    sum += weight * scene.rules.rights[p];
    weights += weight;
  }
  const double gap = sum / weights - scene.rules.rights[0];
  EXPECT_GT(gap, 0);
  const double rate = 0.01 * std::exp(3 * gap);
  EXPECT_NEAR(module->rate_at(scene, PlaceId(0)), rate, 1e-15);
  EXPECT_EQ(module->bound(scene, PlaceId(0), StateId(0), Status::kRegular), 0);
  EXPECT_EQ(module->bound(scene, PlaceId(0), StateId(1), Status::kIrregular), 0);
  EXPECT_NEAR(module->bound(scene, PlaceId(0), StateId(1), Status::kRegular), rate, 1e-15);
  // A difference quotient of who would leave.
  const std::int64_t workers = scene.ledger.foreigners(PlaceId(2), Status::kRegular);
  ASSERT_GT(workers, 0);
  Rules better = scene.rules;
  better.rights[2] += 1e-6;
  better.rights[4] += 1e-6;
  const double fewer =
      module->rate_at(scene, PlaceId(2)) - module->rate_at(scene.with(better), PlaceId(2));
  EXPECT_NEAR(module->kept_by_rights(scene, PlaceId(2)), fewer / 1e-6 * scene.persons(workers),
              1e-3 * scene.persons(workers));
}

/// So that states bid against each other.
TEST(Retention, TheBetterRightsAreElsewhereTheMoreOnesOwnKeep) {
  const auto simulation = after_a_year("");
  const Scene scene = simulation->scene();
  const auto* module = simulation->modules().find<Retention>();
  Rules better = scene.rules;
  better.rights[3] += 0.2;
  ASSERT_GT(module->kept_by_rights(scene, PlaceId(2)), 0);
  EXPECT_GT(module->kept_by_rights(scene.with(better), PlaceId(2)),
            1.01 * module->kept_by_rights(scene, PlaceId(2)));
}

TEST(Retention, WithoutWeightOfRightsTheyKeepNobody) {
  const auto simulation = after_a_year("chi=0\n");
  const auto* module = simulation->modules().find<Retention>();
  EXPECT_EQ(module->kept_by_rights(simulation->scene(), PlaceId(2)), 0);
  EXPECT_EQ(module->rate_at(simulation->scene(), PlaceId(2)), 0.01);
}

}  // namespace
}  // namespace sojourn::models
