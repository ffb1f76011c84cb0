#include "sim/world/routes/routes.hpp"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/infinity.hpp"
#include "sim/base/lookup.hpp"

namespace sojourn {

namespace {

Eigen::Index n_places_of(const RouteGraph& graph) {
  return std::ssize(graph.places());
}

void run_in_order(std::size_t n, const std::function<void(std::size_t)>& fn) {
  for (std::size_t i = 0; i < n; ++i) fn(i);
}

}  // namespace

/// One linear system of a fixed pattern, filled and factorised for one target after another.
///
/// Everything is scaled by the cheapest cost d to the target: u_k = U_k exp(d_k/mu) and
/// b_kl = a_kl exp((d_k - d_l)/mu) <= number of modes. Nothing underflows however far the target,
/// and u_k >= 1 where the values are meaningful, because the cheapest walk is one of the walks.
class Routes::Solver {
 public:
  explicit Solver(const Routes& routes);
  /// Writes a_kl V_kl (scaled) per hop and Z per place; false if the values are without meaning.
  bool solve(PlaceId target, std::span<double> weights, std::span<double> start_cost);

 private:
  using Matrix = Eigen::SparseMatrix<double>;

  void fill(PlaceId target);
  bool meaningful(PlaceId target) const;
  void write_weights(PlaceId target, std::span<double> weights);
  double onward(HopId hop, std::span<const double> weights) const;
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
  std::vector<HopId> unsure_;                               // hops whose V_kl cancelled
};

Routes::Solver::Solver(const Routes& routes)
    : routes_(routes),
      graph_(*routes.graph_),
      matrix_(n_places_of(graph_), n_places_of(graph_)),
      factor_(graph_.hops().size()) {
  std::vector<Eigen::Triplet<double>> pattern;
  for (const PlaceId place : graph_.places()) {
    pattern.emplace_back(place.value, place.value, 1.0);
  }
  for (const HopId id : graph_.hops()) {
    pattern.emplace_back(graph_.hop(id).from.value, graph_.hop(id).to.value, 1.0);
  }
  matrix_.setFromTriplets(pattern.begin(), pattern.end());
  for (const PlaceId place : graph_.places()) {
    diagonal_.push_back(&matrix_.coeffRef(place.value, place.value));
  }
  for (const HopId id : graph_.hops()) {
    off_.push_back(&matrix_.coeffRef(graph_.hop(id).from.value, graph_.hop(id).to.value));
  }
  // An M-matrix needs no pivoting, and without it no entry of the solution loses digits.
  lu_.setPivotThreshold(0.0);
  lu_.analyzePattern(matrix_);
}

/// Row k: u_k (1 + sum_{l != t} r_kl/(1 - r_kl)) - sum_{l != t} b_kl/(1 - r_kl) u_l - b_kt u_t = 0
/// with r_kl = a_kl a_lk; row t: u_t = 1.
void Routes::Solver::fill(PlaceId target) {
  for (double* entry : diagonal_) *entry = 1.0;
  for (const HopId id : graph_.hops()) {
    const auto& hop = graph_.hop(id);
    const std::size_t i = id.index();
    const double before = distance_[hop.from.index()];
    const double after = distance_[hop.to.index()];
    factor_[i] = 0.0;
    *off_[i] = 0.0;
    if (hop.from == target || before == kInfinity) continue;
    const double detour = routes_.cheapest_[i] + after - before;
    factor_[i] = routes_.modes_[i] * fixed::exp(-detour / routes_.mu_);
    const double trip = hop.to == target ? 0.0 : routes_.round_trip_[i];
    *off_[i] = -factor_[i] / (1.0 - trip);
    *diagonal_[hop.from.index()] += trip / (1.0 - trip);
  }
}

bool Routes::Solver::meaningful(PlaceId target) const {
  for (const PlaceId place : graph_.places()) {
    if (place == target || distance_[place.index()] == kInfinity) continue;
    const double value = values_[place.value];
    if (!(value > 1.0 - 1e-9 && value < kInfinity)) return false;
  }
  return true;
}

bool Routes::Solver::solve(PlaceId target, std::span<double> weights,
                           std::span<double> start_cost) {
  distance_ = graph_.shortest_costs_to(target, routes_.cheapest_);
  fill(target);
  lu_.factorize(matrix_);
  if (lu_.info() != Eigen::Success) return false;
  values_ = lu_.solve(Eigen::VectorXd::Unit(matrix_.rows(), target.value));
  if (!meaningful(target)) return false;
  for (const PlaceId place : graph_.places()) {
    const double distance = distance_[place.index()];
    const double gain = routes_.mu_ * fixed::log(values_[place.value]);
    start_cost[place.index()] = distance < kInfinity ? distance - gain : kInfinity;
  }
  start_cost[target.index()] = 0.0;
  write_weights(target, weights);
  return true;
}

void Routes::Solver::write_weights(PlaceId target, std::span<double> weights) {
  constexpr double digits_left = 1e-5;  // below this share of U_l, V_kl is summed again instead
  unsure_.clear();
  for (const HopId id : graph_.hops()) {
    const auto& hop = graph_.hop(id);
    const std::size_t i = id.index();
    if (hop.to == target || factor_[i] == 0.0) {
      weights[i] = factor_[i];
      continue;
    }
    const double whole = values_[hop.to.value];
    const double back = hop.back.valid() ? factor_[hop.back.index()] : 0.0;
    const double forward = whole - back * values_[hop.from.value];
    const bool sure = forward > digits_left * whole;
    weights[i] = sure ? factor_[i] * forward / (1.0 - routes_.round_trip_[i]) : 0.0;
    if (!sure) unsure_.push_back(id);
  }
  refine(weights);
}

double Routes::Solver::onward(HopId hop, std::span<const double> weights) const {
  const auto& here = graph_.hop(hop);
  double sum = 0.0;
  for (const HopId on : graph_.hops_from(here.to)) {
    if (graph_.hop(on).to != here.from) sum += weights[on.index()];
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
    for (const HopId id : unsure_) {
      const double weight = factor_[id.index()] * onward(id, weights);
      moving = moving || weight > weights[id.index()] * (1.0 + 1e-14);
      weights[id.index()] = weight;
    }
  }
}

Routes::Routes(std::shared_ptr<const RouteGraph> graph, double mu)
    : graph_(std::move(graph)), mu_(mu) {
  if (!graph_) throw std::invalid_argument("Routes: no graph");
  if (!(mu > 0.0) || !std::isfinite(mu)) throw std::invalid_argument("routes: mu must be positive");
}

void Routes::check(std::span<const double> cost, std::span<const PlaceId> targets) const {
  graph_->check_costs(cost);
  std::vector<bool> seen(graph_->places().size(), false);
  for (const PlaceId target : targets) {
    if (!target.valid() || target.index() >= seen.size() || seen[target.index()]) {
      throw std::invalid_argument("routes: an unknown or repeated target");
    }
    seen[target.index()] = true;
  }
}

void Routes::merge_modes(std::span<const double> cost) {
  cheapest_ = graph_->cheapest_of_hops(cost);
  modes_.assign(cheapest_.size(), 0.0);
  round_trip_.assign(cheapest_.size(), 0.0);
  mode_share_.assign(cost.size(), 0.0);
  std::size_t slot = 0;
  for (const HopId id : graph_->hops()) {
    const double cheapest = cheapest_[id.index()];
    double& modes = modes_[id.index()];
    const std::size_t first = slot;
    for (const CorridorId corridor : graph_->corridors_of(id)) {
      const double extra = cost[corridor.index()] - cheapest;
      if (cheapest < kInfinity) modes += fixed::exp(-extra / mu_);
      mode_share_[slot++] = modes;
    }
    if (modes == 0.0) continue;
    for (std::size_t i = first; i < slot; ++i) mode_share_[i] /= modes;
  }
  for (const HopId id : graph_->hops()) {
    const HopId back = graph_->hop(id).back;
    if (!back.valid()) continue;
    const std::size_t i = id.index(), other = back.index();
    round_trip_[i] =
        modes_[i] * modes_[other] * fixed::exp(-(cheapest_[i] + cheapest_[other]) / mu_);
  }
}

void Routes::solve(std::span<const double> cost, std::span<const PlaceId> targets) {
  solve(cost, targets, run_in_order);
}

void Routes::solve(std::span<const double> cost, std::span<const PlaceId> targets,
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
  row_of_target_.assign(graph_->places().size(), std::nullopt);
  for (std::size_t row = 0; row < targets_.size(); ++row) {
    row_of_target_[targets_[row].index()] = row;
  }
}

void Routes::solve_all(const ForEach& for_each) {
  constexpr std::size_t chunk = 16;  // targets that share one symbolic analysis
  const std::size_t n_targets = targets_.size();
  const std::size_t n_hops = graph_->hops().size(), n_places = graph_->places().size();
  weights_.assign(n_targets * n_hops, 0.0);
  start_cost_.assign(n_targets * n_places, kInfinity);
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
  throw std::domain_error("routes have no meaningful values towards place " +
                          std::to_string(targets_[index_of(solved, failed)].value) +
                          ": costs are too low for mu = " + std::to_string(mu_));
}

std::size_t Routes::row_of(PlaceId target) const {
  const std::size_t place = target.index();
  if (place >= row_of_target_.size() || !row_of_target_[place]) {
    throw std::out_of_range("routes: place " + std::to_string(target.value) +
                            " is no solved target");
  }
  return *row_of_target_[place];
}

std::span<const double> Routes::weights_to(PlaceId target) const {
  const std::size_t n_hops = graph_->hops().size();
  return std::span(weights_).subspan(row_of(target) * n_hops, n_hops);
}

double Routes::cost(PlaceId from, PlaceId to) const {
  assert(from.index() < graph_->places().size());
  return start_cost_[row_of(to) * graph_->places().size() + from.index()];
}

void Routes::set_cost_towards(PlaceId target, const Routes& other) {
  const std::size_t n_places = graph_->places().size();
  const auto theirs =
      std::span(other.start_cost_).subspan(other.row_of(target) * n_places, n_places);
  const auto mine = std::span(start_cost_).subspan(row_of(target) * n_places, n_places);
  std::ranges::copy(theirs, mine.begin());
  cost_.clear();  // the next solve() works anew
}

std::optional<CorridorId> Routes::next(PlaceId previous, PlaceId at, PlaceId target,
                                       double u) const {
  assert(u > 0.0 && u < 1.0);
  const std::span<const double> weights = weights_to(target);
  double total = 0.0;
  for (const HopId hop : graph_->hops_from(at)) {
    if (graph_->hop(hop).to != previous) total += weights[hop.index()];
  }
  if (!(total > 0.0)) return std::nullopt;
  double level = u * total;
  HopId chosen;
  double within = 1.0;  // where u falls inside the chosen hop: the mode's uniform
  for (const HopId hop : graph_->hops_from(at)) {
    const double weight = weights[hop.index()];
    if (graph_->hop(hop).to == previous || weight == 0.0) continue;
    chosen = hop;  // the last with weight, should rounding carry the level past every hop
    within = level / weight;
    if (level <= weight) break;
    level -= weight;
  }
  return corridor_within(chosen, within);
}

CorridorId Routes::corridor_within(HopId hop, double u) const {
  const auto corridors = graph_->corridors_of(hop);
  const std::size_t first = graph_->first_slot(hop);
  CorridorId chosen = corridors[0];
  double before = 0.0;
  for (std::size_t i = 0; i < corridors.size(); ++i) {
    const double share = mode_share_[first + i];
    if (share > before) chosen = corridors[i];
    if (share >= u && share > 0.0) break;
    before = share;
  }
  return chosen;
}

void Routes::law(PlaceId previous, PlaceId at, PlaceId target,
                 std::vector<std::pair<CorridorId, double>>& out) const {
  out.clear();
  const std::span<const double> weights = weights_to(target);
  double total = 0.0;
  for (const HopId hop : graph_->hops_from(at)) {
    const double weight = weights[hop.index()];
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
