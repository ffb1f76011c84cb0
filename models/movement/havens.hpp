#pragma once

#include <string>
#include <vector>

#include "models/movement/destinations.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Where people go who flee on foot (ODD 7.8): haven j is chosen by
/// exp(-g_ij/scale)*(1 - n_j/room_j)^crowding over those that have room left, g the cost of the
/// route and n those who have fled there. A waypoint is chosen by exp(-g_ij/scale) alone,
/// as a way out of danger, where a haven can be reached from it. Nobody settles there: who is in
/// one, or stranded on the way, chooses a haven anew at the rate `pace`, and of those who are more
/// than a haven holds as many as are too many do so within a tick.
class Havens final : public Hazard {
 public:
  Havens(Settings& settings, const World& world);

  void check(const ModuleSet& modules, Diagnostics& diagnostics) const override;
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void prepare(const Scene& scene) override;
  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override;
  double rate(const Scene& scene, const Person& person) const override;
  void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const override;

  /// By which people go there.
  ChannelId channel() const { return channel_; }
  /// Whether there is anywhere to go from a place this tick.
  bool can_flee(PlaceId from) const { return first_.total(from) > 0; }
  /// Where someone goes who flees a place from which people can, for `u` uniform in [0, 1).
  PlaceId choose(PlaceId from, double u) const { return first_.draw(from, u); }

 private:
  struct Haven {
    PlaceId place;
    double room;       // [persons]; below 0: no limit
    double taste = 0;  // for what is left of it, this tick
  };

  void read_rooms(Settings& settings, const std::vector<double>& rooms);
  void read_waypoints(Settings& settings, const World& world);
  bool is_waypoint(PlaceId place) const;
  double left(const Scene& scene, const Haven& haven) const;
  double too_many(const Scene& scene, PlaceId place) const;
  std::vector<double> weights_of(const Scene& scene, PlaceId from,
                                 const std::vector<Haven>& open) const;
  std::vector<Haven> havens_and_waypoints() const;

  std::vector<Haven> havens_;
  std::vector<PlaceId> waypoints_;
  double scale_, crowding_, pace_;
  std::string channel_name_, channel_path_;
  Source channel_where_;
  ChannelId channel_;
  std::vector<double> leaving_;  // [place] rate at which those move on who have fled there
  Destinations first_, next_;    // of those who flee, and of those who move on
};

}  // namespace sojourn::models
