#pragma once

#include <algorithm>

#include "sim/input/settings.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// The chance of room in a place that holds no more than `max_persons`, as people perceive it:
/// min(1, free room/newcomers of last tick), and 0 where it is full (ODD 7.5). Newcomers are those
/// at the gate, let in or not, and those to whom a channel that does not walk has given a place.
class PerceivedRoom final : public Enact {
 public:
  PerceivedRoom(Settings&, const World&) {}

  void enact(const Scene& scene, Rules& rules) const override {
    for (const PlaceId place : scene.world.place_ids()) {
      if (scene.world.places[place.index()].max_persons < 0) continue;
      const double chance = chance_of_room(scene, place);
      for (const ChannelId channel : scene.modules.channel_ids()) {
        for (const Skill skill : kAllSkills) rules.admission(channel, place, skill) *= chance;
      }
    }
  }

 private:
  static double chance_of_room(const Scene& scene, PlaceId place) {
    const double limit = scene.world.places[place.index()].max_persons;
    const double in_agents = limit / scene.world.persons_per_agent;
    const double room = static_cast<std::int64_t>(in_agents) - scene.ledger.population(place);
    if (room <= 0) return 0;
    return std::min(1.0, room / std::max<double>(1, newcomers(scene, place)));
  }
  /// Of last tick [agents].
  static std::int64_t newcomers(const Scene& scene, PlaceId place) {
    const Flows& flows = scene.ledger.previous_tick;
    std::int64_t sum = 0;
    for (const CorridorId c : scene.world.corridor_ids()) {
      if (scene.world.corridors[c.index()].to != place) continue;
      sum += flows.crossings[c] + flows.turned_away[c];
    }
    for (const ChannelId channel : scene.modules.channel_ids()) {
      if (scene.modules.of<Channel>()[channel.index()]->walks()) continue;
      for (const Skill skill : kAllSkills) sum += flows.admitted(channel, place, skill);
    }
    return sum;
  }
};

}  // namespace sojourn::models
