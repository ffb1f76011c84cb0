#pragma once

#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The channels that states do not select: people walk, and are there.
std::vector<ChannelId> walking_channels(const ModuleSet& modules);

/// The channels by which people come to live in a country that is not theirs.
std::vector<ChannelId> channels_abroad(const ModuleSet& modules);

}  // namespace sojourn::models
