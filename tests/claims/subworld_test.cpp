#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "sim/subworld/flow_comparison.hpp"
#include "sim/subworld/subworld.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// A part of scenarios/world.toml does what it does within the whole: Venezuela, its neighbours and
/// where people from there live, ten countries chosen before any result was seen.

constexpr const char* kOnly =
    "world.only=['VEN','COL','ECU','PER','CHL','BRA','ARG','USA','ESP','PAN']";
constexpr int kTicks = 60;
constexpr double kTotal = 0.10, kCorridor = 0.25;
constexpr std::size_t kLargest = 10;
constexpr int kMustHold = 9;

const std::vector<std::string> kCoarse{"run.persons_per_agent=250", "run.life_histories=0"};

Node whole() {
  return testing::shipped("world.toml", kCoarse);
}

FlowComparison flows_of_cut(const CutConstants* constants, int ticks) {
  std::vector<std::string> set{kOnly, "world.rest=ROW"};
  set.insert(set.end(), kCoarse.begin(), kCoarse.end());
  const Subworld part =
      cut_world(testing::shipped("world.toml", std::move(set)), standard_catalog(), constants);
  return compare_flows(whole(), part.scenario, standard_catalog(), ticks, 0);
}

int n_that_hold(const FlowComparison& flows) {
  int n = 0;
  for (std::size_t i = 0; i < kLargest; ++i) {
    n += std::abs(flows.pairs[i].error()) <= kCorridor ? 1 : 0;
  }
  return n;
}

void print(const char* name, const FlowComparison& flows) {
  std::printf("| %s | %.0f | %.0f | %+.3f |\n", name, flows.total.whole, flows.total.part,
              flows.total.error());
  for (std::size_t i = 0; i < kLargest; ++i) {
    const FlowPair& pair = flows.pairs[i];
    std::printf("| %s -> %s | %.0f | %.0f | %+.3f |\n", pair.from.c_str(), pair.to.c_str(),
                pair.whole, pair.part, pair.error());
  }
}

TEST(Subworld, TenCountriesMoveAsWithinTheWorld) {
  const FlowComparison flows = flows_of_cut(nullptr, kTicks);
  print("ten countries and the rest", flows);
  ASSERT_GE(flows.pairs.size(), kLargest);
  EXPECT_NEAR(flows.total.error(), 0, kTotal);
  EXPECT_GE(n_that_hold(flows), kMustHold);
}

// The control: means of the rest's countries, and no constants from the first tick of the whole.
TEST(Subworld, MeansAloneWouldNotDo) {
  const CutConstants none;
  const FlowComparison flows = flows_of_cut(&none, 12);
  print("the same without constants", flows);
  EXPECT_GT(std::abs(flows.total.error()), kTotal);
  EXPECT_LT(n_that_hold(flows), kMustHold);
}

}  // namespace
}  // namespace sojourn::models
