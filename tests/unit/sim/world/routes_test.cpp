#include "sim/world/routes/routes.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "sim/base/rng.hpp"
#include "sim/world/routes/route_solution.hpp"

namespace sojourn {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr PlaceId nowhere = Routes::no_place;
constexpr PlaceId operator""_p(unsigned long long place) {
  return PlaceId(place);
}
constexpr CorridorId operator""_c(unsigned long long corridor) {
  return CorridorId(corridor);
}

struct Network {
  std::shared_ptr<const RouteGraph> graph;
  std::vector<double> cost;  // km-equivalents per corridor
};

/// Places on a plane, each with corridors from and to its nearest neighbours (some one-way, some
/// with two modes): cost is a fixed part plus distance.
Network random_network(int n_places, int n_neighbours, double fixed, std::uint64_t seed) {
  Draws draws(seed, stream_id("network"), 0, 0);
  std::vector<double> x, y;
  for (int i = 0; i < n_places; ++i) {
    x.push_back(8000.0 * draws.uniform());
    y.push_back(8000.0 * draws.uniform());
  }
  const auto km = [&](int i, int j) { return std::hypot(x[i] - x[j], y[i] - y[j]); };
  std::vector<CorridorEnds> ends;
  Network made;
  for (int i = 0; i < n_places; ++i) {
    std::vector<int> others(n_places);
    std::iota(others.begin(), others.end(), 0);
    std::sort(others.begin(), others.end(), [&](int a, int b) { return km(i, a) < km(i, b); });
    for (int k = 1; k <= n_neighbours; ++k) {
      const int modes = draws.happens(0.2) ? 2 : 1;
      for (int mode = 0; mode < modes; ++mode) {
        ends.push_back({PlaceId(i), PlaceId(others[k])});
        made.cost.push_back(fixed + km(i, others[k]) * (1.0 + 0.5 * draws.uniform()));
      }
      if (draws.happens(0.15)) continue;
      ends.push_back({PlaceId(others[k]), PlaceId(i)});
      made.cost.push_back(fixed + km(i, others[k]) * (1.0 + 0.5 * draws.uniform()));
    }
  }
  made.graph = std::make_shared<const RouteGraph>(n_places, ends);
  return made;
}

std::vector<PlaceId> all_places(const RouteGraph& graph) {
  return {graph.places().begin(), graph.places().end()};
}

/// The naive reference: one unknown V per ordered pair of places, a dense system, extended
/// precision, nothing shared with the engine's derivation.
class EdgeSystem {
 public:
  EdgeSystem(const Network& network, double mu, PlaceId target) {
    for (const CorridorId c : network.graph->corridors()) {
      const auto ends = network.graph->corridor(c);
      const long double cost = network.cost[c.index()];
      factor_[{ends.from, ends.to}] += std::exp(-cost / mu);
    }
    int n = 0;
    for (const auto& [pair, a] : factor_) index_[pair] = n++;
    Matrix system = Matrix::Identity(n, n);
    Vector right = Vector::Zero(n);
    for (const auto& [jk, a] : factor_) {
      if (jk.second == target) right[index_[jk]] = 1.0L;
      if (jk.second == target) continue;
      for (const auto& [kl, b] : factor_) {
        if (kl.first != jk.second || kl.second == jk.first) continue;
        system(index_[jk], index_[kl]) -= b;
      }
    }
    values_ = system.partialPivLu().solve(right);
  }

  long double weight(PlaceId k, PlaceId l) const {
    return factor_.at({k, l}) * values_[index_.at({k, l})];
  }

  /// a_kl V_kl summed over l != previous: V of the state (previous, at).
  long double value(PlaceId previous, PlaceId at) const {
    long double sum = 0.0L;
    for (const auto& [pair, a] : factor_) {
      if (pair.first == at && pair.second != previous) sum += weight(at, pair.second);
    }
    return sum;
  }

 private:
  using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
  using Vector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;
  std::map<std::pair<PlaceId, PlaceId>, long double> factor_;
  std::map<std::pair<PlaceId, PlaceId>, int> index_;
  Vector values_;
};

void expect_edge_solution(const Network& network, double mu, PlaceId target) {
  const RouteGraph& graph = *network.graph;
  Routes routes(network.graph, mu);
  routes.solve(network.cost, std::vector{target});
  const EdgeSystem naive(network, mu, target);
  std::vector<std::pair<CorridorId, double>> law;
  std::vector<PlaceId> before = all_places(graph);
  before.push_back(nowhere);
  for (const PlaceId at : graph.places()) {
    if (at == target) continue;
    const long double start = naive.value(nowhere, at);
    if (!graph.reaches(at, target)) continue;
    ASSERT_NEAR(routes.cost(at, target), static_cast<double>(-mu * std::log(start)), 1e-10 * mu);
    for (const PlaceId previous : before) {
      routes.law(previous, at, target, law);
      const long double value = naive.value(previous, at);
      double total = 0.0;
      std::map<PlaceId, double> by_place;
      for (const auto& [corridor, p] : law) {
        total += p;
        by_place[graph.corridor(corridor).to] += p;
      }
      if (!law.empty()) {
        ASSERT_NEAR(total, 1.0, 1e-12);
      }
      for (const auto& [to, p] : by_place) {
        const double expected = static_cast<double>(naive.weight(at, to) / value);
        ASSERT_NEAR(p, expected, 1e-10)
            << previous.value << ' ' << at.value << ' ' << to.value << ' ' << target.value;
      }
    }
  }
}

TEST(Routes, SolveOnPlacesEqualsTheNaiveSystemOnEdges) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const Network network = random_network(24, 3, 1000.0, seed);
    for (const double mu : {150.0, 600.0}) {
      require_solution(*network.graph, network.cost, mu);
      for (int target = 0; target < 24; target += 5) {
        expect_edge_solution(network, mu, PlaceId(target));
      }
    }
  }
}

TEST(Routes, EnumeratedPathsOfAnAcyclicGraph) {
  // 0 -> {1, 2}, 1 -> {2, 3}, 2 -> 3 by land (id 4) and sea (id 5).
  const auto graph = std::make_shared<const RouteGraph>(
      4, std::vector<CorridorEnds>{
             {0_p, 1_p}, {0_p, 2_p}, {1_p, 2_p}, {1_p, 3_p}, {2_p, 3_p}, {2_p, 3_p}});
  const std::vector<double> g = {100, 150, 60, 240, 90, 130};
  const double mu = 100.0;
  Routes routes(graph, mu);
  routes.solve(g, std::vector{3_p});
  const std::vector<std::vector<int>> paths = {{0, 3}, {0, 2, 4}, {0, 2, 5}, {1, 4}, {1, 5}};
  double all = 0.0;
  double first_by_0 = 0.0;
  for (const auto& path : paths) {
    double length = 0.0;
    for (const int corridor : path) length += g[corridor];
    all += std::exp(-length / mu);
    if (path[0] == 0) first_by_0 += std::exp(-length / mu);
  }
  EXPECT_NEAR(routes.cost(0_p, 3_p), -mu * std::log(all), 1e-10);
  std::vector<std::pair<CorridorId, double>> law;
  routes.law(nowhere, 0_p, 3_p, law);
  ASSERT_EQ(law.size(), 2U);
  EXPECT_EQ(law[0].first, 0_c);
  EXPECT_NEAR(law[0].second, first_by_0 / all, 1e-12);
  routes.law(0_p, 2_p, 3_p, law);
  ASSERT_EQ(law.size(), 2U);
  EXPECT_NEAR(law[0].second, 1.0 / (1.0 + std::exp(-0.4)), 1e-12) << "modes by logit";
  EXPECT_EQ(routes.cost(3_p, 3_p), 0.0);
  EXPECT_EQ(routes.next(nowhere, 3_p, 3_p, 0.5), std::nullopt);
}

TEST(Routes, NobodyTurnsBackAndADeadEndHasNoWayOn) {
  // 0 - 1 - 2 - 3 both ways: 0 is a dead end, and from 1 coming from 2 nothing leads to 3.
  const auto graph = std::make_shared<const RouteGraph>(
      4, std::vector<CorridorEnds>{
             {0_p, 1_p}, {1_p, 0_p}, {1_p, 2_p}, {2_p, 1_p}, {2_p, 3_p}, {3_p, 2_p}});
  Routes routes(graph, 600.0);
  routes.solve(std::vector<double>(6, 1200.0), std::vector{3_p});
  EXPECT_EQ(routes.next(nowhere, 1_p, 3_p, 0.5), 2_c) << "not into the dead end";
  EXPECT_EQ(routes.next(1_p, 0_p, 3_p, 0.5), std::nullopt)
      << "the previous place is the only neighbour";
  EXPECT_EQ(routes.next(2_p, 1_p, 3_p, 0.5), std::nullopt) << "only a dead end ahead";
  EXPECT_EQ(routes.next(nowhere, 0_p, 3_p, 0.5), 0_c);
  EXPECT_NEAR(routes.cost(0_p, 3_p), 3600.0, 1e-9) << "one route has its own cost";
  EXPECT_THROW((void)routes.next(nowhere, 0_p, 2_p, 0.5), std::out_of_range) << "2 was not solved";
}

// A ring of 30 places, both ways, towards a neighbour of the start: walking away from the target
// leads all the way round, at exp(-29 * 1500/300) of the straight way's weight.
TEST(Routes, TheLongWayRoundKeepsItsDigits) {
  std::vector<CorridorEnds> ends;
  for (int i = 0; i < 30; ++i) {
    ends.push_back({PlaceId(i), PlaceId((i + 1) % 30)});
    ends.push_back({PlaceId((i + 1) % 30), PlaceId(i)});
  }
  Routes routes(std::make_shared<const RouteGraph>(30, ends), 300.0);
  routes.solve(std::vector<double>(ends.size(), 1500.0), std::vector{0_p});
  const CorridorId away(2);  // corridor 1 -> 2
  EXPECT_EQ(routes.next(0_p, 1_p, 0_p, 0.5), away);
  std::vector<std::pair<CorridorId, double>> law;
  routes.law(nowhere, 1_p, 0_p, law);
  double p_away = 0.0;
  for (const auto& [corridor, p] : law) p_away = corridor == away ? p : p_away;
  const double expected = std::exp(-28.0 * 1500.0 / 300.0);
  EXPECT_NEAR(p_away / expected, 1.0, 1e-9);
}

TEST(Routes, ClosedCorridorsAndFarTargets) {
  const auto graph = std::make_shared<const RouteGraph>(
      3, std::vector<CorridorEnds>{{0_p, 1_p}, {1_p, 2_p}, {0_p, 1_p}});
  Routes routes(graph, 10.0);
  routes.solve(std::vector<double>{infinity, 1e6, 2e6}, std::vector{2_p, 1_p});
  EXPECT_NEAR(routes.cost(0_p, 2_p), 3e6, 1e-6) << "exp(-3e5) would underflow";
  EXPECT_EQ(routes.next(nowhere, 0_p, 2_p, 0.01), 2_c) << "the open mode";
  EXPECT_EQ(routes.next(nowhere, 0_p, 2_p, 0.99), 2_c);
  EXPECT_EQ(routes.cost(2_p, 1_p), infinity);
  routes.solve(std::vector<double>{infinity, 1e6, infinity}, std::vector{2_p, 1_p});
  EXPECT_EQ(routes.cost(0_p, 2_p), infinity);
  EXPECT_EQ(routes.next(nowhere, 0_p, 2_p, 0.5), std::nullopt);
}

// Law: Routes::law; 50,000 evenly spaced uniforms give each share to within 2/50,000.
TEST(Routes, NextDrawsFromTheLaw) {
  const Network network = random_network(30, 4, 1000.0, 9);
  Routes routes(network.graph, 600.0);
  routes.solve(network.cost, all_places(*network.graph));
  std::vector<std::pair<CorridorId, double>> law;
  for (const PlaceId at : {1_p, 8_p, 15_p, 22_p, 29_p}) {
    const PlaceId previous = network.graph->hop(*network.graph->hops_from(at).begin()).to;
    for (const PlaceId from : {nowhere, previous}) {
      std::map<CorridorId, double> seen;
      constexpr int n = 50'000;
      for (int i = 0; i < n; ++i) {
        const auto corridor = routes.next(from, at, 0_p, (i + 0.5) / n);
        ASSERT_TRUE(corridor);
        ASSERT_EQ(network.graph->corridor(*corridor).from, at);
        seen[*corridor] += 1.0 / n;
      }
      routes.law(from, at, 0_p, law);
      for (const auto& [corridor, p] : law) EXPECT_NEAR(seen[corridor], p, 2.0 / n);
    }
  }
}

TEST(Routes, SolveOnlyWhatChangedAndAlikeInParallel) {
  const Network network = random_network(60, 4, 1000.0, 3);
  const std::vector<PlaceId> targets = all_places(*network.graph);
  Routes one(network.graph, 600.0);
  Routes many(network.graph, 600.0);
  one.solve(network.cost, targets);
  one.solve(network.cost, targets);
  EXPECT_EQ(one.n_solves(), 1);
  const auto backwards = [](std::size_t n, const std::function<void(std::size_t)>& fn) {
    std::vector<std::thread> threads;
    for (std::size_t i = n; i-- > 0;) threads.emplace_back(fn, i);
    for (auto& thread : threads) thread.join();
  };
  many.solve(network.cost, targets, backwards);
  for (const PlaceId from : targets) {
    for (const PlaceId to : targets) EXPECT_EQ(one.cost(from, to), many.cost(from, to));
  }
  std::vector<double> dearer = network.cost;
  dearer[5] += 1.0;
  one.solve(dearer, targets);
  EXPECT_EQ(one.n_solves(), 2);
  one.solve(dearer, std::vector{3_p});
  EXPECT_EQ(one.n_solves(), 3);
}

TEST(Routes, RefuseBadArguments) {
  const Network network = random_network(10, 2, 1000.0, 3);
  Routes routes(network.graph, 600.0);
  std::vector<double> cost = network.cost;
  EXPECT_THROW(Routes(network.graph, 0.0), std::invalid_argument);
  EXPECT_THROW(Routes(nullptr, 1.0), std::invalid_argument);
  EXPECT_THROW(routes.solve(cost, std::vector{1_p, 1_p}), std::invalid_argument);
  EXPECT_THROW(routes.solve(cost, std::vector{10_p}), std::invalid_argument);
  cost[0] = -1.0;
  EXPECT_THROW(routes.solve(cost, std::vector{1_p}), std::invalid_argument);
  cost[0] = std::nan("");
  EXPECT_THROW(routes.solve(cost, std::vector{1_p}), std::invalid_argument);
  cost.pop_back();
  EXPECT_THROW(routes.solve(cost, std::vector{1_p}), std::invalid_argument);
  EXPECT_THROW(RouteGraph(2, {{0_p, 2_p}}), std::invalid_argument);
  EXPECT_THROW(RouteGraph(2, {{1_p, 1_p}}), std::invalid_argument);
}

TEST(SpectralRadius, OfGraphsKnownByHand) {
  // A complete graph of n places without U-turns: n - 2 continuations each.
  std::vector<CorridorEnds> complete, ring, line;
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      if (i != j) complete.push_back({PlaceId(i), PlaceId(j)});
    }
    ring.push_back({PlaceId(i), PlaceId((i + 1) % 5)});
    if (i < 4) line.push_back({PlaceId(i), PlaceId(i + 1)});
  }
  const double a = std::exp(-2.0);
  EXPECT_NEAR(spectral_radius(RouteGraph(5, complete), std::vector<double>(20, 200.0), 100.0),
              3.0 * a, 1e-8);
  EXPECT_NEAR(spectral_radius(RouteGraph(5, ring), std::vector<double>(5, 200.0), 100.0), a, 1e-8);
  const std::vector<double> uneven = {100, 150, 200, 250, 300};  // geometric mean of the factors
  EXPECT_NEAR(spectral_radius(RouteGraph(5, ring), uneven, 100.0), a, 1e-7);
  EXPECT_EQ(spectral_radius(RouteGraph(5, line), std::vector<double>(4, 0.0), 100.0), 0.0);
}

TEST(RequireSolution, NamesMuTheRadiusAndASufficientRise) {
  Network network = random_network(40, 5, 0.0, 5);
  const double mu = 600.0;
  const double radius = spectral_radius(*network.graph, network.cost, mu);
  ASSERT_GT(radius, 1.0);
  try {
    require_solution(*network.graph, network.cost, mu);
    FAIL() << "radius " << radius << " was accepted";
  } catch (const std::domain_error& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("600"), std::string::npos) << message;
    EXPECT_NE(message.find(std::to_string(radius)), std::string::npos) << message;
    EXPECT_NE(message.find("a_cross"), std::string::npos) << message;
  }
  Routes routes(network.graph, mu);
  const std::vector<PlaceId> targets = all_places(*network.graph);
  EXPECT_THROW(routes.solve(network.cost, targets), std::domain_error);
  EXPECT_THROW((void)routes.cost(0_p, 1_p), std::out_of_range) << "a failed solve cannot be read";
  for (double& cost : network.cost) cost += mu * std::log(radius / 0.8);
  EXPECT_NEAR(spectral_radius(*network.graph, network.cost, mu), 0.8, 1e-6);
  EXPECT_NO_THROW(require_solution(*network.graph, network.cost, mu));
  EXPECT_NO_THROW(routes.solve(network.cost, targets));
}

TEST(RouteGraph, ReachComponentsAndShortestCosts) {
  // 0 <-> 1 -> 2 -> 3 -> 2, with a dearer second mode from 1 to 2; ids are the given positions.
  const RouteGraph graph(5,
                         {{3_p, 2_p}, {1_p, 2_p}, {0_p, 1_p}, {2_p, 3_p}, {1_p, 0_p}, {1_p, 2_p}});
  const std::vector<double> cost = {7, 9, 1, 3, 2, 4};
  EXPECT_TRUE(graph.reaches(0_p, 3_p));
  EXPECT_FALSE(graph.reaches(2_p, 1_p));
  EXPECT_TRUE(graph.reaches(4_p, 4_p));
  EXPECT_FALSE(graph.reaches(0_p, 4_p));
  const auto& part = graph.components();
  EXPECT_EQ(part[0], part[1]);
  EXPECT_EQ(part[2], part[3]);
  EXPECT_NE(part[0], part[2]);
  EXPECT_NE(part[4], part[0]);
  EXPECT_EQ(graph.shortest_costs(0_p, cost), (std::vector<double>{0, 1, 5, 8, infinity}));
  const auto to_3 = graph.shortest_costs_to(3_p, graph.cheapest_of_hops(cost));
  EXPECT_EQ(to_3, (std::vector<double>{8, 7, 3, 0, infinity}));
  EXPECT_EQ(graph.hops().size(), 5U);
  for (const HopId hop : graph.hops()) {
    for (const CorridorId id : graph.corridors_of(hop)) {
      EXPECT_EQ(graph.corridor(id).from, graph.hop(hop).from);
      EXPECT_EQ(graph.corridor(id).to, graph.hop(hop).to);
    }
  }
  EXPECT_EQ(graph.corridor(0_c).from, 3_p);
}

}  // namespace
}  // namespace sojourn
