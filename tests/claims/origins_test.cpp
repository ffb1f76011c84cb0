#include <gtest/gtest.h>

#include "tests/support/origin_lists.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/origins_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim M7: the origins of large receivers hardly overlap. Of the twenty places in the lists of
/// the five largest origins of four receivers, at most three are taken by an origin that is listed
/// elsewhere. docs/VALIDATION.md has the table that these tests print.

TEST(Origins, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto broken = undeclared(origins_scenario(number, {}), catalog, kOriginRanges);
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

TEST(Origins, M7OriginsOfLargeReceiversHardlyOverlap) {
  const OriginLists both = lists_of("ties and networks", 20, {});
  const OriginLists no_network = lists_of("control: networks off", 20, {.network = false});
  const OriginLists no_ties = lists_of("control: ties off", 10, {.ties = false});
  EXPECT_GT(both.hardly.low, 0.5);
  EXPECT_LT(no_network.hardly.high, both.hardly.low);
  EXPECT_LT(no_ties.hardly.high, 0.3);
}

TEST(Origins, M7FailsWhereTiesWeighLittle) {
  const OriginLists light = lists_of("ties at the default weight, 0.4", 10, {.tie = 0.4});
  EXPECT_LT(light.hardly.high, 0.3);
}

}  // namespace
}  // namespace sojourn::models
