#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "sim/base/parallel.hpp"
#include "tests/support/effect.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim S5: development aid does not lower emigration to destinations whose cost exceeds typical
/// savings; where everyone can pay, or the way is short, it does. docs/VALIDATION.md has the table
/// that these tests print.

constexpr std::size_t kWorlds = 20;
constexpr int kYears = 25, kCounted = 10;  // the last ten count

/// Behaviour that is drawn, uniformly over these ranges.
const std::map<std::string, Range> kRanges{{"modules.development_aid.share", {0.02, 0.08}},
                                           {"modules.intention.gamma", {0.8, 1.2}},
                                           {"modules.intention.h0", {3e-5, 2e-4}},
                                           {"modules.savings.kappa", {0.3, 0.5}},
                                           {"modules.savings.s_savings", {0.4, 0.6}}};

struct AidArm {
  bool aid = true;
  bool capability = true;  // people must be able to pay
  bool near = false;       // the destination is next door
  bool costless = false;   // what the way costs does not weigh on the choice
};

/// Three poor countries and a small rich one, which has room for who comes. It stands for all
/// donors: what it gives is 2 to 10% of what the poor earn, so its `share` is above the default.
Node aid_scenario(std::uint64_t number, const AidArm& arm) {
  Draws draws(20210040, stream_id("claim S5"), 0, number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * draws.uniform();
  };
  std::string rows;
  for (int c = 0; c < 3; ++c) {
    rows += fmt::format(
        "[[country]]\nid = \"P{}\"\npopulation = {:.0f}\ngdp_per_capita = {:.0f}\n"
        "longitude = {:.2f}\n",
        c, between(4e7, 6e7), between(1500, 4000), between(0, 2));
  }
  rows += fmt::format(
      "[[country]]\nid = \"RICH\"\npopulation = {:.0f}\ngdp_per_capita = {:.0f}\n"
      "openness = 1\nrights = 0.6\nlongitude = {}\n",
      between(8e6, 1.2e7), between(35000, 50000), arm.near ? 3 : 90);
  std::string dotted;
  for (const auto& [path, range] : kRanges) {
    const double value = between(range.low, range.high);
    const bool unused = (!arm.aid && path.starts_with("modules.development_aid")) ||
                        (!arm.capability && path.starts_with("modules.savings"));
    if (!unused) dotted += fmt::format("{} = {:.9f}\n", path, value);
  }
  if (arm.costless) dotted += "modules.cost.enabled = false\n";
  if (!arm.capability) dotted += "modules.savings.enabled = false\n";
  return scenario(dotted +
                  fmt::format("[run]\nticks = {}\nseed = {}\npersons_per_agent = 25\n"
                              "life_histories = 0\n",
                              12 * kYears, 7000 + number) +
                  rows);
}

struct Outcome {
  double came = 0;    // chose the rich country in the years that count [persons]
  double income = 0;  // at the end, of the poor, over that of the start
};

Outcome run_one(std::uint64_t number, const AidArm& arm) {
  const auto simulation = simulate(aid_scenario(number, arm));
  Outcome outcome;
  while (!simulation->done()) {
    simulation->tick();
    if (simulation->now() <= 12 * (kYears - kCounted)) continue;
    const Scene scene = simulation->scene();
    // First choices, whatever quotas make of them.
    const auto& chosen = scene.ledger.tick.proposals;
    for (std::size_t cell = 0; cell < chosen.size(); ++cell) {
      if (cell / kSkills % 4 == 3) outcome.came += scene.persons(chosen[cell]);
    }
  }
  const Scene scene = simulation->scene();
  outcome.income =
      (scene.conditions.gdp_per_capita / scene.world.baseline.gdp_per_capita).head(3).mean();
  return outcome;
}

/// Emigration with aid over that without, median over worlds.
Effect emigration(const char* name, AidArm arm) {
  std::vector<double> ratios(kWorlds), incomes(kWorlds);
  Crew crew(2);
  crew.each(kWorlds, [&](std::size_t i) {
    arm.aid = true;
    AidArm without = arm;
    without.aid = false;
    const Outcome with = run_one(i, arm);
    ratios[i] = with.came / std::max(1.0, run_one(i, without).came);
    incomes[i] = with.income;
  });
  const Effect effect = median(ratios);
  std::printf("| S5 %s | %.2f (%.2f-%.2f) | %.2f | %zu |\n", name, effect.value, effect.low,
              effect.high, median(incomes).value, kWorlds);
  return effect;
}

TEST(DevelopmentAidClaim, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto broken = undeclared(aid_scenario(number, {}), catalog, kRanges);
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

TEST(DevelopmentAidClaim, S5DoesNotLowerEmigrationThatFewCanPayFor) {
  std::printf("| worlds | emigration x | income x | n |\n| --- | --- | --- | --- |\n");
  const Effect far = emigration("far destination", {});
  const Effect rich_enough = emigration("control: everyone can pay", {.capability = false});
  const Effect costless =
      emigration("control: and the cost does not weigh", {.capability = false, .costless = true});
  const Effect near = emigration("control: the rich country next door", {.near = true});
  EXPECT_GT(far.low, 1);
  EXPECT_LT(rich_enough.high, far.low);
  EXPECT_LT(costless.high, 1);
  EXPECT_LT(near.high, 1);
}

}  // namespace
}  // namespace sojourn::models
