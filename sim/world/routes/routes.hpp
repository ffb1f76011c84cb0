#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "sim/world/routes/route_graph.hpp"

namespace sojourn {

/// Where journeys go next: recursive logit on hops without immediate U-turns
/// (Fosgerau, Frejinger, Karlstrom 2013, DOI 10.1016/j.trb.2013.07.012).
///
///     V_jk = sum_{l != j} a_kl V_kl,  V_jk = 1 where k is the target,  a_kl = sum_modes exp(-g/mu)
///     P(l | j, k) = a_kl V_kl / V_jk,  Z = -mu ln V
///
/// Solved on places: U_k = sum_l a_kl V_kl obeys V_jk (1 - a_jk a_kj) = U_k - a_kj U_j.
/// Reading is const and safe from many threads; solve() is not.
class Routes {
 public:
  static constexpr PlaceId no_place{};
  /// Calls fn(0) ... fn(n - 1) in any order, possibly at the same time.
  using ForEach = std::function<void(std::size_t n, const std::function<void(std::size_t)>& fn)>;

  /// `mu` [km-equivalents] > 0. Throws std::invalid_argument.
  Routes(std::shared_ptr<const RouteGraph> graph, double mu);

  /// Solves for every target, and does nothing when neither costs nor targets changed. `cost` per
  /// corridor [km-equivalents], >= 0, infinity = closed. Results do not depend on `for_each`.
  /// Throws std::invalid_argument for bad arguments (a target out of range or twice, a negative or
  /// NaN cost) and std::domain_error where the values are without meaning (see require_solution).
  void solve(std::span<const double> cost, std::span<const PlaceId> targets);
  void solve(std::span<const double> cost, std::span<const PlaceId> targets,
             const ForEach& for_each);
  /// From now on cost() towards `target` is what `other` says; where journeys lead stays as it was.
  void set_cost_towards(PlaceId target, const Routes& other);
  /// How often solve() had to work.
  int n_solves() const { return n_solves_; }

  const RouteGraph& graph() const { return *graph_; }
  double mu() const { return mu_; }

  /// Z at the start, without a previous place [km-equivalents]: at most the cheapest route's cost
  /// (many routes make it less, even negative). 0 at the target, infinity if there is no way.
  double cost(PlaceId from, PlaceId to) const;

  /// Draws the next corridor out of `at` on the way to `target` by one uniform `u` in (0, 1).
  /// `previous` is the place the person came from, or no_place. Nothing if the only way on is back,
  /// if there is none, or at the target. `target` must have been solved (std::out_of_range).
  std::optional<CorridorId> next(PlaceId previous, PlaceId at, PlaceId target, double u) const;

  /// The law that next() draws from: the corridors with their probabilities, empty if there is
  /// none.
  void law(PlaceId previous, PlaceId at, PlaceId target,
           std::vector<std::pair<CorridorId, double>>& out) const;

 private:
  class Solver;

  std::size_t row_of(PlaceId target) const;
  std::span<const double> weights_to(PlaceId target) const;
  void check(std::span<const double> cost, std::span<const PlaceId> targets) const;
  void merge_modes(std::span<const double> cost);
  void solve_all(const ForEach& for_each);
  CorridorId corridor_within(HopId hop, double u) const;

  std::shared_ptr<const RouteGraph> graph_;
  double mu_;
  int n_solves_ = 0;
  std::vector<double> cost_;                               // [n_corridors] of the last solve
  std::vector<PlaceId> targets_;                           // of the last solve
  std::vector<std::optional<std::size_t>> row_of_target_;  // by place; nothing where not solved
  std::vector<double> cheapest_;                           // [n_hops] cost of the cheapest mode
  std::vector<double> modes_;       // [n_hops] a_kl * exp(cheapest/mu): number of modes, softened
  std::vector<double> round_trip_;  // [n_hops] a_kl a_lk, 0 without a way back
  std::vector<double> mode_share_;  // [n_corridors] in hop order, running sums ending in 1
  std::vector<double> weights_;     // [n_targets x n_hops] a_kl V_kl, to a scale common to a place
  std::vector<double> start_cost_;  // [n_targets x n_places] Z without a previous place
};

}  // namespace sojourn
