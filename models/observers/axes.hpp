#pragma once

#include <string>
#include <vector>

#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The axes that every run file has, whoever asks for them first: time, year, place, citizenship,
/// origin, channel, status, skill, corridor, route. One observer declares them and steps the time
/// axes; it stands first in the catalog.
class Axes final : public Observer {
 public:
  Axes(Settings&, const World&) {}
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;
};

/// Whether series over `year` get their slice on this tick: the first of every January after the
/// first year, when a whole year can be looked back on.
inline bool begins_recorded_year(const Scene& scene) {
  const Calendar& calendar = scene.world.calendar;
  return calendar.begins_year(scene.tick) && scene.tick >= calendar.ticks_per_year();
}

/// YYYY-MM-DD of a tick's first day; nothing where it never came (< 0).
inline std::string date_of(const Scene& scene, int tick) {
  return tick < 0 ? std::string() : iso(scene.world.calendar.date(tick));
}

/// Names of the routes under which crossings are detected, in order of name.
std::vector<std::string> route_names(const World& world);

}  // namespace sojourn::models
