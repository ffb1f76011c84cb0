#include "models/home_front/unwanted_inflow.hpp"

#include "sim/catalog.hpp"

namespace sojourn {

std::vector<ChannelId> walking_channels(const ModuleSet& modules) {
  std::vector<ChannelId> walking;
  for (std::size_t c = 0; c < modules.channels.size(); ++c) {
    if (modules.channels[c]->walks()) walking.emplace_back(c);
  }
  return walking;
}

void UnwantedInflow::bind(const ModuleSet& modules) {
  channels_ = walking_channels(modules);
}

}  // namespace sojourn
