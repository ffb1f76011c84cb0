#pragma once

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// For add(): the module takes part only where a scenario asks for it.
constexpr bool kOnRequest = false;

// One function for each group of stages adds its modules, one line each, in the order in which they
// run.
void add_shocks(Catalog& c);
void add_demography(Catalog& c);
void add_home_front(Catalog& c);
void add_negotiation(Catalog& c);
void add_enact(Catalog& c);
void add_routes(Catalog& c);
void add_channels(Catalog& c);
void add_payoffs(Catalog& c);
void add_departure(Catalog& c);
void add_hazards(Catalog& c);
void add_observers(Catalog& c);

}  // namespace sojourn::models
