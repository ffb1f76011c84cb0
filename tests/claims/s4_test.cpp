#include <gtest/gtest.h>

#include <cstdio>

#include "tests/claims/agency_world.hpp"
#include "tests/claims/effect.hpp"

namespace sojourn {
namespace {

using namespace testing;

/// Claim S4: total migration stays nearly stable while its direction changes, as a function of how
/// strongly intentions respond to prospects and of how often the refused choose again.

constexpr std::size_t kFirst = 5, kLast = 25;

struct Cell {
  Effect moved, inflow;
};
Cell cell(double gamma, int rounds, std::size_t n) {
  const auto without =
      run_agency_worlds(n, {.agency = false, .gamma = gamma, .choice_rounds = rounds});
  const auto with =
      run_agency_worlds(n, {.monitoring = 0, .gamma = gamma, .choice_rounds = rounds});
  std::vector<double> moved, inflow;
  for (std::size_t i = 0; i < n; ++i) {
    moved.push_back(mean_of(with[i].moved, kFirst, kLast) /
                    mean_of(without[i].moved, kFirst, kLast));
    inflow.push_back(mean_of(with[i].inflow, kFirst, kLast) /
                     mean_of(without[i].inflow, kFirst, kLast));
  }
  const Cell c{median(moved), median(inflow)};
  std::printf("| %.1f | %d | %.3f (%.3f-%.3f) | %.3f (%.3f-%.3f) | %zu |\n", gamma, rounds,
              c.moved.value, c.moved.low, c.moved.high, c.inflow.value, c.inflow.low, c.inflow.high,
              n);
  return c;
}

/// tools/studies/promotion_map
TEST(Promotion, DISABLED_S4Map) {
  std::printf("| gamma | rounds | all moves x | inflow x | n |\n| --- | --- | --- | --- | --- |\n");
  for (const double gamma : {0.0, 0.1, 0.2, 0.4, 0.9}) {
    for (const int rounds : {0, 1, 3}) cell(gamma, rounds, 10);
  }
}

}  // namespace
}  // namespace sojourn
