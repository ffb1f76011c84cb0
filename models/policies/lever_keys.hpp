#pragma once

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// Notes a fault at every key that says more of a lever which the scenario does not name: it would
/// change nothing.
void require_their_levers(Settings& settings);

}  // namespace sojourn::models
