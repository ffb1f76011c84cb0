#include "sim/stages/succession.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/stages/module_builder.hpp"
#include "sim/stages/route_check.hpp"
#include "sim/world/world_reader.hpp"

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
    if (path.empty()) {
      keys.erase("modules");
      keys.erase("outcomes");  // how a run is looked at
    }
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
  for (const auto& channel : set.of<Channel>()) names.push_back(channel->name());
  return names;
}

std::set<std::size_t> hot_channels_of(const ModuleSet& set) {
  std::set<std::size_t> channels;
  for (const auto& hazard : set.of<Hazard>()) {
    if (hazard->hot_channel().valid()) channels.insert(hazard->hot_channel().index());
  }
  return channels;
}

/// Those of a regime's forums that the run does not have from its start.
std::vector<Forum> further_forums(const World& world, const World& of_regime) {
  std::vector<Forum> further;
  for (const Forum& forum : of_regime.forums) {
    if (std::ranges::count(world.forums, forum.name, &Forum::name) == 0) further.push_back(forum);
  }
  return further;
}

/// Those of `modules` that are not among `others`.
template <class Stage>
std::vector<Stage*> not_among(const ModuleList<Stage>& others, const ModuleList<Stage>& modules) {
  std::vector<Stage*> left;
  for (const auto& module : modules) {
    if (std::ranges::find(others, module) == others.end()) left.push_back(module.get());
  }
  return left;
}

/// What the modules `leaving` have put in force lapses, and their texts end.
void end_works_of(const std::vector<Negotiation*>& leaving, const Succession::Heritage& heritage) {
  for (const Negotiation* owner : leaving) heritage.agreements.end(owner->name());
  for (Instrument& text : heritage.agreements.instruments) {
    const auto owner = std::ranges::find(leaving, text.owner, &Module::name);
    if (owner == leaving.end()) continue;
    text.ended = heritage.tick;
    EventLog(heritage.events, heritage.tick, **owner)
        .add("text ended",
             fmt::format("{}: {} is not part of what begins now", text.name, text.owner));
  }
}

}  // namespace

std::size_t Succession::schedule(const Node& scenario, const Catalog& catalog, const World& world,
                                 const ResolvedRun& now) {
  ScheduledRegime regime;
  Diagnostics diagnostics;
  regime.world = std::make_shared<const World>(read_world(scenario, diagnostics, regime.resolved));
  regime.forums = further_forums(world, *regime.world);
  regime.modules = ModuleBuilder(catalog, scenario, *regime.world, diagnostics,
                                 regime.resolved.table()["modules"])
                       .build();
  diagnostics.throw_if_any();
  regime.modules.bind();
  check_succession(now, {regime.resolved, regime.modules}, scenario, diagnostics);
  diagnostics.throw_if_any();
  require_routes(world, *regime.modules.of<RouteCost>().front());
  share_modules(now, regime.resolved, regime.modules);
  regime.home_front = not_among(now.modules.of<HomeFront>(), regime.modules.of<HomeFront>());
  regime.negotiation = not_among(now.modules.of<Negotiation>(), regime.modules.of<Negotiation>());
  regime.modules.bind();
  scheduled_.push_back(std::move(regime));
  return scheduled_.size() - 1;
}

void Succession::watch_home_front(const Scene& scene) const {
  for (const ScheduledRegime& regime : scheduled_) {
    for (HomeFront* part : regime.home_front) part->watch(scene);
  }
}

void Succession::watch_negotiation(const Scene& scene) const {
  for (const ScheduledRegime& regime : scheduled_) {
    for (Negotiation* table : regime.negotiation) table->watch(scene);
  }
}

void Succession::begin(std::size_t number, const Heritage& heritage) {
  ScheduledRegime regime = std::move(scheduled_[number]);
  scheduled_.clear();
  end_works_of(not_among(regime.modules.of<Negotiation>(), heritage.modules.of<Negotiation>()),
               heritage);
  world_ = std::move(regime.world);
  heritage.modules = std::move(regime.modules);
  heritage.modules.bind();
  for (Forum& forum : regime.forums) {
    forum.founded = heritage.tick;
    heritage.agreements.forums.push_back(std::move(forum));
  }
}

void check_succession(const ResolvedRun& now, const ResolvedRun& next, const Node& written,
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

void share_modules(const ResolvedRun& now, const Node& resolved, ModuleSet& successors) {
  const auto unchanged = [&](const std::string& name) {
    const Node* before = now.resolved.find("modules")->find(name);
    const Node* after = resolved.find("modules")->find(name);
    return before != nullptr && after != nullptr && *before == *after;
  };
  successors.each_stage([&]<class Stage>(ModuleList<Stage>& next) {
    const ModuleList<Stage>& acting = now.modules.of<Stage>();
    for (auto& module : next) {
      if (!unchanged(module->name())) continue;
      const auto same = std::ranges::find(acting, module->name(), &Module::name);
      if (same != acting.end()) module = *same;
    }
  });
}

}  // namespace sojourn
