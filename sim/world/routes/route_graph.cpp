#include "sim/world/routes/route_graph.hpp"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cassert>
#include <stdexcept>

#include "sim/base/infinity.hpp"

namespace sojourn {

namespace {

struct HopOf {
  HopId hop;
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

std::vector<double> dijkstra(const Graph& graph, PlaceId start, std::span<const double> hop_cost) {
  std::vector<double> distance(num_vertices(graph), kInfinity);
  const auto index = get(boost::vertex_index, graph);
  const auto weight = boost::make_function_property_map<Edge>(
      [&](const Edge& edge) { return hop_cost[graph[edge].hop.index()]; });
  boost::dijkstra_shortest_paths(
      graph, start.index(),
      boost::weight_map(weight)
          .distance_map(boost::make_iterator_property_map(distance.begin(), index))
          .distance_inf(kInfinity));
  return distance;
}

bool is_cost(double cost) {
  return cost >= 0.0;
}  // infinity is closed; NaN is refused

}  // namespace

struct RouteGraph::Boosted {
  Graph forward;
  Graph backward;
};

RouteGraph::RouteGraph(int n_places, std::vector<CorridorEnds> corridors)
    : corridors_(std::move(corridors)) {
  if (n_places < 0) throw std::invalid_argument("RouteGraph: a negative number of places");
  for (const CorridorEnds& ends : corridors_) {
    if (std::min(ends.from, ends.to).value < 0 || std::max(ends.from, ends.to).value >= n_places) {
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
  const auto ends_of = [this](CorridorId id) {
    return std::pair(corridor(id).from, corridor(id).to);
  };
  hop_corridors_.assign(corridors().begin(), corridors().end());
  std::ranges::stable_sort(hop_corridors_, {}, ends_of);
  for (std::size_t i = 0; i < hop_corridors_.size(); ++i) {
    const auto [from, to] = ends_of(hop_corridors_[i]);
    if (!hops_.empty() && hops_.back().from == from && hops_.back().to == to) continue;
    hops_.push_back({from, to, {}});
    first_corridor_.push_back(i);
  }
  first_corridor_.push_back(hop_corridors_.size());
  for (const PlaceId place : IdRange<PlaceId>(n_places)) {
    const auto [first, end] = std::ranges::equal_range(hops_, place, {}, &Hop::from);
    hops_from_.emplace_back(HopId(first - hops_.begin()), HopId(end - hops_.begin()));
  }
  for (Hop& hop : hops_) {
    for (const HopId on : hops_from(hop.to)) {
      if (hops_[on.index()].to == hop.from) hop.back = on;
    }
  }
}

void RouteGraph::connect() {
  const std::size_t n = places().size();
  std::vector<HopOf> ids;
  std::vector<Arc> arcs;
  for (const HopId id : hops()) {
    ids.push_back({id});
    arcs.emplace_back(hop(id).from.index(), hop(id).to.index());
  }
  Graph forward = sorted_graph(arcs, ids, n);
  std::ranges::stable_sort(ids, {}, [this](const HopOf& of) { return hop(of.hop).to; });
  std::ranges::transform(ids, arcs.begin(), [this](const HopOf& of) {
    return Arc(hop(of.hop).to.index(), hop(of.hop).from.index());
  });
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

void RouteGraph::check_costs(std::span<const double> cost) const {
  if (cost.size() != corridors_.size()) {
    throw std::invalid_argument("routes: one cost per corridor is needed");
  }
  if (!std::all_of(cost.begin(), cost.end(), is_cost)) {
    throw std::invalid_argument("routes: a corridor's cost is negative or not a number");
  }
}

bool RouteGraph::reaches(PlaceId from, PlaceId to) const {
  return reach_[from.index() * places().size() + to.index()];
}

std::vector<double> RouteGraph::cheapest_of_hops(std::span<const double> cost) const {
  check_costs(cost);
  std::vector<double> cheapest(hops_.size(), kInfinity);
  for (const HopId id : hops()) {
    double& least = cheapest[id.index()];
    for (const CorridorId c : corridors_of(id)) least = std::min(least, cost[c.index()]);
  }
  return cheapest;
}

std::vector<double> RouteGraph::shortest_costs(PlaceId from, std::span<const double> cost) const {
  return dijkstra(boosted_->forward, from, cheapest_of_hops(cost));
}

std::vector<double> RouteGraph::shortest_costs_to(PlaceId to,
                                                  std::span<const double> hop_cost) const {
  assert(hop_cost.size() == hops_.size());
  return dijkstra(boosted_->backward, to, hop_cost);
}

}  // namespace sojourn
