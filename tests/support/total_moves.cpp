#include "tests/support/total_moves.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/worlds/agency_world.hpp"

namespace sojourn::testing {

namespace {
constexpr std::size_t kFirst = 5, kLast = 20;  // years that count

TotalMoves compare(const AgencyArm& arm, std::size_t n) {
  AgencyArm no_agency = arm;
  no_agency.agency = false;
  const auto without = run_agency_worlds(n, no_agency);
  const auto with = run_agency_worlds(n, arm);
  std::vector<double> moved, share;
  for (std::size_t i = 0; i < n; ++i) {
    const auto ratio = [&](const std::vector<double> AgencyRun::*of) {
      return mean_of(with[i].*of, kFirst, kLast) / mean_of(without[i].*of, kFirst, kLast);
    };
    moved.push_back(ratio(&AgencyRun::moved));
    share.push_back(ratio(&AgencyRun::inflow) / moved.back());
  }
  return {median(moved), median(share)};
}

void print_row(const std::string& arm, const TotalMoves& c, std::size_t n) {
  std::printf("| %s | %.3f (%.3f-%.3f) | %.3f (%.3f-%.3f) | %zu |\n", arm.c_str(), c.moved.value,
              c.moved.low, c.moved.high, c.share.value, c.share.low, c.share.high, n);
  std::fflush(stdout);
}

}  // namespace

TotalMoves total_moves(double gamma, int rounds, double reckoned, std::size_t n) {
  const TotalMoves c = compare({.gamma = gamma, .reckoned = reckoned, .choice_rounds = rounds}, n);
  print_row(fmt::format("{:.1f} | {} | {:.0f}", gamma, rounds, reckoned), c, n);
  return c;
}

TotalMoves nested_totals(double gamma, double dissimilarity, double reckoned, std::size_t n) {
  const TotalMoves c = compare({.gamma = gamma,
                                .reckoned = reckoned,
                                .dissimilarity = dissimilarity,
                                .persons_per_agent = 5000},
                               n);
  print_row(fmt::format("{:.1f} | {:.1f} | {:.0f}", gamma, dissimilarity, reckoned), c, n);
  return c;
}

void print_nested_totals_head() {
  std::printf(
      "| gamma | dissimilarity | reckoned | all moves x | share into the rich x | n |\n"
      "| --- | --- | --- | --- | --- | --- |\n");
}

void print_total_moves_head() {
  std::printf(
      "| gamma | choices of the refused | reckoned | all moves x | share into the rich x | n |\n"
      "| --- | --- | --- | --- | --- | --- |\n");
}

}  // namespace sojourn::testing
