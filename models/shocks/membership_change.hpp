#pragma once

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What a shock says by which states become members of a declared area, or cease to be.
class MembershipChange {
 public:
  virtual ~MembershipChange() = default;
  /// Whether it lets anyone join the area at any time.
  virtual bool lets_join(std::size_t /*area*/) const { return false; }
  /// Whether `state` is a member of the area from a tick up to `tick` on; true where chance
  /// decides.
  virtual bool joins(StateId /*state*/, std::size_t /*area*/, int /*tick*/) const { return false; }
  /// Whether it has ceased to be one by then.
  virtual bool leaves(StateId /*state*/, std::size_t /*area*/, int /*tick*/) const { return false; }
};

/// The area that `area` names, as an index of World::areas; an unknown name is a fault.
inline std::size_t require_area(Settings& settings, const World& world,
                                const std::string& meaning) {
  const std::string wanted = settings.required_text("area", meaning);
  std::vector<std::string> known;
  for (std::size_t a = 0; a < world.areas.size(); ++a) {
    if (world.areas[a].name == wanted) return a;
    known.push_back(world.areas[a].name);
  }
  settings.fault("area", "unknown area \"" + wanted + "\"" + nearest_hint(wanted, known));
  return world.areas.size();
}

}  // namespace sojourn::models
