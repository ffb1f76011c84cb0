#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sojourn {

/// A corridor leads from one place to another in one direction. Parallel corridors (modes) between
/// the same places are allowed, corridors from a place to itself are not.
struct CorridorEnds {
  int from;
  int to;
};

/// The corridors between places. A corridor's id is its position in the vector it came in; parallel
/// corridors share a **hop**, an ordered pair of places. Hops are sorted by (from, to), so the hops
/// out of a place are contiguous. Immutable.
class RouteGraph {
 public:
  struct Hop {
    int from;
    int to;
    int back;  // the hop (to, from), or -1
  };

  /// Throws std::invalid_argument for a place outside [0, n_places) or a corridor to itself.
  RouteGraph(int n_places, std::vector<CorridorEnds> corridors);
  ~RouteGraph();
  RouteGraph(const RouteGraph&) = delete;
  RouteGraph& operator=(const RouteGraph&) = delete;

  int n_places() const { return static_cast<int>(first_hop_.size()) - 1; }
  int n_corridors() const { return static_cast<int>(corridors_.size()); }
  int n_hops() const { return static_cast<int>(hops_.size()); }

  const CorridorEnds& corridor(int id) const { return corridors_[static_cast<std::size_t>(id)]; }
  const Hop& hop(int id) const { return hops_[static_cast<std::size_t>(id)]; }
  /// The hops out of `place` are [first_hop(place), first_hop(place + 1)).
  int first_hop(int place) const { return first_hop_[static_cast<std::size_t>(place)]; }
  /// The parallel corridors of a hop, in rising order of id.
  std::span<const int> corridors_of(int hop) const {
    return std::span(hop_corridors_)
        .subspan(first_slot(hop), first_slot(hop + 1) - first_slot(hop));
  }
  /// Where the hop's corridors begin when all corridors are listed hop by hop.
  std::size_t first_slot(int hop) const {
    return static_cast<std::size_t>(first_corridor_[static_cast<std::size_t>(hop)]);
  }

  /// Whether some walk leads there; a place reaches itself.
  bool reaches(int from, int to) const;
  /// Strongly connected component of each place, numbered from 0.
  const std::vector<int>& components() const { return components_; }
  /// Cheapest cost from `from` to each place, infinity where there is no way. `cost` per corridor
  /// [km-equivalents], >= 0, infinity = closed; size n_corridors().
  std::vector<double> shortest_costs(int from, std::span<const double> cost) const;
  /// Cheapest cost from each place to `to`; `hop_cost` per hop, size n_hops().
  std::vector<double> shortest_costs_to(int to, std::span<const double> hop_cost) const;
  /// The cheapest corridor's cost of each hop.
  std::vector<double> cheapest_of_hops(std::span<const double> cost) const;

 private:
  void group_into_hops(int n_places);
  void connect();

  struct Boosted;  // the Boost.Graph view, kept out of this header for its compile time

  std::vector<CorridorEnds> corridors_;
  std::vector<Hop> hops_;
  std::vector<int> first_hop_;       // [n_places + 1]
  std::vector<int> hop_corridors_;   // corridor ids, grouped by hop
  std::vector<int> first_corridor_;  // [n_hops + 1] into hop_corridors_
  std::vector<int> components_;
  std::vector<bool> reach_;  // [n_places x n_places]
  std::unique_ptr<const Boosted> boosted_;
};

/// Spectral radius of the recursive logit's transition matrix between hops, entry
/// ((j,k), (k,l)) = a_kl for l != j; at least the largest sqrt(a_ij*a_ji), which the solution on
/// places needs below 1 as well. `cost` per corridor [km-equivalents], mu [km-equivalents].
double spectral_radius(const RouteGraph& graph, std::span<const double> cost, double mu);

/// Requires that route values exist for every cost at or above `g_min` (per corridor): the spectral
/// radius at `g_min` is below 0.95 (with 1 or more a solver still returns numbers, without
/// meaning). Throws std::domain_error that names mu, the radius and the rise of a_cross that
/// suffices.
void require_solution(const RouteGraph& graph, std::span<const double> g_min, double mu);

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
  static constexpr int no_place = -1;
  /// Calls fn(0) ... fn(n - 1) in any order, possibly at the same time.
  using ForEach = std::function<void(std::size_t n, const std::function<void(std::size_t)>& fn)>;

  /// `mu` [km-equivalents] > 0. Throws std::invalid_argument.
  Routes(std::shared_ptr<const RouteGraph> graph, double mu);

  /// Solves for every target, and does nothing when neither costs nor targets changed. `cost` per
  /// corridor [km-equivalents], >= 0, infinity = closed. Results do not depend on `for_each`.
  /// Throws std::invalid_argument for bad arguments (a target out of range or twice, a negative or
  /// NaN cost) and std::domain_error where the values are without meaning (see require_solution).
  void solve(std::span<const double> cost, std::span<const int> targets);
  void solve(std::span<const double> cost, std::span<const int> targets, const ForEach& for_each);
  /// From now on cost() towards `target` is what `other` says; where journeys lead stays as it was.
  void set_cost_towards(int target, const Routes& other);
  /// How often solve() had to work.
  int n_solves() const { return n_solves_; }

  const RouteGraph& graph() const { return *graph_; }
  double mu() const { return mu_; }

  /// Z at the start, without a previous place [km-equivalents]: at most the cheapest route's cost
  /// (many routes make it less, even negative). 0 at the target, infinity if there is no way.
  double cost(int from, int to) const;

  /// Draws the next corridor out of `at` on the way to `target` by one uniform `u` in (0, 1).
  /// `previous` is the place the person came from, or no_place. Nothing if the only way on is back,
  /// if there is none, or at the target. `target` must have been solved (std::out_of_range).
  std::optional<int> next(int previous, int at, int target, double u) const;

  /// The law that next() draws from: the corridors with their probabilities, empty if there is
  /// none.
  void law(int previous, int at, int target, std::vector<std::pair<int, double>>& out) const;

 private:
  class Solver;

  std::size_t row_of(int target) const;
  std::span<const double> weights_to(int target) const;
  void check(std::span<const double> cost, std::span<const int> targets) const;
  void merge_modes(std::span<const double> cost);
  void solve_all(const ForEach& for_each);
  int corridor_within(int hop, double u) const;

  std::shared_ptr<const RouteGraph> graph_;
  double mu_;
  int n_solves_ = 0;
  std::vector<double> cost_;        // [n_corridors] of the last solve
  std::vector<int> targets_;        // of the last solve
  std::vector<int> row_of_target_;  // [n_places], -1 where not solved
  std::vector<double> cheapest_;    // [n_hops] cost of the cheapest mode
  std::vector<double> modes_;       // [n_hops] a_kl * exp(cheapest/mu): number of modes, softened
  std::vector<double> round_trip_;  // [n_hops] a_kl a_lk, 0 without a way back
  std::vector<double> mode_share_;  // [n_corridors] in hop order, running sums ending in 1
  std::vector<double> weights_;     // [n_targets x n_hops] a_kl V_kl, to a scale common to a place
  std::vector<double> start_cost_;  // [n_targets x n_places] Z without a previous place
};

}  // namespace sojourn
