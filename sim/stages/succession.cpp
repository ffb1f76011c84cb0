#include "sim/stages/succession.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sojourn {

namespace {

constexpr auto kOnlyModules =
    "a regime that begins during a run can change nothing but `modules` and add forums";

/// Walks two resolved tables side by side, and the written one as far as it goes.
class Comparison {
 public:
  explicit Comparison(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void of(const Node& now, const Node& next, const Node& written, const std::string& path) {
    if (now == next) return;
    if (!now.is_table() || !next.is_table()) {
      return diagnostics_.add(written.where, path + ": " + kOnlyModules);
    }
    std::set<std::string> keys;
    for (const auto& [key, child] : now.table()) keys.insert(key);
    for (const auto& [key, child] : next.table()) keys.insert(key);
    if (path.empty()) keys.erase("modules");
    for (const std::string& key : keys) {
      const Node *before = now.find(key), *after = next.find(key);
      if (path == "forums" && before == nullptr) continue;
      const Node* there = written.is_table() ? written.find(key) : nullptr;
      of(before == nullptr ? nothing_ : *before, after == nullptr ? nothing_ : *after,
         there == nullptr ? written : *there,
         path.empty() ? toml_key(key) : path + "." + toml_key(key));
    }
  }

 private:
  const Node nothing_;
  Diagnostics& diagnostics_;
};

std::vector<std::string> channel_names(const ModuleSet& set) {
  std::vector<std::string> names;
  for (const auto& channel : set.channels) names.push_back(channel->name());
  return names;
}

std::set<std::size_t> hot_channels_of(const ModuleSet& set) {
  std::set<std::size_t> channels;
  for (const auto& hazard : set.hazards) {
    if (hazard->hot_channel().valid()) channels.insert(hazard->hot_channel().index());
  }
  return channels;
}

}  // namespace

void check_succession(const Settled& now, const Settled& next, const Node& written,
                      Diagnostics& diagnostics) {
  Comparison(diagnostics).of(now.resolved, next.resolved, written, "");
  if (channel_names(now.modules) != channel_names(next.modules)) {
    diagnostics.add(written.where,
                    "a regime that begins during a run cannot switch channels on or off");
  }
  if (hot_channels_of(now.modules) != hot_channels_of(next.modules)) {
    diagnostics.add(written.where,
                    "a regime that begins during a run cannot switch hazards on or off that keep "
                    "the people of a channel apart");
  }
}

void share_modules(const Settled& now, const Node& resolved, ModuleSet& successors) {
  const auto unchanged = [&](const std::string& name) {
    const Node* before = now.resolved.find("modules")->find(name);
    const Node* after = resolved.find("modules")->find(name);
    return before != nullptr && after != nullptr && *before == *after;
  };
  const auto share = [&]<class Stage>(const ModuleList<Stage>& acting, ModuleList<Stage>& next) {
    for (auto& module : next) {
      if (!unchanged(module->name())) continue;
      const auto same = std::ranges::find(acting, module->name(), &Module::name);
      if (same != acting.end()) module = *same;
    }
  };
  const ModuleSet& acting = now.modules;
  share(acting.shocks, successors.shocks);
  share(acting.demography, successors.demography);
  share(acting.home_front, successors.home_front);
  share(acting.negotiation, successors.negotiation);
  share(acting.enact, successors.enact);
  share(acting.route_cost, successors.route_cost);
  share(acting.channels, successors.channels);
  share(acting.payoffs, successors.payoffs);
  share(acting.capability, successors.capability);
  share(acting.departures, successors.departures);
  share(acting.hazards, successors.hazards);
  share(acting.observers, successors.observers);
}

}  // namespace sojourn
