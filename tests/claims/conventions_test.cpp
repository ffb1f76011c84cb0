#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "sim/base/parallel.hpp"
#include "tests/support/effect.hpp"
#include "tests/support/measures/convention_summary.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/conventions_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim M5: a majority forum adopts a rights convention against receivers; about 20 states ratify
/// in 13 years, 50 in 27, of the large receivers none or one; few migrants are covered.
/// docs/VALIDATION.md has the table that these tests print.

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
  EXPECT_TRUE(undeclared(convention_scenario(0, convention_defaults()), catalog, {}).empty());
}

TEST(Conventions, M5AdoptedAgainstReceiversRatifiedByFew) {
  const ConventionSummary usual = summary_of("world of 1990, defaults", 40, convention_defaults());
  const ConventionSummary drawn = summary_of("world of 1990, drawn settings", 60, {});
  const ConventionSummary no_host_cost =
      summary_of("control: b_host = 0", 40, {.set = {{"b_host", 0}}});
  const ConventionSummary permuted =
      summary_of("control: permuted positions", 40, {.permuted = true});

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
    ConventionArm arm = convention_defaults();
    arm.lean = true;
    all[number] = run_conventions(convention_scenario(number, arm));
  });
  const ConventionSummary whole = summary_of("whole runs, defaults", all);
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
  if (folder == nullptr) GTEST_SKIP() << "SOJOURN_REFERENCE names no folder of reference data";
  const auto file = std::filesystem::path(folder) / "icrmw_status_2022.csv";
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
  const auto all = play_conventions(40, convention_defaults());
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

}  // namespace
}  // namespace sojourn::models
