#include "sim/world/routes/route_solution.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/infinity.hpp"

namespace sojourn {

namespace {

using Lines = boost::compressed_sparse_row_graph<boost::directedS>;

/// a_kl = sum over modes of exp(-g/mu), by hop.
std::vector<double> hop_factors(const RouteGraph& graph, std::span<const double> cost, double mu) {
  std::vector<double> factor(graph.hops().size(), 0.0);
  for (const HopId hop : graph.hops()) {
    for (const CorridorId c : graph.corridors_of(hop)) {
      factor[hop.index()] += fixed::exp(-cost[c.index()] / mu);
    }
  }
  return factor;
}

/// Open hops as vertices, an arc from (j,k) to (k,l) for l != j.
Lines line_graph(const RouteGraph& graph, const std::vector<double>& factor) {
  std::vector<std::pair<std::size_t, std::size_t>> arcs;
  for (const HopId hop : graph.hops()) {
    const auto& here = graph.hop(hop);
    if (factor[hop.index()] == 0.0) continue;
    for (const HopId on : graph.hops_from(here.to)) {
      if (graph.hop(on).to == here.from || factor[on.index()] == 0.0) continue;
      arcs.emplace_back(hop.index(), on.index());
    }
  }
  return Lines(boost::edges_are_sorted, arcs.begin(), arcs.end(), factor.size());
}

/// The least upper bound found on the radius of one irreducible block: Collatz-Wielandt,
/// max_i (Bx)_i / x_i, for the block plus half a bound times the identity (so that a cyclic block
/// converges too). Every value on the way is a bound, so stopping early errs on the safe side.
double block_radius(const Lines& lines, const std::vector<double>& factor,
                    const std::vector<std::size_t>& members,
                    const std::vector<std::size_t>& block_of) {
  constexpr int max_steps = 5000;
  std::vector<double> x(factor.size(), 1.0);
  std::vector<double> y(factor.size(), 0.0);
  double bound = kInfinity;
  for (int step = 0; step < max_steps; ++step) {
    double most = 0.0;
    double least = kInfinity;
    for (const std::size_t member : members) {
      double sum = 0.0;
      for (auto [arc, end] = out_edges(member, lines); arc != end; ++arc) {
        const std::size_t on = target(*arc, lines);
        if (block_of[on] == block_of[member]) sum += factor[on] * x[on];
      }
      y[member] = sum;
      most = std::max(most, sum / x[member]);
      least = std::min(least, sum / x[member]);
    }
    bound = std::min(bound, most);
    if (bound - least <= 1e-9 * bound) break;
    double top = 0.0;
    for (const std::size_t member : members) {
      x[member] = y[member] + 0.5 * bound * x[member];
      top = std::max(top, x[member]);
    }
    for (const std::size_t member : members) x[member] /= top;
  }
  return bound;
}

}  // namespace

double spectral_radius(const RouteGraph& graph, std::span<const double> cost, double mu) {
  graph.check_costs(cost);
  const std::vector<double> factor = hop_factors(graph, cost, mu);
  const Lines lines = line_graph(graph, factor);
  std::vector<std::size_t> block_of(factor.size());
  const std::size_t n_blocks = boost::strong_components(
      lines, boost::make_iterator_property_map(block_of.begin(), get(boost::vertex_index, lines)));
  std::vector<std::vector<std::size_t>> members(n_blocks);
  for (std::size_t hop = 0; hop < factor.size(); ++hop) {
    members[block_of[hop]].push_back(hop);
  }
  double radius = 0.0;
  for (const auto& block : members) {
    if (block.size() == 1) continue;  // no hop follows itself
    radius = std::max(radius, block_radius(lines, factor, block, block_of));
  }
  for (const HopId hop : graph.hops()) {
    const HopId back = graph.hop(hop).back;
    if (!back.valid()) continue;
    radius = std::max(radius, std::sqrt(factor[hop.index()] * factor[back.index()]));
  }
  return radius;
}

void require_solution(const RouteGraph& graph, std::span<const double> g_min, double mu) {
  constexpr double radius_below = 0.95;
  constexpr double radius_aimed_at = 0.8;
  if (!(mu > 0.0) || !std::isfinite(mu)) throw std::invalid_argument("routes: mu must be positive");
  const double radius = spectral_radius(graph, g_min, mu);
  if (radius < radius_below) return;
  // A rise of every cost by mu*ln(x) divides every factor, so the radius, by x.
  const double rise = mu * fixed::log(radius / radius_aimed_at);
  throw std::domain_error("routes have no solution: with mu = " + std::to_string(mu) +
                          " km-equivalents the spectral radius at the lowest costs is " +
                          std::to_string(radius) + ", not below 0.95; raise a_cross by " +
                          std::to_string(std::ceil(rise)) +
                          " km-equivalents (mu*ln(radius/0.8)), or lower mu");
}

}  // namespace sojourn
