#include "tools/sojourn/score/series_scores.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sojourn::command {
namespace {

HeldAgainst held(const std::string& series, std::vector<double> observed,
                 std::vector<double> simulated) {
  HeldAgainst one{series, {}, "year", {}, std::move(observed), {std::move(simulated)}, 0};
  for (std::size_t i = 0; i < one.observed.size(); ++i) {
    one.labels.push_back(std::to_string(2000 + i));
  }
  return one;
}

double value_of(const ScoreSheet& sheet, const std::string& table, const std::string& who,
                const std::string& measure) {
  const auto found = std::ranges::find_if(sheet.scores, [&](const Score& score) {
    return score.table == table && score.forecaster == who && score.measure == measure;
  });
  if (found != sheet.scores.end()) return found->value;
  ADD_FAILURE() << table << ", " << who << ", " << measure;
  return std::nan("");
}

TEST(SeriesScores, NumbersBelowZeroHaveNoSharesOfASum) {
  const ScoreSheet sheet = score_series({held("sentiment", {-0.5, 0.25, 1}, {-0.25, 0, 1})}, 0);
  for (const char* measure : {"common part", "r of logs", "ARD", "total"}) {
    EXPECT_TRUE(std::isnan(value_of(sheet, "sentiment", "run", measure))) << measure;
  }
  EXPECT_DOUBLE_EQ(value_of(sheet, "sentiment", "run", "MAE"), 0.5 / 3);
  EXPECT_NEAR(value_of(sheet, "sentiment", "run", "r of ranks"), 1, 1e-12);
}

// Of the changes from 999 on three are of 1,000 or more at both dates, and the run has them right.
TEST(SeriesScores, ChangesAreOfAThousandOrMore) {
  const std::vector<double> known{10, 1999, 3999, 15999, 31999}, run{99999, 999, 1999, 7999, 15999};
  const ScoreSheet sheet = score_series({held("stocks", known, run)}, 0);
  EXPECT_NEAR(value_of(sheet, "stocks, change", "run", "r of log change"), 1, 1e-12);
}

TEST(SeriesScores, SayHowManyNumbersAreOfOtherDates) {
  HeldAgainst one = held("stocks", {1, 2, 3}, {1, 2, 3});
  const auto told = [](const ScoreSheet& sheet) {
    return std::ranges::any_of(sheet.notes, [](const std::string& note) {
      return note.starts_with("4 numbers are of dates that the runs have not");
    });
  };
  EXPECT_FALSE(told(score_series({one}, 0)));
  one.n_outside = 4;
  EXPECT_TRUE(told(score_series({one}, 0)));
}

}  // namespace
}  // namespace sojourn::command
