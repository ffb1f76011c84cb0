#include "models/development/skill_mix.hpp"

#include <gtest/gtest.h>

namespace sojourn::models {
namespace {

/// A hundred workers; half of the wages went to those with tertiary schooling.
constexpr Work kStart{100, 50, 50};

TEST(SkillMix, AtTheStartEverythingIsOne) {
  for (const double elasticity : {0.2, 0.99, 1.0, 1.41, 20.0}) {
    const MixProduct product = SkillMix(elasticity).of(kStart, kStart);
    EXPECT_DOUBLE_EQ(product.output, 1);
    EXPECT_DOUBLE_EQ(product.skilled, 1);
    EXPECT_DOUBLE_EQ(product.other, 1);
  }
}

// sigma 2: y = (sqrt(x)/2 + sqrt(z)/2)^2, x = 1/4 and z = 9/4: (1/4 + 3/4)^2 = 1, so that wages are
// sqrt(1/x) = 2 and sqrt(1/z) = 2/3.
TEST(SkillMix, WhoIsScarceEarnsMore) {
  const MixProduct product = SkillMix(2).of(kStart, {100, 12.5, 112.5});
  EXPECT_NEAR(product.output, 1, 1e-12);
  EXPECT_NEAR(product.skilled, 2, 1e-12);
  EXPECT_NEAR(product.other, 2.0 / 3, 1e-12);
}

// sigma 1 is Cobb and Douglas: sqrt(1/4*4) = 1; wages 1/x and 1/z.
TEST(SkillMix, AnElasticityOfOneIsItsLimit) {
  for (const double elasticity : {1 - 1e-6, 1.0, 1 + 1e-6}) {
    const MixProduct product = SkillMix(elasticity).of(kStart, {100, 12.5, 200});
    EXPECT_NEAR(product.output, 1, 1e-5);
    EXPECT_NEAR(product.skilled, 4, 1e-4);
    EXPECT_NEAR(product.other, 0.25, 1e-5);
  }
}

// Twice as many of either kind: as much per head.
TEST(SkillMix, ReturnsToScaleAreConstant) {
  const MixProduct product = SkillMix(1.41).of(kStart, {200, 100, 100});
  EXPECT_DOUBLE_EQ(product.output, 1);
  EXPECT_DOUBLE_EQ(product.skilled, 1);
}

// By Euler wages exhaust output: theta*x*w + (1 - theta)*z*v = y.
TEST(SkillMix, WagesAreAllOfOutput) {
  const Work start{80, 30, 70};
  const Work now{95, 50, 66};
  for (const double elasticity : {0.5, 1.41, 5.0}) {
    const MixProduct product = SkillMix(elasticity).of(start, now);
    const double x = 50.0 / 95 / (30.0 / 80), z = 66.0 / 95 / (70.0 / 80);
    EXPECT_NEAR(0.3 * x * product.skilled + 0.7 * z * product.other, product.output, 1e-12);
  }
}

// 1/20 of the skilled at the least: sigma 2, theta 1/2, z = 2: y = (sqrt(1/20)/2 + sqrt(2)/2)^2.
TEST(SkillMix, WithNobodyOfAKindNothingIsInfinite) {
  const MixProduct product = SkillMix(2).of(kStart, {100, 0, 100});
  EXPECT_NEAR(product.output, 0.670614, 1e-6);
  EXPECT_NEAR(product.skilled, 3.662278, 1e-6);
  EXPECT_DOUBLE_EQ(SkillMix(2).of(kStart, {0, 0, 0}).output, 1);
  EXPECT_DOUBLE_EQ(SkillMix(2).of({100, 0, 100}, {100, 5, 95}).skilled,
                   SkillMix(2).of({100, 0, 100}, {100, 0, 95}).skilled);
}

}  // namespace
}  // namespace sojourn::models
