#pragma once

#include <vector>

#include "tools/sojourn/score/run_flows.hpp"
#include "tools/sojourn/score/score_request.hpp"

namespace sojourn::command {

/// Periods of a reference by what they are for.
struct ChosenPeriods {
  Span scored;
  std::vector<Span> past;     // before it, from which others learn
  std::vector<Span> covered;  // by the runs, up to the scored one, which is the last
};

/// @param years first years of the reference's periods, ascending
/// @throws InputError: nothing to score, or other periods than the reference and the runs have
ChosenPeriods chosen_periods(const ScoreRequest& request, const std::vector<int>& years,
                             const RunFlows& runs);

}  // namespace sojourn::command
