#pragma once

#include "sim/world/routes/route_graph.hpp"

namespace sojourn {

/// Spectral radius of the recursive logit's transition matrix between hops, entry
/// ((j,k), (k,l)) = a_kl for l != j; at least the largest sqrt(a_ij*a_ji), which the solution on
/// places needs below 1 as well. `cost` per corridor [km-equivalents], mu [km-equivalents].
double spectral_radius(const RouteGraph& graph, std::span<const double> cost, double mu);

/// Requires that route values exist for every cost at or above `g_min` (per corridor): the spectral
/// radius at `g_min` is below 0.95 (with 1 or more a solver still returns numbers, without
/// meaning). Throws std::domain_error that names mu, the radius and the rise of a_cross that
/// suffices.
void require_solution(const RouteGraph& graph, std::span<const double> g_min, double mu);

}  // namespace sojourn
