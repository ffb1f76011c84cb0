#pragma once

#include <vector>

#include "tools/sojourn/report/observed.hpp"
#include "tools/sojourn/score/sheet.hpp"

namespace sojourn::command {

/// Scores of observed series, a table for each, since they have units of their own: of the runs,
/// of the last number that was observed of the same thing before, and of the mean of those.
/// @param first_year numbers from this year on are scored and none of them is learnt from; 0: all
/// are scored, and others learn from all that was observed before each
/// @throws InputError: no number that the runs have, too
ScoreSheet score_series(const std::vector<HeldAgainst>& held, int first_year);

}  // namespace sojourn::command
