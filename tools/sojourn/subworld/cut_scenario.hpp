#pragma once

#include "sim/stages/catalog.hpp"

namespace sojourn::command {

/// A scenario as it runs: with the cut that it asks for made, and told on standard error.
/// @throws InputError
Node told_cut(const Node& scenario, const Catalog& catalog);

/// `scenario` with the cut that it asks for, with the constants of the cut of `base`: what differs
/// between them is then no matter of the cut. @throws InputError
Node cut_as(const Node& base, const Node& scenario, const Catalog& catalog);

}  // namespace sojourn::command
