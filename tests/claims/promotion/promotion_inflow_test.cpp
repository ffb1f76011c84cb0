#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "tests/support/effect.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/agency_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim S2: an agency that trains people and places them in the South lowers the inflow into rich
/// countries. That output rises in the others is a property: more people stay there, and a place
/// adds to income by a setting. docs/VALIDATION.md has the table that these tests print, and where
/// the claim fails.

constexpr std::size_t kWorlds = 20;
constexpr std::size_t kFirst = 5, kLast = 20;  // years that count

/// With the agency over without, of the same world and seed.
struct Change {
  Effect inflow, output, moved, placed;  // placed: [1000 persons / year]
  Effect fell;                           // share of worlds in which the inflow is lower
};

Change change(const char* name, const std::vector<AgencyRun>& with,
              const std::vector<AgencyRun>& without) {
  std::vector<double> inflow, output, moved, placed;
  for (std::size_t i = 0; i < with.size(); ++i) {
    const auto ratio = [&](const std::vector<double> AgencyRun::*of) {
      return mean_of(with[i].*of, kFirst, kLast) / mean_of(without[i].*of, kFirst, kLast);
    };
    inflow.push_back(ratio(&AgencyRun::inflow));
    moved.push_back(ratio(&AgencyRun::moved));
    output.push_back(with[i].output.back() / without[i].output.back());
    placed.push_back(mean_of(with[i].placed, kFirst, kLast) / 1000);
  }
  const auto fewer = std::ranges::count_if(inflow, [](double x) { return x < 1; });
  const Change c{median(inflow), median(output), median(moved), median(placed),
                 share(static_cast<std::size_t>(fewer), inflow.size())};
  std::printf(
      "| S2 %s | %.3f (%.3f-%.3f) | %.2f (%.2f-%.2f) | %.4f (%.4f-%.4f) | %.3f (%.3f-%.3f) | %.0f "
      "| "
      "%zu |\n",
      name, c.inflow.value, c.inflow.low, c.inflow.high, c.fell.value, c.fell.low, c.fell.high,
      c.output.value, c.output.low, c.output.high, c.moved.value, c.moved.low, c.moved.high,
      c.placed.value, with.size());
  return c;
}

TEST(Promotion, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  for (std::uint64_t number = 0; number < 10; ++number) {
    const auto broken = undeclared(agency_scenario(number, {}), catalog, kAgencyRanges);
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

void print_head() {
  std::printf(
      "| worlds | inflow x | inflow fell in | output x | all moves x | placed, 1000/yr | n |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n");
}

/// Also where an offer draws more people out (gamma about 1). Asking everybody who wants to go,
/// with a plan or without, places several times as many and turns fewer.
TEST(Promotion, S2LowersTheInflow) {
  print_head();
  const auto without = run_agency_worlds(kWorlds, {.agency = false});
  const Change agency = change("agency", run_agency_worlds(kWorlds, {}), without);
  const Change intenders = change("control: all intenders are asked",
                                  run_agency_worlds(kWorlds, {.intenders = true}), without);
  const Change reckoned =
      change("people reckon with it", run_agency_worlds(kWorlds, {.reckoned = 1}), without);
  const Change none = change("control: no budget", run_agency_worlds(4, {.budget = 0}), without);
  EXPECT_LT(agency.inflow.high, 1);
  EXPECT_GT(agency.fell.value, 0.9);
  EXPECT_GT(intenders.inflow.low, agency.inflow.high);
  EXPECT_GT(intenders.placed.value, agency.placed.value);
  EXPECT_GT(reckoned.inflow.low, agency.inflow.high);
  EXPECT_EQ(none.inflow.low, 1);
  EXPECT_EQ(none.inflow.high, 1);
}

TEST(PromotionProperties, S2OutputOfOthersRises) {
  constexpr std::size_t kFew = 6;
  print_head();
  const auto without = run_agency_worlds(kFew, {.agency = false});
  const Change agency = change("property: agency", run_agency_worlds(kFew, {}), without);
  const Change none =
      change("property: no budget", run_agency_worlds(kFew, {.budget = 0}), without);
  EXPECT_GT(agency.output.low, 1);
  EXPECT_EQ(none.output.value, 1);
}

/// The more money, the fewer arrive; at the catalog's default budget hardly fewer.
TEST(Promotion, S2GrowsWithTheBudget) {
  print_head();
  const auto without = run_agency_worlds(kWorlds, {.agency = false});
  const Change usual =
      change("the default budget", run_agency_worlds(kWorlds, {.budget = 5e-5}), without);
  const Change design =
      change("the budget of the trials", run_agency_worlds(kWorlds, {.budget = 3.8e-4}), without);
  EXPECT_LT(usual.inflow.high, 1);
  EXPECT_LT(design.inflow.high, usual.inflow.low);
  EXPECT_LT(design.inflow.value, 0.91);  // the claim: 9 to 30% fewer
  EXPECT_GT(design.inflow.value, 0.70);
}

/// Where intentions hardly respond to prospects, it holds in nearly all worlds.
TEST(Promotion, S2LowersTheInflowWhereIntentionsRespondLittle) {
  print_head();
  const auto without = run_agency_worlds(kWorlds, {.agency = false, .gamma = 0.2});
  const Change agency =
      change("agency, gamma 0.2", run_agency_worlds(kWorlds, {.gamma = 0.2}), without);
  EXPECT_LT(agency.inflow.high, 1);
}

/// Four times as many people to an agent make no difference but noise.
TEST(Promotion, ScaleOfAgentsDoesNotMatter) {
  const auto fine = run_agency_worlds(6, {.persons_per_agent = 250});
  const auto coarse = run_agency_worlds(6, {.persons_per_agent = 1000});
  double inflow = 0, placed = 0;
  for (std::size_t i = 0; i < fine.size(); ++i) {
    inflow += mean_of(coarse[i].inflow, 2, 20) / mean_of(fine[i].inflow, 2, 20) / 6;
    placed += mean_of(coarse[i].placed, 2, 20) / mean_of(fine[i].placed, 2, 20) / 6;
  }
  std::printf("1000 over 250 persons to an agent: inflow %.3f, placed %.3f\n", inflow, placed);
  EXPECT_NEAR(inflow, 1, 0.03);
  EXPECT_NEAR(placed, 1, 0.06);
}

}  // namespace
}  // namespace sojourn::models
