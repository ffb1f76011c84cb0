#include "sim/foresight/what_if.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "sim/foresight/enactment.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

template <class Product>
concept CanStandIn = requires(const Scene& scene) {
  scene.with(std::declval<Product>());
};

// What a scene refers to must outlive it.
static_assert(CanStandIn<Rules&> && CanStandIn<const Rules&>);
static_assert(!CanStandIn<Rules> && !CanStandIn<const Rules>);
static_assert(!CanStandIn<World&>);

TEST(Scene, ShowsOthersInThePlaceOfItsOwn) {
  const auto simulation = testing::simulate(testing::shipped("corridor.toml"));
  const Scene now = simulation->scene();
  const Rules rules;
  const Stances stances;
  const Scene then = now.with(stances, rules);
  EXPECT_EQ(&then.rules, &rules);
  EXPECT_EQ(&then.stances, &stances);
  EXPECT_EQ(&then.labour, &now.labour);
  EXPECT_EQ(&then.agreements, &now.agreements);
  EXPECT_EQ(then.tick, now.tick);
}

class WhatIfTest : public ::testing::Test {
 protected:
  WhatIfTest()
      : simulation_(
            testing::simulate(testing::shipped("corridor.toml", {"run.persons_per_agent=1000"}))) {
    testing::run(*simulation_, 3);
  }
  std::unique_ptr<Simulation> simulation_;
};

TEST_F(WhatIfTest, IsTheSceneUntilSomethingIsOtherwise) {
  const Scene now = simulation_->scene();
  const WhatIf same(now);
  EXPECT_EQ(&same.scene().stances, &now.stances);
  EXPECT_EQ(&same.scene().rules, &now.rules);
  EXPECT_EQ(&same.scene().routes, &now.routes);
}

TEST_F(WhatIfTest, RulesFollowFromStancesAndTheSceneStays) {
  const Scene now = simulation_->scene();
  WhatIf stricter(now);
  stricter.stances().enforcement += 0.25;
  stricter.derive_rules();
  const Scene then = stricter.scene();
  EXPECT_EQ(then.rules.enforcement, rules_of(now.with(then.stances)).enforcement);
  for (std::size_t c = 0; c < now.rules.enforcement.size(); ++c) {
    EXPECT_GT(then.rules.enforcement[c], now.rules.enforcement[c]);
  }
  EXPECT_EQ(now.stances.enforcement.sum(), 0);
}

TEST_F(WhatIfTest, RoutesFollowFromTheRules) {
  const Scene now = simulation_->scene();
  const auto places = now.world.place_ids();
  const std::vector<PlaceId> everywhere(places.begin(), places.end());
  WhatIf same(now), stricter(now);
  same.derive_routes(everywhere);
  for (double& enforcement : stricter.rules().enforcement) enforcement = (1 + enforcement) / 2;
  stricter.derive_routes(everywhere);
  EXPECT_EQ(same.routes().cost(PlaceId(0), PlaceId(3)), now.routes.cost(PlaceId(0), PlaceId(3)));
  EXPECT_GT(stricter.routes().cost(PlaceId(0), PlaceId(3)),
            now.routes.cost(PlaceId(0), PlaceId(3)));
}

TEST_F(WhatIfTest, ACopyHasItsOwn) {
  WhatIf one(simulation_->scene());
  one.stances().rights.setConstant(0.1);
  WhatIf other = one;
  other.stances().rights.setConstant(0.2);
  EXPECT_EQ(one.scene().stances.rights[0], 0.1);
  EXPECT_EQ(other.scene().stances.rights[0], 0.2);
}

}  // namespace
}  // namespace sojourn
