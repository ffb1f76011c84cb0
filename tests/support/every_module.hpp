#pragma once

#include "sim/input/node.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::replay {

/// A world of two transit states in which each type of the catalog takes part, under its own name.
Node with_every_module(const Catalog& catalog, int n_ticks);

}  // namespace sojourn::replay
