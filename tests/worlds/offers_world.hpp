#pragma once

#include <memory>
#include <string>

#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

inline constexpr PlaceId kPlaceA(0), kPlaceB(1);
inline constexpr Viewpoint kFromA{StateId(0), kPlaceA, Skill::kMedium, false};

/// What people of medium schooling in A are offered in B after a tick of the world of `scenario`.
struct OffersInB {
  explicit OffersInB(const std::string& scenario) : simulation(simulate(scenario)) {
    simulation->tick();
    row = evaluate(simulation->scene(), simulation->modules(), kFromA);
  }
  double cost(const char* channel) const { return row.cost(id(channel), kPlaceB); }
  double utility(const char* channel) const { return row.utility(id(channel), kPlaceB); }
  ChannelId id(const char* channel) const { return simulation->modules().channel(channel); }

  std::unique_ptr<Simulation> simulation;
  PayoffRow row;
};

}  // namespace sojourn::testing
