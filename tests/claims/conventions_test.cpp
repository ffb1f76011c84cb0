#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "sim/base/parallel.hpp"
#include "tests/worlds/conventions_world.hpp"
#include "tests/support/effect.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim M5: a majority forum adopts a rights convention against receivers; about 20 states ratify
/// in 13 years, 50 in 27, of the large receivers none or one; few migrants are covered.
/// docs/VALIDATION.md has the table that these tests print.

/// Of the replicates with an adopted text; intervals of 95%.
struct M5 {
  Effect adopted;  // by a vote of a majority forum in which most large receivers do not say yes
  Effect hard;     // share of hardness 0.9 or more
  Effect after_13, after_27, covered;  // medians
  Effect spared;  // share in which none or one of the large receivers is in after 27 years
  double large_in = 0, large = 0;  // means
};

M5 summary_of(const char* name, const std::vector<ConventionOutcome>& all) {
  std::vector<double> in_13, in_27, covered;
  std::size_t against = 0, hard = 0, spared = 0;
  M5 found;
  for (const ConventionOutcome& one : all) {
    if (!one.adopted) continue;
    const bool by_majority = one.forum == "General Assembly" || one.forum == "assembly";
    against += by_majority && 2 * one.against > one.large ? 1 : 0;
    hard += one.hardness > 0.85 ? 1 : 0;
    spared += one.large_in <= 1 ? 1 : 0;
    in_13.push_back(one.after_13);
    in_27.push_back(one.after_27);
    covered.push_back(one.covered);
    found.large_in += one.large_in;
    found.large += one.large;
  }
  const std::size_t n = in_13.size();
  if (n == 0) return found;
  found.adopted = share(against, all.size());
  found.hard = share(hard, n);
  found.after_13 = median(in_13);
  found.after_27 = median(in_27);
  found.covered = median(covered);
  found.spared = share(spared, n);
  found.large_in /= static_cast<double>(n);
  found.large /= static_cast<double>(n);
  std::printf(
      "| M5 %s | %.2f | %.2f | %.0f (%.0f-%.0f) | %.0f (%.0f-%.0f) | %.1f of %.1f | %.2f "
      "(%.2f-%.2f) | %.2f (%.2f-%.2f) | %zu |\n",
      name, found.adopted.value, found.hard.value, found.after_13.value, found.after_13.low,
      found.after_13.high, found.after_27.value, found.after_27.low, found.after_27.high,
      found.large_in, found.large, found.spared.value, found.spared.low, found.spared.high,
      found.covered.value, found.covered.low, found.covered.high, all.size());
  return found;
}

M5 arm(const char* name, std::size_t n, const ConventionArm& arm) {
  return summary_of(name, play_conventions(n, arm));
}

/// The catalog's defaults, over seeds only.
ConventionArm defaults() {
  ConventionArm arm;
  arm.drawn_settings = false;
  return arm;
}

TEST(Conventions, M5SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  for (std::uint64_t number = 0; number < 3; ++number) {
    for (const bool drawn : {false, true}) {
      ConventionArm arm;
      arm.drawn_world = drawn;
      const auto broken = undeclared(convention_scenario(number, arm), catalog, kConventionRanges);
      EXPECT_TRUE(broken.empty()) << broken.front();
    }
  }
  EXPECT_TRUE(undeclared(convention_scenario(0, defaults()), catalog, {}).empty());
}

TEST(Conventions, M5AdoptedAgainstReceiversRatifiedByFew) {
  const M5 usual = arm("world of 1990, defaults", 40, defaults());
  const M5 drawn = arm("world of 1990, drawn settings", 60, {});
  const M5 no_host_cost = arm("control: b_host = 0", 40, {.set = {{"b_host", 0}}});
  const M5 permuted = arm("control: permuted positions", 40, {.permuted = true});

  EXPECT_GT(usual.adopted.low, 0.9);
  EXPECT_GT(usual.after_13.low, 15);
  EXPECT_LT(usual.after_13.high, 35);
  EXPECT_GT(usual.after_27.low, 40);
  EXPECT_LT(usual.after_27.high, 65);
  EXPECT_GT(usual.spared.low, 0.9);
  EXPECT_LT(usual.covered.high, 0.15);

  EXPECT_GT(drawn.adopted.low, 0.9);
  EXPECT_GT(drawn.spared.value, 0.6);

  // Without the cause the effect is gone: hosts join like anybody else.
  EXPECT_GT(no_host_cost.after_27.low, 130);
  EXPECT_GT(no_host_cost.covered.low, 0.5);
  EXPECT_LT(no_host_cost.spared.high, 0.2);
  EXPECT_GT(permuted.large_in, 3);
  EXPECT_LT(permuted.spared.high, 0.2);
}

/// The module was played in a world that stands still; in whole runs people are born and die, and
/// the scenario has what they do.
TEST(Conventions, M5HoldsInWholeRuns) {
  std::vector<ConventionOutcome> all(4);
  Crew(0).each(all.size(), [&](std::size_t number) {
    ConventionArm arm = defaults();
    arm.lean = true;
    all[number] = run_conventions(convention_scenario(number, arm));
  });
  const M5 whole = summary_of("whole runs, defaults", all);
  EXPECT_EQ(whole.adopted.value, 1);
  EXPECT_GT(whole.after_13.value, 15);
  EXPECT_LT(whole.after_27.value, 80);
  EXPECT_LT(whole.large_in, 1.5);
  EXPECT_LT(whole.covered.value, 0.2);
}

/// The convention on migrant workers of 1990, by year of ratification (UN Treaty Collection),
/// against the median of runs: the steepness k was chosen in sight of it.
TEST(Conventions, M5AgainstTheRealOne) {
  const char* folder = std::getenv("SOJOURN_REFERENCE");
  const auto file =
      std::filesystem::path(folder != nullptr ? folder : SOJOURN_SOURCE_DIR "/../shared/data") /
      "icrmw_status_2022.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there";
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  std::map<int, int> real;  // parties at the end of the year
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    for (int year = std::stoi(row.at(3)); year <= 2005; ++year) ++real[year];
  }
  const auto all = play_conventions(40, defaults());
  for (const int years : {5, 10, 13, 15}) {
    std::vector<double> in_by;
    for (const ConventionOutcome& one : all) {
      in_by.push_back(one.members_after[static_cast<std::size_t>(years)]);
    }
    const Effect modelled = median(in_by);
    std::printf("| %d | %d | %.0f (%.0f-%.0f) |\n", 1990 + years, real[1990 + years],
                modelled.value, modelled.low, modelled.high);
    EXPECT_NEAR(modelled.value, real[1990 + years], 10) << years;
  }
}

/// Where it holds and where it fails; a minute of work, so on request:
/// --gtest_also_run_disabled_tests --gtest_filter='*M5Where*'
TEST(Conventions, DISABLED_M5WhereItHolds) {
  arm("drawn worlds, drawn settings", 20, {.drawn_world = true});
  arm("drawn worlds, b_host = 0", 10, {.drawn_world = true, .set = {{"b_host", 0}}});
  arm("drawn worlds, permuted", 10, {.drawn_world = true, .permuted = true});
  for (const auto& [name, key, value] : {std::tuple{"k = 8", "k", 8.0},
                                         {"k = 10", "k", 10.0},
                                         {"k = 16", "k", 16.0},
                                         {"b_peer = 0", "b_peer", 0.0},
                                         {"c_con = 0", "c_con", 0.0},
                                         {"e0 = 0.2", "e0", 0.2},
                                         {"e0 = 0.5", "e0", 0.5},
                                         {"cred_soft = 0", "cred_soft", 0.0},
                                         {"cred_soft = 0.4", "cred_soft", 0.4},
                                         {"a3 = 0.4", "a3", 0.4},
                                         {"a3 = 0.9", "a3", 0.9},
                                         {"commitment = 0", "commitment", 0.0},
                                         {"commitment = 0.3", "commitment", 0.3},
                                         {"horizon = 5", "horizon", 5.0},
                                         {"horizon = 30", "horizon", 30.0},
                                         {"d0 = 0.1", "d0", 0.1}}) {
    ConventionArm one = defaults();
    one.set = {{key, value}};
    arm(name, 10, one);
  }
}

}  // namespace
}  // namespace sojourn::models
