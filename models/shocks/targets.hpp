#pragma once

#include <string>
#include <vector>

#include "sim/base/id_set.hpp"
#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn::models {

/// The countries or places a shock befalls.
class Targets {
 public:
  Targets(Settings& settings, const World& world);
  auto begin() const { return places_.begin(); }
  auto end() const { return places_.end(); }
  bool contain(PlaceId place) const;
  std::string names(const World& world) const;
  std::string warning() const { return {}; }

 private:
  std::vector<PlaceId> places_;
};

/// Places by name: those of a country, area, union or label of regions mean all places in it.
class NamedPlaces {
 public:
  NamedPlaces(Settings& settings, const World& world, const std::string& key,
              const std::string& meaning);
  bool empty() const { return !given_; }
  /// Whether the place is meant; without a name every place is.
  bool mean(PlaceId place) const { return meant_.contains(place); }
  /// Whether the place is named itself, and not by what it lies in.
  bool name(PlaceId place) const { return named_.contains(place); }
  const IdSet<PlaceId>& ids() const { return meant_; }
  /// As they were written.
  std::string names() const;

 private:
  bool given_;
  std::vector<std::string> written_;
  IdSet<PlaceId> meant_, named_ = IdSet<PlaceId>::none();
};

/// The corridors that match what is given: there may be none. A corridor within a country is meant
/// where one of its ends is named itself, not by the country's name.
class MatchingCorridors {
 public:
  MatchingCorridors(Settings& settings, const World& world);
  auto begin() const { return ids_.begin(); }
  auto end() const { return ids_.end(); }
  /// False where the route that is asked for is unknown: that is a fault already.
  bool empty() const { return ids_.empty() && route_known_; }
  /// Whether a mode or a route is asked for.
  bool of_a_kind() const { return of_a_kind_; }
  const NamedPlaces& from() const { return from_; }
  const NamedPlaces& to() const { return to_; }
  std::string names(const World& world) const;
  std::string warning() const;

  static constexpr const char* kNone = "no corridor fits this description";

 protected:
  bool world_has_some() const { return world_has_some_; }

 private:
  bool meets_ends(const World& world, const Corridor& edge) const;

  NamedPlaces from_, to_;
  bool world_has_some_;
  bool of_a_kind_ = false;
  bool route_known_;
  std::vector<CorridorId> ids_;
};

/// The corridors a shock befalls: that none fits is a fault, unless the world has none.
class CorridorTargets : public MatchingCorridors {
 public:
  CorridorTargets(Settings& settings, const World& world) : MatchingCorridors(settings, world) {
    if (empty() && world_has_some()) settings.fault("from", kNone);
  }
};

}  // namespace sojourn::models
