#include "models/policies/channel_group.hpp"

#include <fmt/format.h>

#include <algorithm>

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
        key, fmt::format("unknown channel \"{}\"{}", name, nearest_hint(name, channel_names())));
  }
}

void ChannelGroup::bind(const ModuleSet& modules) {
  ids_ = IdSet<ChannelId>::none();
  missing_.clear();
  if (names_.empty()) {
    for (const ChannelId channel : modules.channel_ids()) {
      if (modules.of<Channel>()[channel.index()]->by_leave()) ids_.insert(channel);
    }
  }
  for (const std::string& name : names_) {
    const ChannelId channel = modules.channel(name);
    if (channel.valid()) {
      ids_.insert(channel);
    } else {
      missing_.push_back(name);
    }
  }
}

}  // namespace sojourn::models
