#include "models/observers/axes.hpp"

#include "sim/stages/catalog.hpp"

#include <set>

#include "sim/world/routes/corridor_names.hpp"

namespace sojourn::models {

std::vector<std::string> route_names(const World& world) {
  std::set<std::string> names;
  for (const Corridor& edge : world.corridors) {
    if (!edge.route.empty()) names.insert(edge.route);
  }
  return {names.begin(), names.end()};
}

void Axes::declare(const Scene& scene, Recorder& recorder) {
  const World& world = scene.world;
  std::vector<std::string> places, states, channels, corridors;
  for (const Place& place : world.places) places.push_back(place.id);
  states.assign(places.begin(), places.begin() + world.n_states);
  for (const auto& channel : scene.modules.of<Channel>()) channels.push_back(channel->name());
  for (const CorridorId c : world.corridor_ids()) corridors.push_back(corridor_name(world, c));
  recorder.add_time_axis("time", "days since " + iso(world.calendar.start()), "start of the tick");
  const auto axis = [&](const char* name, std::vector<std::string> labels, const char* meaning) {
    if (!labels.empty()) recorder.add_axis({name, std::move(labels), {}, "1", meaning});
  };
  recorder.add_time_axis("year", "1", "calendar year that begins");
  axis("place", places, "country, or place within one");
  axis("origin", places, "place of departure");
  axis("destination", places, "place of arrival");
  axis("residence", places, "place of residence");
  axis("citizenship", states, "country of citizenship");
  axis("channel", channels, "way of entering");
  axis("status", {kStatusNames.begin(), kStatusNames.end()}, "legal status");
  axis("skill", {kSkillNames.begin(), kSkillNames.end()}, "schooling");
  axis("corridor", corridors, "directed edge of the corridor graph");
  axis("policy", world.policies, "policy whose effect is counted");
  axis("route", route_names(world), "route under which crossings are detected");
}

void Axes::observe(const Scene& scene, Recorder& recorder) {
  const Calendar& calendar = scene.world.calendar;
  recorder.step("time", calendar.first_day(scene.tick) - calendar.first_day(0));
  if (begins_recorded_year(scene)) recorder.step("year", calendar.year(scene.tick));
}

}  // namespace sojourn::models
