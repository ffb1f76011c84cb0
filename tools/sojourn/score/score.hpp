#pragma once

#include <iosfwd>

#include "tools/sojourn/score/score_request.hpp"

namespace sojourn::command {

class Cli;

/// Declares `sojourn score`.
void add_score(Cli& cli);

/// Holds runs against what was recorded, beside what simple forecasts from earlier records score.
/// @throws ReadError, InputError, OutputExists, WriteError
/// @return 0
int score(const ScoreRequest& request, std::ostream& out);

}  // namespace sojourn::command
