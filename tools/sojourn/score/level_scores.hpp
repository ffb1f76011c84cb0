#pragma once

#include <optional>
#include <string>

#include "tools/sojourn/score/measures/pairs.hpp"
#include "tools/sojourn/score/sheet.hpp"

namespace sojourn::command {

/// What somebody foresees of one period.
struct Forecast {
  std::string name;
  PairFlows flows;
  /// From what its change is reckoned: its own flows of the period before, or those that it knew.
  std::optional<PairFlows> before = std::nullopt;
};

/// What happened.
struct Truth {
  PairMask counts;
  PairFlows flows;
  std::optional<PairFlows> before = std::nullopt;  // in the period before
};

/// Persons from which on errors in percent, and changes, are reckoned.
inline constexpr double kSmallest = 1000;

/// Adds to the tables "pairs", "margins and pattern" and "change" what a forecast scores.
void add_level_scores(const Forecast& forecast, const Truth& truth, ScoreSheet& sheet);

}  // namespace sojourn::command
