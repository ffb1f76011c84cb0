#include "sim/world/routes.hpp"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>

namespace sojourn {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct HopOf {
  int hop;
};
using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, HopOf>;
using Edge = boost::graph_traits<Graph>::edge_descriptor;
using Arc = std::pair<std::size_t, std::size_t>;

/// The graph over sorted (source, target) arcs; `hops` are carried along.
Graph sorted_graph(const std::vector<Arc>& arcs, const std::vector<HopOf>& hops, std::size_t n) {
  return Graph(boost::edges_are_sorted, arcs.begin(), arcs.end(), hops.begin(), n);
}

class Marker : public boost::default_bfs_visitor {
 public:
  explicit Marker(std::vector<bool>& row_major, std::size_t offset)
      : marks_(&row_major), offset_(offset) {}
  void discover_vertex(std::size_t vertex, const Graph&) const {
    (*marks_)[offset_ + vertex] = true;
  }

 private:
  std::vector<bool>* marks_;
  std::size_t offset_;
};

std::vector<double> dijkstra(const Graph& graph, int start, std::span<const double> hop_cost) {
  std::vector<double> distance(num_vertices(graph), infinity);
  const auto index = get(boost::vertex_index, graph);
  const auto weight = boost::make_function_property_map<Edge>(
      [&](const Edge& edge) { return hop_cost[static_cast<std::size_t>(graph[edge].hop)]; });
  boost::dijkstra_shortest_paths(
      graph, static_cast<std::size_t>(start),
      boost::weight_map(weight)
          .distance_map(boost::make_iterator_property_map(distance.begin(), index))
          .distance_inf(infinity));
  return distance;
}

bool is_cost(double cost) {
  return cost >= 0.0;
}  // infinity is closed; NaN is refused

void check_costs(const RouteGraph& graph, std::span<const double> cost) {
  if (cost.size() != static_cast<std::size_t>(graph.n_corridors())) {
    throw std::invalid_argument("routes: one cost per corridor is needed");
  }
  if (!std::all_of(cost.begin(), cost.end(), is_cost)) {
    throw std::invalid_argument("routes: a corridor's cost is negative or not a number");
  }
}

/// a_kl = sum over modes of exp(-g/mu), by hop.
std::vector<double> hop_factors(const RouteGraph& graph, std::span<const double> cost, double mu) {
  std::vector<double> factor(static_cast<std::size_t>(graph.n_hops()), 0.0);
  for (int hop = 0; hop < graph.n_hops(); ++hop) {
    for (const int corridor : graph.corridors_of(hop)) {
      factor[static_cast<std::size_t>(hop)] +=
          std::exp(-cost[static_cast<std::size_t>(corridor)] / mu);
    }
  }
  return factor;
}

/// Open hops as vertices, an arc from (j,k) to (k,l) for l != j.
Graph line_graph(const RouteGraph& graph, const std::vector<double>& factor) {
  std::vector<Arc> arcs;
  std::vector<HopOf> hops;
  for (int hop = 0; hop < graph.n_hops(); ++hop) {
    const auto& here = graph.hop(hop);
    if (factor[static_cast<std::size_t>(hop)] == 0.0) continue;
    for (int on = graph.first_hop(here.to); on < graph.first_hop(here.to + 1); ++on) {
      if (graph.hop(on).to == here.from || factor[static_cast<std::size_t>(on)] == 0.0) continue;
      arcs.emplace_back(hop, on);
      hops.push_back({on});
    }
  }
  return sorted_graph(arcs, hops, factor.size());
}

/// The least upper bound found on the radius of one irreducible block: Collatz-Wielandt,
/// max_i (Bx)_i / x_i, for the block plus half a bound times the identity (so that a cyclic block
/// converges too). Every value on the way is a bound, so stopping early errs on the safe side.
double block_radius(const Graph& lines, const std::vector<double>& factor,
                    const std::vector<std::size_t>& members, const std::vector<int>& block_of) {
  constexpr int max_steps = 5000;
  std::vector<double> x(factor.size(), 1.0);
  std::vector<double> y(factor.size(), 0.0);
  double bound = infinity;
  for (int step = 0; step < max_steps; ++step) {
    double most = 0.0;
    double least = infinity;
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

void run_in_order(std::size_t n, const std::function<void(std::size_t)>& fn) {
  for (std::size_t i = 0; i < n; ++i) fn(i);
}

}  // namespace

struct RouteGraph::Boosted {
  Graph forward;
  Graph backward;
};

RouteGraph::RouteGraph(int n_places, std::vector<CorridorEnds> corridors)
    : corridors_(std::move(corridors)) {
  if (n_places < 0) throw std::invalid_argument("RouteGraph: a negative number of places");
  for (const CorridorEnds& ends : corridors_) {
    if (std::min(ends.from, ends.to) < 0 || std::max(ends.from, ends.to) >= n_places) {
      throw std::invalid_argument("RouteGraph: a corridor leads to an unknown place");
    }
    if (ends.from == ends.to) {
      throw std::invalid_argument("RouteGraph: a corridor leads to its own start");
    }
  }
  group_into_hops(n_places);
  connect();
}

RouteGraph::~RouteGraph() = default;

void RouteGraph::group_into_hops(int n_places) {
  const auto ends_of = [this](int id) { return std::pair(corridor(id).from, corridor(id).to); };
  hop_corridors_.resize(corridors_.size());
  std::iota(hop_corridors_.begin(), hop_corridors_.end(), 0);
  std::stable_sort(hop_corridors_.begin(), hop_corridors_.end(),
                   [&](int a, int b) { return ends_of(a) < ends_of(b); });
  for (std::size_t i = 0; i < hop_corridors_.size(); ++i) {
    const auto [from, to] = ends_of(hop_corridors_[i]);
    if (!hops_.empty() && hops_.back().from == from && hops_.back().to == to) continue;
    hops_.push_back({from, to, -1});
    first_corridor_.push_back(static_cast<int>(i));
  }
  first_corridor_.push_back(static_cast<int>(hop_corridors_.size()));
  const auto before = [](const Hop& a, const Hop& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  };
  for (int place = 0; place <= n_places; ++place) {
    const auto found = std::lower_bound(hops_.begin(), hops_.end(), Hop{place, -1, -1}, before);
    first_hop_.push_back(static_cast<int>(found - hops_.begin()));
  }
  for (Hop& hop : hops_) {
    const Hop back{hop.to, hop.from, -1};
    const auto found = std::lower_bound(hops_.begin(), hops_.end(), back, before);
    const bool exists = found != hops_.end() && !before(back, *found);
    if (exists) hop.back = static_cast<int>(found - hops_.begin());
  }
}

void RouteGraph::connect() {
  const auto n = static_cast<std::size_t>(n_places());
  std::vector<HopOf> ids(hops_.size());
  std::vector<Arc> arcs(hops_.size());
  for (std::size_t i = 0; i < hops_.size(); ++i) {
    ids[i].hop = static_cast<int>(i);
    arcs[i] = {hops_[i].from, hops_[i].to};
  }
  Graph forward = sorted_graph(arcs, ids, n);
  std::stable_sort(ids.begin(), ids.end(), [this](const HopOf& a, const HopOf& b) {
    return hop(a.hop).to < hop(b.hop).to;
  });
  for (std::size_t i = 0; i < hops_.size(); ++i)
    arcs[i] = {hop(ids[i].hop).to, hop(ids[i].hop).from};
  boosted_ =
      std::make_unique<const Boosted>(Boosted{std::move(forward), sorted_graph(arcs, ids, n)});

  components_.resize(n);
  boost::strong_components(boosted_->forward,
                           boost::make_iterator_property_map(
                               components_.begin(), get(boost::vertex_index, boosted_->forward)));
  reach_.assign(n * n, false);
  for (std::size_t place = 0; place < n; ++place) {
    boost::breadth_first_search(boosted_->forward, place,
                                boost::visitor(Marker(reach_, place * n)));
  }
}

bool RouteGraph::reaches(int from, int to) const {
  return reach_[static_cast<std::size_t>(from) * static_cast<std::size_t>(n_places()) +
                static_cast<std::size_t>(to)];
}

std::vector<double> RouteGraph::cheapest_of_hops(std::span<const double> cost) const {
  check_costs(*this, cost);
  std::vector<double> cheapest(hops_.size(), infinity);
  for (int id = 0; id < n_hops(); ++id) {
    double& least = cheapest[static_cast<std::size_t>(id)];
    for (const int corridor : corridors_of(id)) {
      least = std::min(least, cost[static_cast<std::size_t>(corridor)]);
    }
  }
  return cheapest;
}

std::vector<double> RouteGraph::shortest_costs(int from, std::span<const double> cost) const {
  return dijkstra(boosted_->forward, from, cheapest_of_hops(cost));
}

std::vector<double> RouteGraph::shortest_costs_to(int to, std::span<const double> hop_cost) const {
  assert(hop_cost.size() == hops_.size());
  return dijkstra(boosted_->backward, to, hop_cost);
}

double spectral_radius(const RouteGraph& graph, std::span<const double> cost, double mu) {
  check_costs(graph, cost);
  const std::vector<double> factor = hop_factors(graph, cost, mu);
  const Graph lines = line_graph(graph, factor);
  std::vector<int> block_of(factor.size());
  const int n_blocks = boost::strong_components(
      lines, boost::make_iterator_property_map(block_of.begin(), get(boost::vertex_index, lines)));
  std::vector<std::vector<std::size_t>> members(static_cast<std::size_t>(n_blocks));
  for (std::size_t hop = 0; hop < factor.size(); ++hop) {
    members[static_cast<std::size_t>(block_of[hop])].push_back(hop);
  }
  double radius = 0.0;
  for (const auto& block : members) {
    if (block.size() == 1) continue;  // no hop follows itself
    radius = std::max(radius, block_radius(lines, factor, block, block_of));
  }
  for (int hop = 0; hop < graph.n_hops(); ++hop) {
    const int back = graph.hop(hop).back;
    if (back < 0) continue;
    radius = std::max(radius, std::sqrt(factor[static_cast<std::size_t>(hop)] *
                                        factor[static_cast<std::size_t>(back)]));
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
  const double rise = mu * std::log(radius / radius_aimed_at);
  throw std::domain_error("routes have no solution: with mu = " + std::to_string(mu) +
                          " km-equivalents the spectral radius at the lowest costs is " +
                          std::to_string(radius) + ", not below 0.95; raise a_cross by " +
                          std::to_string(std::ceil(rise)) +
                          " km-equivalents (mu*ln(radius/0.8)), or lower mu");
}

/// One linear system of a fixed pattern, filled and factorised for one target after another.
///
/// Everything is scaled by the cheapest cost d to the target: u_k = U_k exp(d_k/mu) and
/// b_kl = a_kl exp((d_k - d_l)/mu) <= number of modes. Nothing underflows however far the target,
/// and u_k >= 1 where the values are meaningful, because the cheapest walk is one of the walks.
class Routes::Solver {
 public:
  explicit Solver(const Routes& routes);
  /// Writes a_kl V_kl (scaled) per hop and Z per place; false if the values are without meaning.
  bool solve(int target, std::span<double> weights, std::span<double> start_cost);

 private:
  using Matrix = Eigen::SparseMatrix<double>;

  void fill(int target);
  bool meaningful(int target) const;
  void write_weights(int target, std::span<double> weights);
  double onward(int hop, std::span<const double> weights) const;
  void refine(std::span<double> weights) const;

  const Routes& routes_;
  const RouteGraph& graph_;
  Matrix matrix_;
  Eigen::SparseLU<Matrix, Eigen::COLAMDOrdering<int>> lu_;  // AMD: 1.6 times the time
  std::vector<double*> diagonal_;                           // [n_places] into matrix_
  std::vector<double*> off_;                                // [n_hops] into matrix_
  std::vector<double> distance_;                            // [n_places] d_k
  std::vector<double> factor_;                              // [n_hops] b_kl
  Eigen::VectorXd values_;                                  // [n_places] u_k
  std::vector<std::size_t> unsure_;                         // hops whose V_kl cancelled
};

Routes::Solver::Solver(const Routes& routes)
    : routes_(routes),
      graph_(*routes.graph_),
      matrix_(graph_.n_places(), graph_.n_places()),
      factor_(static_cast<std::size_t>(graph_.n_hops())) {
  std::vector<Eigen::Triplet<double>> pattern;
  for (int place = 0; place < graph_.n_places(); ++place) pattern.emplace_back(place, place, 1.0);
  for (int id = 0; id < graph_.n_hops(); ++id) {
    pattern.emplace_back(graph_.hop(id).from, graph_.hop(id).to, 1.0);
  }
  matrix_.setFromTriplets(pattern.begin(), pattern.end());
  for (int place = 0; place < graph_.n_places(); ++place) {
    diagonal_.push_back(&matrix_.coeffRef(place, place));
  }
  for (int id = 0; id < graph_.n_hops(); ++id) {
    off_.push_back(&matrix_.coeffRef(graph_.hop(id).from, graph_.hop(id).to));
  }
  // An M-matrix needs no pivoting, and without it no entry of the solution loses digits.
  lu_.setPivotThreshold(0.0);
  lu_.analyzePattern(matrix_);
}

/// Row k: u_k (1 + sum_{l != t} r_kl/(1 - r_kl)) - sum_{l != t} b_kl/(1 - r_kl) u_l - b_kt u_t = 0
/// with r_kl = a_kl a_lk; row t: u_t = 1.
void Routes::Solver::fill(int target) {
  for (double* entry : diagonal_) *entry = 1.0;
  for (std::size_t id = 0; id < factor_.size(); ++id) {
    const auto& hop = graph_.hop(static_cast<int>(id));
    const double before = distance_[static_cast<std::size_t>(hop.from)];
    const double after = distance_[static_cast<std::size_t>(hop.to)];
    factor_[id] = 0.0;
    *off_[id] = 0.0;
    if (hop.from == target || before == infinity) continue;
    const double detour = routes_.cheapest_[id] + after - before;
    factor_[id] = routes_.modes_[id] * std::exp(-detour / routes_.mu_);
    const double trip = hop.to == target ? 0.0 : routes_.round_trip_[id];
    *off_[id] = -factor_[id] / (1.0 - trip);
    *diagonal_[static_cast<std::size_t>(hop.from)] += trip / (1.0 - trip);
  }
}

bool Routes::Solver::meaningful(int target) const {
  for (int place = 0; place < graph_.n_places(); ++place) {
    if (place == target || distance_[static_cast<std::size_t>(place)] == infinity) continue;
    if (!(values_[place] > 1.0 - 1e-9 && values_[place] < infinity)) return false;
  }
  return true;
}

bool Routes::Solver::solve(int target, std::span<double> weights, std::span<double> start_cost) {
  distance_ = graph_.shortest_costs_to(target, routes_.cheapest_);
  fill(target);
  lu_.factorize(matrix_);
  if (lu_.info() != Eigen::Success) return false;
  values_ = lu_.solve(Eigen::VectorXd::Unit(graph_.n_places(), target));
  if (!meaningful(target)) return false;
  for (std::size_t place = 0; place < start_cost.size(); ++place) {
    const double value = values_[static_cast<Eigen::Index>(place)];
    const bool reached = distance_[place] < infinity;
    start_cost[place] = reached ? distance_[place] - routes_.mu_ * std::log(value) : infinity;
  }
  start_cost[static_cast<std::size_t>(target)] = 0.0;
  write_weights(target, weights);
  return true;
}

void Routes::Solver::write_weights(int target, std::span<double> weights) {
  constexpr double digits_left = 1e-5;  // below this share of U_l, V_kl is summed again instead
  unsure_.clear();
  for (std::size_t id = 0; id < weights.size(); ++id) {
    const auto& hop = graph_.hop(static_cast<int>(id));
    if (hop.to == target || factor_[id] == 0.0) {
      weights[id] = factor_[id];
      continue;
    }
    const double whole = values_[hop.to];
    const double back = hop.back < 0 ? 0.0 : factor_[static_cast<std::size_t>(hop.back)];
    const double forward = whole - back * values_[hop.from];
    const bool sure = forward > digits_left * whole;
    weights[id] = sure ? factor_[id] * forward / (1.0 - routes_.round_trip_[id]) : 0.0;
    if (!sure) unsure_.push_back(id);
  }
  refine(weights);
}

double Routes::Solver::onward(int hop, std::span<const double> weights) const {
  const auto& here = graph_.hop(hop);
  double sum = 0.0;
  for (int on = graph_.first_hop(here.to); on < graph_.first_hop(here.to + 1); ++on) {
    if (graph_.hop(on).to != here.from) sum += weights[static_cast<std::size_t>(on)];
  }
  return sum;
}

/// Solves V_jk = sum_{l != j} a_kl V_kl for the unsure hops from below by sweeps of sums of
/// positive terms: full precision however small, and exactly 0 in a dead end.
void Routes::Solver::refine(std::span<double> weights) const {
  constexpr int max_sweeps = 2000;
  bool moving = !unsure_.empty();
  for (int sweep = 0; sweep < max_sweeps && moving; ++sweep) {
    moving = false;
    for (const std::size_t id : unsure_) {
      const double weight = factor_[id] * onward(static_cast<int>(id), weights);
      moving = moving || weight > weights[id] * (1.0 + 1e-14);
      weights[id] = weight;
    }
  }
}

Routes::Routes(std::shared_ptr<const RouteGraph> graph, double mu)
    : graph_(std::move(graph)), mu_(mu) {
  if (!graph_) throw std::invalid_argument("Routes: no graph");
  if (!(mu > 0.0) || !std::isfinite(mu)) throw std::invalid_argument("routes: mu must be positive");
}

void Routes::check(std::span<const double> cost, std::span<const int> targets) const {
  check_costs(*graph_, cost);
  std::vector<bool> seen(static_cast<std::size_t>(graph_->n_places()), false);
  for (const int target : targets) {
    if (target < 0 || target >= graph_->n_places() || seen[static_cast<std::size_t>(target)]) {
      throw std::invalid_argument("routes: an unknown or repeated target");
    }
    seen[static_cast<std::size_t>(target)] = true;
  }
}

void Routes::merge_modes(std::span<const double> cost) {
  cheapest_ = graph_->cheapest_of_hops(cost);
  modes_.assign(cheapest_.size(), 0.0);
  round_trip_.assign(cheapest_.size(), 0.0);
  mode_share_.assign(cost.size(), 0.0);
  std::size_t slot = 0;
  for (std::size_t id = 0; id < cheapest_.size(); ++id) {
    const auto corridors = graph_->corridors_of(static_cast<int>(id));
    const std::size_t first = slot;
    for (const int corridor : corridors) {
      const double extra = cost[static_cast<std::size_t>(corridor)] - cheapest_[id];
      if (cheapest_[id] < infinity) modes_[id] += std::exp(-extra / mu_);
      mode_share_[slot++] = modes_[id];
    }
    if (modes_[id] == 0.0) continue;
    for (std::size_t i = first; i < slot; ++i) mode_share_[i] /= modes_[id];
  }
  for (std::size_t id = 0; id < cheapest_.size(); ++id) {
    const int back = graph_->hop(static_cast<int>(id)).back;
    if (back < 0) continue;
    const auto other = static_cast<std::size_t>(back);
    round_trip_[id] =
        modes_[id] * modes_[other] * std::exp(-(cheapest_[id] + cheapest_[other]) / mu_);
  }
}

void Routes::solve(std::span<const double> cost, std::span<const int> targets) {
  solve(cost, targets, run_in_order);
}

void Routes::solve(std::span<const double> cost, std::span<const int> targets,
                   const ForEach& for_each) {
  const bool unchanged =
      n_solves_ > 0 && std::equal(cost.begin(), cost.end(), cost_.begin(), cost_.end()) &&
      std::equal(targets.begin(), targets.end(), targets_.begin(), targets_.end());
  if (unchanged && !row_of_target_.empty()) return;
  check(cost, targets);
  row_of_target_.clear();  // nothing can be read from a solve that fails
  cost_.assign(cost.begin(), cost.end());
  targets_.assign(targets.begin(), targets.end());
  ++n_solves_;
  merge_modes(cost);
  solve_all(for_each);
  row_of_target_.assign(static_cast<std::size_t>(graph_->n_places()), -1);
  for (std::size_t row = 0; row < targets_.size(); ++row) {
    row_of_target_[static_cast<std::size_t>(targets_[row])] = static_cast<int>(row);
  }
}

void Routes::solve_all(const ForEach& for_each) {
  constexpr std::size_t chunk = 16;  // targets that share one symbolic analysis
  const std::size_t n_targets = targets_.size();
  const auto n_hops = static_cast<std::size_t>(graph_->n_hops());
  const auto n_places = static_cast<std::size_t>(graph_->n_places());
  weights_.assign(n_targets * n_hops, 0.0);
  start_cost_.assign(n_targets * n_places, infinity);
  std::vector<char> solved(n_targets, 0);
  // A round trip that gains makes the system on places another one than the system on hops.
  const bool sound =
      std::all_of(round_trip_.begin(), round_trip_.end(), [](double trip) { return trip < 1.0; });
  const auto solve_chunk = [&](std::size_t part) {
    Solver solver(*this);
    for (std::size_t row = part * chunk; row < std::min(n_targets, (part + 1) * chunk); ++row) {
      solved[row] = solver.solve(targets_[row], std::span(weights_).subspan(row * n_hops, n_hops),
                                 std::span(start_cost_).subspan(row * n_places, n_places));
    }
  };
  if (sound) for_each((n_targets + chunk - 1) / chunk, solve_chunk);
  const auto failed = std::find(solved.begin(), solved.end(), 0);
  if (failed == solved.end()) return;
  throw std::domain_error(
      "routes have no meaningful values towards place " +
      std::to_string(targets_[static_cast<std::size_t>(failed - solved.begin())]) +
      ": costs are too low for mu = " + std::to_string(mu_));
}

std::size_t Routes::row_of(int target) const {
  const auto place = static_cast<std::size_t>(target);
  if (place >= row_of_target_.size() || row_of_target_[place] < 0) {
    throw std::out_of_range("routes: place " + std::to_string(target) + " is no solved target");
  }
  return static_cast<std::size_t>(row_of_target_[place]);
}

std::span<const double> Routes::weights_to(int target) const {
  const auto n_hops = static_cast<std::size_t>(graph_->n_hops());
  return std::span(weights_).subspan(row_of(target) * n_hops, n_hops);
}

double Routes::cost(int from, int to) const {
  assert(from >= 0 && from < graph_->n_places());
  return start_cost_[row_of(to) * static_cast<std::size_t>(graph_->n_places()) +
                     static_cast<std::size_t>(from)];
}

void Routes::set_cost_towards(int target, const Routes& other) {
  const auto n_places = static_cast<std::size_t>(graph_->n_places());
  const auto row = static_cast<std::ptrdiff_t>(row_of(target) * n_places);
  const auto others = static_cast<std::ptrdiff_t>(other.row_of(target) * n_places);
  std::copy_n(other.start_cost_.begin() + others, n_places, start_cost_.begin() + row);
  cost_.clear();  // the next solve() works anew
}

std::optional<int> Routes::next(int previous, int at, int target, double u) const {
  assert(u > 0.0 && u < 1.0);
  const std::span<const double> weights = weights_to(target);
  const int first = graph_->first_hop(at);
  const int end = graph_->first_hop(at + 1);
  double total = 0.0;
  for (int hop = first; hop < end; ++hop) {
    if (graph_->hop(hop).to != previous) total += weights[static_cast<std::size_t>(hop)];
  }
  if (!(total > 0.0)) return std::nullopt;
  double level = u * total;
  int chosen = -1;
  double within = 1.0;  // where u falls inside the chosen hop: the mode's uniform
  for (int hop = first; hop < end; ++hop) {
    const double weight = weights[static_cast<std::size_t>(hop)];
    if (graph_->hop(hop).to == previous || weight == 0.0) continue;
    chosen = hop;  // the last with weight, should rounding carry the level past every hop
    within = level / weight;
    if (level <= weight) break;
    level -= weight;
  }
  return corridor_within(chosen, within);
}

int Routes::corridor_within(int hop, double u) const {
  const auto corridors = graph_->corridors_of(hop);
  const std::size_t first = graph_->first_slot(hop);
  int chosen = corridors[0];
  double before = 0.0;
  for (std::size_t i = 0; i < corridors.size(); ++i) {
    const double share = mode_share_[first + i];
    if (share > before) chosen = corridors[i];
    if (share >= u && share > 0.0) break;
    before = share;
  }
  return chosen;
}

void Routes::law(int previous, int at, int target, std::vector<std::pair<int, double>>& out) const {
  out.clear();
  const std::span<const double> weights = weights_to(target);
  double total = 0.0;
  for (int hop = graph_->first_hop(at); hop < graph_->first_hop(at + 1); ++hop) {
    const double weight = weights[static_cast<std::size_t>(hop)];
    if (graph_->hop(hop).to == previous || weight == 0.0) continue;
    total += weight;
    double before = 0.0;
    const std::size_t first = graph_->first_slot(hop);
    const auto corridors = graph_->corridors_of(hop);
    for (std::size_t i = 0; i < corridors.size(); ++i) {
      const double share = mode_share_[first + i] - before;
      before = mode_share_[first + i];
      if (share > 0.0) out.emplace_back(corridors[i], weight * share);
    }
  }
  for (auto& [corridor, probability] : out) probability /= total;
}

}  // namespace sojourn
