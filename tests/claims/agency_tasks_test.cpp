#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

#include "tests/support/effect.hpp"
#include "tests/worlds/agency_world.hpp"

namespace sojourn::testing {
namespace {

using models::kAllTasks;
using models::kTasks;
using models::sum_of;
using models::Task;
using models::TaskMoney;

/// Claim A1, by the thresholds of tools/studies/thresholds/agency_tasks.toml: who says what an
/// agency's money is for decides what it does. Worlds of tests/worlds/agency_world.hpp, budgets
/// drawn.
constexpr double kMark = 0.994, kPlacingMarked = 0.30, kBordersMarked = 0.40, kPlacingBoard = 0.40,
                 kBordersBoard = 0.30, kContributions = 0.02;
constexpr std::size_t kDrawn = 4;
constexpr int kFirstYear = 5, kYears = 15;

/// Shares of what was spent in years 5 to 15, and contributions at the end beside the first.
struct Done {
  TaskMoney share{};
  double contributions = 1;
};

Done done(const AgencyRun& run) {
  Done done;
  TaskMoney sum{};
  for (std::size_t year = kFirstYear; year < kYears; ++year) {
    for (std::size_t q = 0; q < kTasks; ++q) sum[q] += run.tasks[year][q];
  }
  for (std::size_t q = 0; q < kTasks; ++q) done.share[q] = sum[q] / std::max(1.0, sum_of(sum));
  done.contributions = run.budget.back() / run.budget[1];
  return done;
}

std::vector<Done> worlds(bool ways, double mark, double integration) {
  const AgencyArm arm{
      .corridors = ways,
      .years = kYears,
      .persons_per_agent = 1000,
      .set = {"modules.agency.division=\"chosen\"", fmt::format("modules.agency.mark={:.3f}", mark),
              fmt::format("modules.agency.integration={:.1f}", integration),
              "modules.agency.reward=0.0", "modules.agency.penalty=0.0"}};
  std::vector<Done> all;
  for (const AgencyRun& run : run_agency_worlds(kDrawn, arm)) all.push_back(done(run));
  return all;
}

template <class Of>
double median_of(const std::vector<Done>& all, const Of& of) {
  std::vector<double> values;
  for (const Done& one : all) values.push_back(of(one));
  return middle_of(std::move(values));
}
auto share_of(Task task) {
  return [task](const Done& one) { return one.share[position(task)]; };
}
void print_row(const char* name, const std::vector<Done>& all) {
  std::printf("| %s |", name);
  for (const Task task : kAllTasks) std::printf(" %.0f%% |", 100 * median_of(all, share_of(task)));
  std::printf(" %.2f |\n", median_of(all, [](const Done& one) { return one.contributions; }));
}

double placing(const Done& one) {
  return one.share[position(Task::kPlacing)];
}
double borders(const Done& one) {
  return one.share[position(Task::kBorders)];
}

/// That both hold in four of five worlds fails: where the money is more than borders can use,
/// donors place people with the rest (docs/VALIDATION.md).
TEST(AgencyTasksClaim, A1WhoPaysDecidesWhatItDoes) {
  const auto marked = worlds(true, kMark, 0), nations = worlds(true, kMark, 1);
  print_row("earmarked by donors", marked);
  print_row("a board of the United Nations", nations);
  EXPECT_LE(median_of(marked, placing), kPlacingMarked);
  EXPECT_GE(median_of(marked, borders), kBordersMarked);
  EXPECT_GE(median_of(nations, placing), kPlacingBoard);
  EXPECT_LE(median_of(nations, borders), kBordersBoard);
  EXPECT_LE(median_of(nations, [](const Done& one) { return one.contributions; }),
            1 - kContributions);
}

/// Controls: it is not the earmark but who pays; and nobody works at borders over which nobody
/// comes.
TEST(AgencyTasksClaim, A1Controls) {
  const auto donors = worlds(true, 0, 0), no_ways = worlds(false, kMark, 0);
  print_row("no earmarks, donors rule the board", donors);
  print_row("earmarked, nobody comes unasked", no_ways);
  EXPECT_GE(median_of(donors, borders), kBordersMarked);
  for (const Done& one : no_ways) EXPECT_EQ(borders(one), 0);
}

}  // namespace
}  // namespace sojourn::testing
