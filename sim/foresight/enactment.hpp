#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn {

/// What applies to people under the conditions, stances and agreements of `scene`: baseline, then
/// the agreements in force, then the decrees, then the Enact modules.
Rules rules_of(const Scene& scene);

/// The routes under the conditions and rules of `scene`, solved for `targets`.
Routes routes_of(const Scene& scene, std::span<const PlaceId> targets);

}  // namespace sojourn
