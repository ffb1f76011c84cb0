#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {

/// A corridor leads from one place to another in one direction. Parallel corridors (modes) between
/// the same places are allowed, corridors from a place to itself are not.
struct CorridorEnds {
  PlaceId from;
  PlaceId to;
};

/// An ordered pair of places with at least one corridor.
using HopId = Id<struct HopTag>;

/// The corridors between places. A corridor's id is its position in the vector it came in; parallel
/// corridors share a **hop**, an ordered pair of places. Hops are sorted by (from, to), so the hops
/// out of a place are contiguous. Immutable.
class RouteGraph {
 public:
  struct Hop {
    PlaceId from;
    PlaceId to;
    HopId back;  // the hop (to, from); invalid: there is none
  };

  /// Throws std::invalid_argument for a place outside [0, n_places) or a corridor to itself.
  RouteGraph(int n_places, std::vector<CorridorEnds> corridors);
  ~RouteGraph();
  RouteGraph(const RouteGraph&) = delete;
  RouteGraph& operator=(const RouteGraph&) = delete;

  IdRange<PlaceId> places() const { return IdRange<PlaceId>(hops_from_.size()); }
  IdRange<CorridorId> corridors() const { return IdRange<CorridorId>(corridors_.size()); }
  IdRange<HopId> hops() const { return IdRange<HopId>(hops_.size()); }

  const CorridorEnds& corridor(CorridorId id) const { return corridors_[id.index()]; }
  const Hop& hop(HopId id) const { return hops_[id.index()]; }
  IdRange<HopId> hops_from(PlaceId place) const { return hops_from_[place.index()]; }
  /// The parallel corridors of a hop, in rising order of id.
  std::span<const CorridorId> corridors_of(HopId hop) const {
    const std::size_t first = first_slot(hop);
    return std::span(hop_corridors_).subspan(first, first_corridor_[hop.index() + 1] - first);
  }
  /// Where the hop's corridors begin when all corridors are listed hop by hop.
  std::size_t first_slot(HopId hop) const { return first_corridor_[hop.index()]; }

  /// Whether some walk leads there; a place reaches itself.
  bool reaches(PlaceId from, PlaceId to) const;
  /// Strongly connected component of each place, numbered from 0.
  const std::vector<int>& components() const { return components_; }
  /// Cheapest cost from `from` to each place, infinity where there is no way. `cost` per corridor
  /// [km-equivalents], >= 0, infinity = closed; one for each.
  std::vector<double> shortest_costs(PlaceId from, std::span<const double> cost) const;
  /// Cheapest cost from each place to `to`; `hop_cost` per hop.
  std::vector<double> shortest_costs_to(PlaceId to, std::span<const double> hop_cost) const;
  /// The cheapest corridor's cost of each hop.
  std::vector<double> cheapest_of_hops(std::span<const double> cost) const;
  /// Throws std::invalid_argument unless there is one cost per corridor, none negative or NaN.
  void check_costs(std::span<const double> cost) const;

 private:
  void group_into_hops(int n_places);
  void connect();

  struct Boosted;  // the Boost.Graph view, kept out of this header for its compile time

  std::vector<CorridorEnds> corridors_;
  std::vector<Hop> hops_;
  std::vector<IdRange<HopId>> hops_from_;    // by place
  std::vector<CorridorId> hop_corridors_;    // grouped by hop
  std::vector<std::size_t> first_corridor_;  // [n_hops + 1] into hop_corridors_
  std::vector<int> components_;
  std::vector<bool> reach_;  // [n_places x n_places]
  std::unique_ptr<const Boosted> boosted_;
};

}  // namespace sojourn
