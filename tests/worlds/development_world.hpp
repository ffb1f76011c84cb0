#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn::testing {

/// The world of claim G4: three poor countries, some of whose people live in a small rich one, far
/// away or next door, which has room for who comes.

/// Behaviour that is drawn, uniformly over these ranges.
extern const std::map<std::string, Range> kHumpRanges;

inline constexpr PlaceId kHumpRich(3);

struct HumpArm {
  bool aid = false;
  bool remittances = false;  // the module `development`
  bool near = false;
  bool sends = true;  // false: nobody sends anything home, though schooling moves wages
  int years = 25;
};

Node hump_scenario(std::uint64_t number, const HumpArm& arm);
/// First choices of the rich country over the last ten years [persons].
double chose_the_rich(std::uint64_t number, const HumpArm& arm);

}  // namespace sojourn::testing
