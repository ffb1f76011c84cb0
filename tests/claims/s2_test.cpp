#include <gtest/gtest.h>

#include <cstdio>

#include "tests/claims/agency_world.hpp"
#include "tests/claims/effect.hpp"
#include "tests/claims/scenario_checks.hpp"

namespace sojourn {
namespace {

using namespace testing;

/// Claim S2: an agency that trains people and places them in the South lowers the inflow into rich
/// countries and raises the output of the others. docs/VALIDATION.md has the tables that these
/// tests print.

constexpr std::size_t kWorlds = 6;
constexpr std::size_t kFirst = 5, kLast = 25;  // years that count

struct Change {
  Effect inflow, output, moved, placed;  // with over without, but for placed [1000 / year]
};

Change change(const char* name, const std::vector<AgencyRun>& with,
              const std::vector<AgencyRun>& without) {
  std::vector<double> inflow, output, moved, placed;
  double unfilled = 0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    const auto ratio = [&](const std::vector<double> AgencyRun::*of) {
      return mean_of(with[i].*of, kFirst, kLast) / mean_of(without[i].*of, kFirst, kLast);
    };
    inflow.push_back(ratio(&AgencyRun::inflow));
    moved.push_back(ratio(&AgencyRun::moved));
    output.push_back(with[i].output.back() / without[i].output.back());
    placed.push_back(mean_of(with[i].placed, kFirst, kLast) / 1000);
    unfilled += without[i].unfilled / static_cast<double>(with.size());
  }
  const Change c{median(inflow), median(output), median(moved), median(placed)};
  std::printf(
      "| S2 %s | %.3f (%.3f-%.3f) | %.4f (%.4f-%.4f) | %.3f (%.3f-%.3f) | %.0f | %.2f | %zu |\n",
      name, c.inflow.value, c.inflow.low, c.inflow.high, c.output.value, c.output.low,
      c.output.high, c.moved.value, c.moved.low, c.moved.high, c.placed.value, unfilled,
      with.size());
  return c;
}

void print_head() {
  std::printf(
      "| worlds | inflow x | output x | all moves x | placed, 1000/yr | unfilled | n |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n");
}

TEST(Promotion, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto broken = undeclared(agency_scenario(number, {}), catalog, kAgencyRanges);
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

TEST(Promotion, S2LowersTheInflowAndRaisesOutput) {
  print_head();
  for (const double factor : {1.0, 4.0}) {
    const auto without = run_agency_worlds(kWorlds, {.agency = false, .quota_factor = factor});
    std::printf("quota factor %.0f\n", factor);
    change("agency", run_agency_worlds(kWorlds, {.quota_factor = factor}), without);
    change("agency without oversight",
           run_agency_worlds(kWorlds, {.monitoring = 0, .quota_factor = factor}), without);
    change("all intenders",
           run_agency_worlds(kWorlds, {.intenders = true, .monitoring = 0, .quota_factor = factor}),
           without);
    change("no budget", run_agency_worlds(kWorlds, {.budget = 0, .quota_factor = factor}), without);
  }
}

}  // namespace
}  // namespace sojourn
