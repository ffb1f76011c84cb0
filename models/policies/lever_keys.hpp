#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// Keys that say more of others, and these.
struct KeysOf {
  std::vector<std::string> keys, levers;
};

/// Notes a fault at every key that says more of what the scenario does not set: it would change
/// nothing.
void require_what_they_say_more_of(Settings& settings, std::span<const KeysOf> all);

/// Notes a fault at every key that says more of a lever which the scenario does not name: it would
/// change nothing.
void require_their_levers(Settings& settings);

}  // namespace sojourn::models
