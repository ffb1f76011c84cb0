#include "models/policies/channel_group.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/policies/policy.hpp"

namespace sojourn::models {

const std::vector<std::string>& channel_names() {
  static const std::vector<std::string> kNames{"free_movement", "labour", "family",
                                               "study",         "asylum", "irregular",
                                               "sponsored",     "visit",  "contract"};
  return kNames;
}

ChannelGroup::ChannelGroup(Settings& settings, const std::string& key, const std::string& meaning)
    : names_(settings.texts(key, {}, meaning)) {
  for (const std::string& name : names_) {
    if (std::ranges::count(channel_names(), name) > 0) continue;
    settings.fault(
        key, fmt::format("unknown channel \"{}\"{}; known: {}", name,
                         nearest_hint(name, channel_names()), fmt::join(channel_names(), ", ")));
  }
}

void ChannelGroup::bind(const ModuleSet& modules) {
  ids_ = IdSet<ChannelId>::none();
  modules_ = &modules;
  if (names_.empty()) {
    for (const ChannelId channel : modules.channel_ids()) {
      if (modules.of<Channel>()[channel.index()]->by_leave()) ids_.insert(channel);
    }
  }
  for (const std::string& name : names_) {
    const ChannelId channel = modules.channel(name);
    if (channel.valid()) ids_.insert(channel);
  }
}

std::vector<std::string> ChannelGroup::missing() const {
  std::vector<std::string> found;
  for (const std::string& name : names_) {
    if (!is_open(*modules_, modules_->channel(name))) found.push_back(name);
  }
  return found;
}

bool is_open(const ModuleSet& modules, ChannelId channel) {
  if (!channel.valid()) return false;
  const auto gives = [&](const auto& one) { return one->gives_places(channel); };
  return modules.of<Channel>()[channel.index()]->has_own_places() ||
         std::ranges::any_of(modules.all<Policy>(), gives) ||
         std::ranges::any_of(modules.of<Negotiation>(), gives);
}

std::string nobody_comes_by(const std::vector<std::string>& channels) {
  if (channels.empty()) return {};
  return fmt::format("nobody comes by the channel{} \"{}\"", channels.size() > 1 ? "s" : "",
                     fmt::join(channels, "\", \""));
}

}  // namespace sojourn::models
