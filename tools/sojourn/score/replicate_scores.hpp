#pragma once

#include <string>

#include "tools/sojourn/score/measures/bands.hpp"
#include "tools/sojourn/score/sheet.hpp"

namespace sojourn::command {

/// Adds to the tables "bands" and "PIT" what the spread of replicates is worth, over all numbers
/// and over those that are known to be `least` or more.
/// @param of whose numbers they are, before the names of the rows
void add_replicate_scores(const std::string& of, const Replicates& runs,
                          const Eigen::ArrayXd& known, double least, ScoreSheet& sheet);

}  // namespace sojourn::command
