#pragma once

#include <string>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// Channels that a scenario names; those that one enters by leave of the state if it names none.
class ChannelGroup {
 public:
  ChannelGroup(Settings& settings, const std::string& key, const std::string& meaning);
  /// Of the channels that people take part in; others are left out.
  void bind(const ModuleSet& modules);
  const IdSet<ChannelId>& ids() const { return ids_; }
  /// Names that no channel of the simulation has.
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  std::vector<std::string> names_, missing_;
  IdSet<ChannelId> ids_ = IdSet<ChannelId>::none();
};

/// Names that a channel can have in a scenario.
const std::vector<std::string>& channel_names();

}  // namespace sojourn::models
