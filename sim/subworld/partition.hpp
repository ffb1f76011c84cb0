#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace sojourn {

/// How the places of a whole world lie in a part of it: those of kept countries stay, all others
/// are the rest.
class Partition {
 public:
  /// `world` must have a cut and outlive this.
  explicit Partition(const World& world);

  const World& world() const { return world_; }
  bool has_rest() const { return !world_.cut->rest.empty(); }
  const std::string& rest() const { return world_.cut->rest; }
  bool kept(PlaceId place) const { return kept_[place.index()] != 0; }
  bool kept(StateId state) const { return kept(PlaceId(state.value)); }
  /// False for what is no id of a place.
  bool kept(const std::string& id) const {
    const auto place = world_.find_place(id);
    return place && kept(*place);
  }
  /// The id that a place has in the part; empty where it is left out.
  const std::string& id_of(PlaceId place) const {
    return kept(place) ? world_.places[place.index()].id : rest();
  }
  const std::string& id_of(StateId state) const { return id_of(PlaceId(state.value)); }
  const std::vector<PlaceId>& others() const { return others_; }
  /// People in a place at the start.
  double people(PlaceId place) const { return world_.baseline.population[place]; }
  /// Mean over the rest's people of `value(place)`; 0 where nobody lives there.
  template <class Value>
  double mean_over_rest(const Value& value) const {
    double sum = 0, people_of_all = 0;
    for (const PlaceId place : others_) {
      sum += people(place) * value(place);
      people_of_all += people(place);
    }
    return people_of_all > 0 ? sum / people_of_all : 0;
  }
  /// Names of the whole that mean nobody and nothing in the part: ids, labels, areas, unions,
  /// forums, corridors, routes, and pairs "A-B" of such names.
  bool is_absent(const std::string& name) const;

 private:
  void find_absent_names();

  const World& world_;
  std::vector<char> kept_;       // by place
  std::vector<PlaceId> others_;  // in the order of the world
  std::set<std::string> present_, absent_;
};

}  // namespace sojourn
