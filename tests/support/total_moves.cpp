#include "tests/support/total_moves.hpp"

#include <cstdio>
#include <vector>

#include "tests/worlds/agency_world.hpp"

namespace sojourn::testing {

namespace {
constexpr std::size_t kFirst = 5, kLast = 20;  // years that count
}  // namespace

TotalMoves total_moves(double gamma, int rounds, double reckoned, std::size_t n) {
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
  const TotalMoves c{median(moved), median(share)};
  std::printf("| %.1f | %d | %.0f | %.3f (%.3f-%.3f) | %.3f (%.3f-%.3f) | %zu |\n", gamma, rounds,
              reckoned, c.moved.value, c.moved.low, c.moved.high, c.share.value, c.share.low,
              c.share.high, n);
  return c;
}

void print_total_moves_head() {
  std::printf(
      "| gamma | choices of the refused | reckoned | all moves x | share into the rich x | n |\n"
      "| --- | --- | --- | --- | --- | --- |\n");
}

}  // namespace sojourn::testing
