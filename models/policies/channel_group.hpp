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
  /// Names of those by which nobody can come (is_open), once all modules are bound.
  std::vector<std::string> missing() const;

 private:
  std::vector<std::string> names_;
  const ModuleSet* modules_ = nullptr;
  IdSet<ChannelId> ids_ = IdSet<ChannelId>::none();
};

/// A channel by itself; none where it is not part of the simulation.
inline IdSet<ChannelId> set_of(ChannelId channel) {
  IdSet<ChannelId> set = IdSet<ChannelId>::none();
  if (channel.valid()) set.insert(channel);
  return set;
}

/// Whether anybody can come by a channel: it is part of the simulation, and it, a policy or a deal
/// has places.
bool is_open(const ModuleSet& modules, ChannelId channel);
/// What a user is told of channels that are not; empty where there is none.
std::string nobody_comes_by(const std::vector<std::string>& channels);

/// Names that a channel can have in a scenario.
const std::vector<std::string>& channel_names();

}  // namespace sojourn::models
