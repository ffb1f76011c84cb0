#include "models/channels/channel_lists.hpp"

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

template <class Chosen>
std::vector<ChannelId> channels_where(const ModuleSet& modules, const Chosen& chosen) {
  std::vector<ChannelId> ids;
  for (std::size_t c = 0; c < modules.of<Channel>().size(); ++c) {
    if (chosen(*modules.of<Channel>()[c])) ids.emplace_back(c);
  }
  return ids;
}

}  // namespace

std::vector<ChannelId> walking_channels(const ModuleSet& modules) {
  return channels_where(modules, [](const Channel& channel) { return channel.walks(); });
}

std::vector<ChannelId> channels_abroad(const ModuleSet& modules) {
  return channels_where(modules, [](const Channel& channel) {
    return channel.arrival_status() != Status::kReturned;
  });
}

}  // namespace sojourn::models
