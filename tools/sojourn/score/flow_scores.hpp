#pragma once

#include <optional>

#include "tools/sojourn/score/chosen_periods.hpp"
#include "tools/sojourn/score/reference/long_table.hpp"
#include "tools/sojourn/score/run_flows.hpp"
#include "tools/sojourn/score/sheet.hpp"

namespace sojourn::command {

/// What flows between countries are held against.
struct FlowReference {
  LongTable flows;                                 // of one value
  std::optional<LongTable> kinds = std::nullopt;   // of three: outward, return, onward
  std::optional<LongTable> stocks = std::nullopt;  // of one
};

/// Scores of the runs, of simple forecasts and of the best mix, of the scored period; of the runs
/// by kind of move and over all periods that they cover; of replicates their bands.
/// @throws InputError: nobody moved between two countries of both, or in a period to learn from
ScoreSheet score_flows(const FlowReference& reference, const RunFlows& runs,
                       const ChosenPeriods& periods);

}  // namespace sojourn::command
