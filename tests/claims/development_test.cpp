#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "tests/support/measures/development_measures.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/agency_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claims G1 to G4 on migration as development, small; tools/studies/agency/development.cpp makes
/// the tables of docs/VALIDATION.md with more worlds. What is asked for is in
/// tools/studies/thresholds/development.toml.

TEST(MigrationAsDevelopment, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  std::map<std::string, Range> output = kOutputRanges;
  output.insert(kAgencyRanges.begin(), kAgencyRanges.end());
  output["modules.agency.growth"] = {0, 0};  // a switch: this module counts the same
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto hump =
        undeclared(hump_scenario(number, {.aid = true, .remittances = true}), catalog, kHumpRanges);
    EXPECT_TRUE(hump.empty()) << hump.front();
    const auto broken = undeclared(output_scenario(number, {}), catalog, output);
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

TEST(MigrationAsDevelopment, G1ImmigrantsContributeMoreThanTheirShare) {
  const Range mean = threshold_range("contribution", "mean");
  const Contribution real = contribution(month(1, 5000, {}));
  const Contribution control =
      contribution(month(1, 5000, {"modules.labour_market.working_share=0.5"}));
  std::printf("| G1 | %.3f | %s | %d |\n| G1 control: half of them work | %.3f | %s | %d |\n",
              real.mean, real.highest.c_str(), real.above, control.mean, control.highest.c_str(),
              control.above);
  // Missed, and published as missed: the lower bound.
  EXPECT_LT(real.mean, mean.low);
  EXPECT_EQ(real.highest, "CIV");
  // A property: 0.7 to 0.8 of all with a record work, and of residents those of 15 to 64.
  EXPECT_GE(real.above, threshold("contribution", "above_their_share"));
  EXPECT_LE(control.above, threshold("contribution", "control"));
}

TEST(MigrationAsDevelopment, G2RemittancesAreWhereTheyWere) {
  const char* folder = std::getenv("SOJOURN_REFERENCE");
  if (folder == nullptr) GTEST_SKIP() << "SOJOURN_REFERENCE names no folder of reference data";
  const auto published = published_remittances(folder);
  if (published.empty()) GTEST_SKIP() << "no remittances in " << folder;
  const Month first = month(1, 5000, {});
  const Correlation real = log_correlation(first.received, published);
  const Correlation alike = log_correlation(first.abroad, published);
  const Correlation permuted = log_correlation(first.received, published, 40);
  std::printf(
      "| G2 | %.2f |\n| G2 control: one wage for all | %.2f |\n| G2 control: permuted | %.2f |\n",
      real.r, alike.r, permuted.r);
  EXPECT_GE(real.n, 150U);
  EXPECT_GE(real.r, threshold("remittances", "correlation"));
  EXPECT_LT(std::abs(permuted.r), threshold("remittances", "permuted"));
  // Missed, and published as missed: where people live alone would do.
  EXPECT_GE(alike.r, threshold("remittances", "control"));
  EXPECT_GT(real.r, alike.r);
}

TEST(MigrationAsDevelopment, G3OutputRisesBySkillsWherePeopleAreTaughtAndByNoPapers) {
  constexpr std::size_t kWorlds = 4;
  const auto arm = [](OutputArm one) {
    one.years = 10;
    one.persons_per_agent = 2000;
    return outputs(kWorlds, one);
  };
  const auto none = arm({.agency = false});
  const auto taught = arm({});
  const auto untaught = arm({.trained = false});
  const auto foreign = arm({.naturalise = false});
  const double skills = difference(taught, none, &Output::skills).value;
  const double without = difference(untaught, none, &Output::skills).value;
  const double papers = difference(foreign, taught, &Output::all).value;
  std::printf(
      "| G3 skills, taught | %.5f |\n| G3 skills, not taught | %.5f |\n"
      "| G3 nobody becomes a citizen | %.5f |\n",
      skills, without, papers);
  EXPECT_GT(skills, without);
  EXPECT_LE(std::abs(without), threshold("output", "skill_untrained"));
  EXPECT_LE(std::abs(papers), threshold("output", "naturalised"));
}

TEST(MigrationAsDevelopment, G4AidAndRemittancesRaiseEmigrationThatFewCanPay) {
  constexpr std::size_t kWorlds = 6;
  const Effect far = choices_over(kWorlds, {.aid = true, .remittances = true}, {});
  const Effect sent = choices_over(kWorlds, {.remittances = true}, {});
  const Effect near =
      choices_over(kWorlds, {.aid = true, .remittances = true, .near = true}, {.near = true});
  for (const auto& [name, effect] : {std::pair{"aid and remittances", far},
                                     {"remittances alone", sent},
                                     {"control: next door", near}}) {
    std::printf("| G4 %s | %.3f (%.3f-%.3f) |\n", name, effect.value, effect.low, effect.high);
  }
  EXPECT_GT(far.low, threshold("hump", "together"));
  EXPECT_LT(near.high, threshold("hump", "near"));
  // Missed, and published as missed: what is sent does not by itself move more people.
  EXPECT_LT(sent.low, threshold("hump", "held_back"));
  EXPECT_LT(sent.high, far.high);
}

}  // namespace
}  // namespace sojourn::models
