#include "tools/sojourn/compare/comparison_table.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"

namespace sojourn::command {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Outcomes are 1000000*(row + 1) + replicate, but for the second, which is 7 in all runs.
Comparison comparison(const std::vector<std::string>& names, int replicates) {
  Comparison all;
  all.outcomes = asked_outcomes({}, {}, {});
  for (int r = 0; r < replicates; ++r) all.seeds.push_back(r + 1);
  for (const std::string& name : names) {
    ComparedRegime regime;
    regime.name = name;
    for (int r = 0; r < replicates; ++r) {
      const double value = 1e6 * static_cast<double>(all.regimes.size() + 1) + r;
      RunOutcomes run{std::vector<double>(models::standard_outcomes().size(), value), {2020}, {}};
      run.means[1] = 7;
      regime.runs.emplace_back(run);
    }
    all.regimes.push_back(std::move(regime));
  }
  return all;
}

std::vector<std::string> lines(const Comparison& all) {
  std::ostringstream out;
  print_comparison(all, out);
  std::istringstream in(out.str());
  std::vector<std::string> found;
  for (std::string line; std::getline(in, line);) found.push_back(line);
  return found;
}

bool has(const std::vector<std::string>& lines, const std::string& text) {
  return std::ranges::any_of(
      lines, [&](const auto& line) { return line.find(text) != std::string::npos; });
}

TEST(ComparisonTable, FitsEightyColumns) {
  const std::string point = ", modules.wage.b_wage=0.5";
  const auto printed = lines(comparison({"unilateral" + point, "bilateral" + point}, 5));
  for (const std::string& line : printed) {
    EXPECT_LE(line.size(), 80U) << line;
    EXPECT_TRUE(line.empty() || line.back() != ' ') << '"' << line << '"';
  }
  EXPECT_TRUE(has(printed, "  1  unilateral" + point));
  EXPECT_TRUE(has(printed, "  2  2,000,002"));
}

TEST(ComparisonTable, ShortNamesStandInTheRows) {
  const auto printed = lines(comparison({"unilateral", "free_movement"}, 5));
  EXPECT_TRUE(has(printed, "  unilateral     1,000,002"));
  EXPECT_FALSE(has(printed, "  1  "));
  EXPECT_TRUE(has(printed, "the same in every run: "));
}

TEST(ComparisonTable, WhatIsMissingIsTold) {
  Comparison all = comparison({"a", "b"}, 3);
  all.regimes[1].runs[2].reset();
  EXPECT_EQ(lines(all).front(), "5 of 6 runs are finished; the others are left out.");
  for (auto& regime : all.regimes) {
    for (auto& run : regime.runs) run.reset();
  }
  EXPECT_EQ(lines(all),
            std::vector<std::string>{"0 of 6 runs are finished; the others are left out."});
}

TEST(ComparisonTable, ValuesThatAreNoneAreLeftOut) {
  Comparison all = comparison({"a", "b"}, 3);
  all.regimes[1].runs[0]->means[0] = kNone;
  for (auto& run : all.regimes[0].runs) run->means[2] = kNone;
  const auto printed = lines(all);
  EXPECT_TRUE(has(printed, "2,000,002"));  // of the two that have one
  EXPECT_FALSE(has(printed, "nan"));
}

TEST(TextTable, WrapsAtBlanks) {
  EXPECT_EQ(wrapped("aa bb cc", 5), "aa bb\ncc");
  EXPECT_EQ(wrapped("aa bb cc", 4), "aa\nbb\ncc");
  EXPECT_EQ(wrapped("longword b", 4), "longword\nb");
  EXPECT_EQ(wrapped("aa\nbb cc\n", 5), "aa\nbb cc\n");
}

}  // namespace
}  // namespace sojourn::command
