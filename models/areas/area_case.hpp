#pragma once

#include "models/areas/area_gain.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Introduces the keys of AreaValues.
AreaValues read_area_values(Settings& settings);

/// What `states` know when they think of free movement among themselves, today; `stocks` as in
/// AreaCase.
AreaCase area_case(const Scene& scene, const std::vector<StateId>& states, AreaStocks stocks);

}  // namespace sojourn::models
