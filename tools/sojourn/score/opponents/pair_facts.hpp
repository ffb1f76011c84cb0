#pragma once

#include <vector>

#include "tools/sojourn/report/atlas.hpp"
#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// What gravity knows of pairs of countries from the run's scenario, each [origin, destination]:
/// the log of the great-circle distance [km] (10 at least; where a country has no place on the
/// map, the mean of the others), a language in common, a colonial tie.
std::vector<Eigen::MatrixXd> pair_facts(const Atlas& atlas);

}  // namespace sojourn::command
