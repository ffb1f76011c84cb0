#pragma once

#include <string>
#include <vector>

#include "sim/recorder.hpp"
#include "sim/stages.hpp"

namespace sojourn {

/// The axes that every run file has, whoever asks for them first: time, place, citizenship, origin,
/// channel, status, skill, corridor, route. One observer declares them and steps the time axis; it
/// stands first in the catalog.
class Axes final : public Observer {
 public:
  Axes(Settings&, const World&) {}
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;
};

/// Names of the routes under which crossings are detected, in order of name.
std::vector<std::string> route_names(const World& world);

}  // namespace sojourn
