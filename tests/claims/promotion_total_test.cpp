#include <gtest/gtest.h>

#include <cstdio>

#include "tests/worlds/agency_world.hpp"
#include "tests/support/effect.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim S4: total migration stays nearly stable while its direction changes; as a function of how
/// strongly intentions respond to prospects, of how often the refused choose again, and of whether
/// people reckon with being asked before they decide to go. docs/VALIDATION.md has the map.

constexpr std::size_t kFirst = 5, kLast = 20;

struct Cell {
  Effect moved, share;  // all moves, and the share of them into rich countries: with over without
};
Cell cell(double gamma, int rounds, double reckoned, std::size_t n) {
  const auto without =
      run_agency_worlds(n, {.agency = false, .gamma = gamma, .choice_rounds = rounds});
  const auto with =
      run_agency_worlds(n, {.gamma = gamma, .reckoned = reckoned, .choice_rounds = rounds});
  std::vector<double> moved, share;
  for (std::size_t i = 0; i < n; ++i) {
    const auto ratio = [&](const std::vector<double> AgencyRun::*of) {
      return mean_of(with[i].*of, kFirst, kLast) / mean_of(without[i].*of, kFirst, kLast);
    };
    moved.push_back(ratio(&AgencyRun::moved));
    share.push_back(ratio(&AgencyRun::inflow) / moved.back());
  }
  const Cell c{median(moved), median(share)};
  std::printf("| %.1f | %d | %.0f | %.3f (%.3f-%.3f) | %.3f (%.3f-%.3f) | %zu |\n", gamma, rounds,
              reckoned, c.moved.value, c.moved.low, c.moved.high, c.share.value, c.share.low,
              c.share.high, n);
  return c;
}
void print_head() {
  std::printf(
      "| gamma | choices of the refused | reckoned | all moves x | share into the rich x | n |\n"
      "| --- | --- | --- | --- | --- | --- |\n");
}

TEST(Promotion, S4TotalsAreStableWhereIntentionsRespondLittle) {
  print_head();
  for (const int rounds : {0, 3}) {
    const Cell calm = cell(0.2, rounds, 0, 20);
    EXPECT_GT(calm.moved.low, 0.97) << rounds;
    EXPECT_LT(calm.moved.high, 1.03) << rounds;
    EXPECT_LT(calm.share.high, 0.9) << rounds;
  }
  const Cell usual = cell(0.9, 3, 0, 20);
  EXPECT_GT(usual.moved.low, 1.01);  // here it fails
  EXPECT_LT(usual.share.high, 0.9);
}

/// tools/studies/promotion_map
TEST(Promotion, DISABLED_S4Map) {
  print_head();
  for (const double reckoned : {0.0, 1.0}) {
    for (const double gamma : {0.0, 0.2, 0.9}) {
      for (const int rounds : {0, 3}) cell(gamma, rounds, reckoned, 6);
    }
  }
}

}  // namespace
}  // namespace sojourn::models
