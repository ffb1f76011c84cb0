#include "sim/world/routes.hpp"

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

namespace sojourn {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int nowhere = Routes::no_place;

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
        ends.push_back({i, others[k]});
        made.cost.push_back(fixed + km(i, others[k]) * (1.0 + 0.5 * draws.uniform()));
      }
      if (draws.happens(0.15)) continue;
      ends.push_back({others[k], i});
      made.cost.push_back(fixed + km(i, others[k]) * (1.0 + 0.5 * draws.uniform()));
    }
  }
  made.graph = std::make_shared<const RouteGraph>(n_places, ends);
  return made;
}

std::vector<int> all_places(const RouteGraph& graph) {
  std::vector<int> places(graph.n_places());
  std::iota(places.begin(), places.end(), 0);
  return places;
}

/// The naive reference: one unknown V per ordered pair of places, a dense system, extended
/// precision, nothing shared with the engine's derivation.
class EdgeSystem {
 public:
  EdgeSystem(const Network& network, double mu, int target) {
    for (int c = 0; c < network.graph->n_corridors(); ++c) {
      const auto ends = network.graph->corridor(c);
      factor_[{ends.from, ends.to}] += std::exp(-static_cast<long double>(network.cost[c]) / mu);
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

  long double weight(int k, int l) const { return factor_.at({k, l}) * values_[index_.at({k, l})]; }

  /// a_kl V_kl summed over l != previous: V of the state (previous, at).
  long double value(int previous, int at) const {
    long double sum = 0.0L;
    for (const auto& [pair, a] : factor_) {
      if (pair.first == at && pair.second != previous) sum += weight(at, pair.second);
    }
    return sum;
  }

 private:
  using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
  using Vector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;
  std::map<std::pair<int, int>, long double> factor_;
  std::map<std::pair<int, int>, int> index_;
  Vector values_;
};

void expect_edge_solution(const Network& network, double mu, int target) {
  const RouteGraph& graph = *network.graph;
  Routes routes(network.graph, mu);
  routes.solve(network.cost, std::vector<int>{target});
  const EdgeSystem naive(network, mu, target);
  std::vector<std::pair<int, double>> law;
  for (int at = 0; at < graph.n_places(); ++at) {
    if (at == target) continue;
    const long double start = naive.value(nowhere, at);
    if (!graph.reaches(at, target)) continue;
    ASSERT_NEAR(routes.cost(at, target), static_cast<double>(-mu * std::log(start)), 1e-10 * mu);
    for (int previous = nowhere; previous < graph.n_places(); ++previous) {
      routes.law(previous, at, target, law);
      const long double value = naive.value(previous, at);
      double total = 0.0;
      std::map<int, double> by_place;
      for (const auto& [corridor, p] : law) {
        total += p;
        by_place[graph.corridor(corridor).to] += p;
      }
      if (!law.empty()) {
        ASSERT_NEAR(total, 1.0, 1e-12);
      }
      for (const auto& [to, p] : by_place) {
        const double expected = static_cast<double>(naive.weight(at, to) / value);
        ASSERT_NEAR(p, expected, 1e-10) << previous << ' ' << at << ' ' << to << ' ' << target;
      }
    }
  }
}

TEST(Routes, SolveOnPlacesEqualsTheNaiveSystemOnEdges) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const Network network = random_network(24, 3, 1000.0, seed);
    for (const double mu : {150.0, 600.0}) {
      require_solution(*network.graph, network.cost, mu);
      for (int target = 0; target < 24; target += 5) expect_edge_solution(network, mu, target);
    }
  }
}

TEST(Routes, EnumeratedPathsOfAnAcyclicGraph) {
  // 0 -> {1, 2}, 1 -> {2, 3}, 2 -> 3 by land (id 4) and sea (id 5).
  const auto graph = std::make_shared<const RouteGraph>(
      4, std::vector<CorridorEnds>{{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}, {2, 3}});
  const std::vector<double> g = {100, 150, 60, 240, 90, 130};
  const double mu = 100.0;
  Routes routes(graph, mu);
  routes.solve(g, std::vector<int>{3});
  const std::vector<std::vector<int>> paths = {{0, 3}, {0, 2, 4}, {0, 2, 5}, {1, 4}, {1, 5}};
  double all = 0.0;
  double first_by_0 = 0.0;
  for (const auto& path : paths) {
    double length = 0.0;
    for (const int corridor : path) length += g[corridor];
    all += std::exp(-length / mu);
    if (path[0] == 0) first_by_0 += std::exp(-length / mu);
  }
  EXPECT_NEAR(routes.cost(0, 3), -mu * std::log(all), 1e-10);
  std::vector<std::pair<int, double>> law;
  routes.law(nowhere, 0, 3, law);
  ASSERT_EQ(law.size(), 2U);
  EXPECT_EQ(law[0].first, 0);
  EXPECT_NEAR(law[0].second, first_by_0 / all, 1e-12);
  routes.law(0, 2, 3, law);
  ASSERT_EQ(law.size(), 2U);
  EXPECT_NEAR(law[0].second, 1.0 / (1.0 + std::exp(-0.4)), 1e-12) << "modes by logit";
  EXPECT_EQ(routes.cost(3, 3), 0.0);
  EXPECT_EQ(routes.next(nowhere, 3, 3, 0.5), std::nullopt);
}

TEST(Routes, NobodyTurnsBackAndADeadEndHasNoWayOn) {
  // 0 - 1 - 2 - 3 both ways: 0 is a dead end, and from 1 coming from 2 nothing leads to 3.
  const auto graph = std::make_shared<const RouteGraph>(
      4, std::vector<CorridorEnds>{{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}});
  Routes routes(graph, 600.0);
  routes.solve(std::vector<double>(6, 1200.0), std::vector<int>{3});
  EXPECT_EQ(routes.next(nowhere, 1, 3, 0.5), 2) << "not into the dead end";
  EXPECT_EQ(routes.next(1, 0, 3, 0.5), std::nullopt) << "the previous place is the only neighbour";
  EXPECT_EQ(routes.next(2, 1, 3, 0.5), std::nullopt) << "only a dead end ahead";
  EXPECT_EQ(routes.next(nowhere, 0, 3, 0.5), 0);
  EXPECT_NEAR(routes.cost(0, 3), 3600.0, 1e-9) << "one route has its own cost";
  EXPECT_THROW((void)routes.next(nowhere, 0, 2, 0.5), std::out_of_range) << "2 was not solved";
}

// A ring of 30 places, both ways, towards a neighbour of the start: walking away from the target
// leads all the way round, at exp(-29 * 1500/300) of the straight way's weight.
TEST(Routes, TheLongWayRoundKeepsItsDigits) {
  std::vector<CorridorEnds> ends;
  for (int i = 0; i < 30; ++i) {
    ends.push_back({i, (i + 1) % 30});
    ends.push_back({(i + 1) % 30, i});
  }
  Routes routes(std::make_shared<const RouteGraph>(30, ends), 300.0);
  routes.solve(std::vector<double>(ends.size(), 1500.0), std::vector<int>{0});
  const int away = 2;  // corridor 1 -> 2
  EXPECT_EQ(routes.next(0, 1, 0, 0.5), away);
  std::vector<std::pair<int, double>> law;
  routes.law(nowhere, 1, 0, law);
  double p_away = 0.0;
  for (const auto& [corridor, p] : law) p_away = corridor == away ? p : p_away;
  const double expected = std::exp(-28.0 * 1500.0 / 300.0);
  EXPECT_NEAR(p_away / expected, 1.0, 1e-9);
}

TEST(Routes, ClosedCorridorsAndFarTargets) {
  const auto graph =
      std::make_shared<const RouteGraph>(3, std::vector<CorridorEnds>{{0, 1}, {1, 2}, {0, 1}});
  Routes routes(graph, 10.0);
  routes.solve(std::vector<double>{infinity, 1e6, 2e6}, std::vector<int>{2, 1});
  EXPECT_NEAR(routes.cost(0, 2), 3e6, 1e-6) << "exp(-3e5) would underflow";
  EXPECT_EQ(routes.next(nowhere, 0, 2, 0.01), 2) << "the open mode";
  EXPECT_EQ(routes.next(nowhere, 0, 2, 0.99), 2);
  EXPECT_EQ(routes.cost(2, 1), infinity);
  routes.solve(std::vector<double>{infinity, 1e6, infinity}, std::vector<int>{2, 1});
  EXPECT_EQ(routes.cost(0, 2), infinity);
  EXPECT_EQ(routes.next(nowhere, 0, 2, 0.5), std::nullopt);
}

// Law: Routes::law; 50,000 evenly spaced uniforms give each share to within 2/50,000.
TEST(Routes, NextDrawsFromTheLaw) {
  const Network network = random_network(30, 4, 1000.0, 9);
  Routes routes(network.graph, 600.0);
  routes.solve(network.cost, all_places(*network.graph));
  std::vector<std::pair<int, double>> law;
  for (int at = 1; at < 30; at += 7) {
    const int previous = network.graph->hop(network.graph->first_hop(at)).to;
    for (const int from : {nowhere, previous}) {
      std::map<int, double> seen;
      constexpr int n = 50'000;
      for (int i = 0; i < n; ++i) {
        const auto corridor = routes.next(from, at, 0, (i + 0.5) / n);
        ASSERT_TRUE(corridor);
        ASSERT_EQ(network.graph->corridor(*corridor).from, at);
        seen[*corridor] += 1.0 / n;
      }
      routes.law(from, at, 0, law);
      for (const auto& [corridor, p] : law) EXPECT_NEAR(seen[corridor], p, 2.0 / n);
    }
  }
}

TEST(Routes, SolveOnlyWhatChangedAndAlikeInParallel) {
  const Network network = random_network(60, 4, 1000.0, 3);
  const std::vector<int> targets = all_places(*network.graph);
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
  for (const int from : targets) {
    for (const int to : targets) EXPECT_EQ(one.cost(from, to), many.cost(from, to));
  }
  std::vector<double> dearer = network.cost;
  dearer[5] += 1.0;
  one.solve(dearer, targets);
  EXPECT_EQ(one.n_solves(), 2);
  one.solve(dearer, std::vector<int>{3});
  EXPECT_EQ(one.n_solves(), 3);
}

TEST(Routes, RefuseBadArguments) {
  const Network network = random_network(10, 2, 1000.0, 3);
  Routes routes(network.graph, 600.0);
  std::vector<double> cost = network.cost;
  EXPECT_THROW(Routes(network.graph, 0.0), std::invalid_argument);
  EXPECT_THROW(Routes(nullptr, 1.0), std::invalid_argument);
  EXPECT_THROW(routes.solve(cost, std::vector<int>{1, 1}), std::invalid_argument);
  EXPECT_THROW(routes.solve(cost, std::vector<int>{10}), std::invalid_argument);
  cost[0] = -1.0;
  EXPECT_THROW(routes.solve(cost, std::vector<int>{1}), std::invalid_argument);
  cost[0] = std::nan("");
  EXPECT_THROW(routes.solve(cost, std::vector<int>{1}), std::invalid_argument);
  cost.pop_back();
  EXPECT_THROW(routes.solve(cost, std::vector<int>{1}), std::invalid_argument);
  EXPECT_THROW(RouteGraph(2, {{0, 2}}), std::invalid_argument);
  EXPECT_THROW(RouteGraph(2, {{1, 1}}), std::invalid_argument);
}

TEST(SpectralRadius, OfGraphsKnownByHand) {
  // A complete graph of n places without U-turns: n - 2 continuations each.
  std::vector<CorridorEnds> complete, ring, line;
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      if (i != j) complete.push_back({i, j});
    }
    ring.push_back({i, (i + 1) % 5});
    if (i < 4) line.push_back({i, i + 1});
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
  const std::vector<int> targets = all_places(*network.graph);
  EXPECT_THROW(routes.solve(network.cost, targets), std::domain_error);
  EXPECT_THROW((void)routes.cost(0, 1), std::out_of_range) << "a failed solve cannot be read";
  for (double& cost : network.cost) cost += mu * std::log(radius / 0.8);
  EXPECT_NEAR(spectral_radius(*network.graph, network.cost, mu), 0.8, 1e-6);
  EXPECT_NO_THROW(require_solution(*network.graph, network.cost, mu));
  EXPECT_NO_THROW(routes.solve(network.cost, targets));
}

TEST(RouteGraph, ReachComponentsAndShortestCosts) {
  // 0 <-> 1 -> 2 -> 3 -> 2, with a dearer second mode from 1 to 2; ids are the given positions.
  const RouteGraph graph(5, {{3, 2}, {1, 2}, {0, 1}, {2, 3}, {1, 0}, {1, 2}});
  const std::vector<double> cost = {7, 9, 1, 3, 2, 4};
  EXPECT_TRUE(graph.reaches(0, 3));
  EXPECT_FALSE(graph.reaches(2, 1));
  EXPECT_TRUE(graph.reaches(4, 4));
  EXPECT_FALSE(graph.reaches(0, 4));
  const auto& part = graph.components();
  EXPECT_EQ(part[0], part[1]);
  EXPECT_EQ(part[2], part[3]);
  EXPECT_NE(part[0], part[2]);
  EXPECT_NE(part[4], part[0]);
  EXPECT_EQ(graph.shortest_costs(0, cost), (std::vector<double>{0, 1, 5, 8, infinity}));
  const auto to_3 = graph.shortest_costs_to(3, graph.cheapest_of_hops(cost));
  EXPECT_EQ(to_3, (std::vector<double>{8, 7, 3, 0, infinity}));
  EXPECT_EQ(graph.n_hops(), 5);
  for (int hop = 0; hop < graph.n_hops(); ++hop) {
    for (const int id : graph.corridors_of(hop)) {
      EXPECT_EQ(graph.corridor(id).from, graph.hop(hop).from);
      EXPECT_EQ(graph.corridor(id).to, graph.hop(hop).to);
    }
  }
  EXPECT_EQ(graph.corridor(0).from, 3);
}

}  // namespace
}  // namespace sojourn
