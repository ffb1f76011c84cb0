#pragma once

#include "models/home_front/inflow_response.hpp"

namespace sojourn::models {

/// Adds to `inflow` how many more kin would join a year per unit of openness and of rights: calls
/// go with sqrt(rights*openness) (ODD 7.8), so that last year's `joined` [persons] would have been
/// joined*sqrt(x'/x). `values` are openness and rights as they are; tried over `step`.
void add_family(double joined, const std::array<double, 2>& values, double step,
                InflowResponse& inflow);

/// Foreigners who came to a state by `family` last year [persons].
double joined_last_year(const Scene& scene, StateId state, ChannelId family);

}  // namespace sojourn::models
