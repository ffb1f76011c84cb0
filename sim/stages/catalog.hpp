#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// Modules of one stage; a regime that begins later shares those that carry on.
template <class Stage>
using ModuleList = std::vector<std::shared_ptr<Stage>>;

/// The modules of one simulation, by stage, in the order in which they run.
struct ModuleSet {
  ModuleList<Shock> shocks;
  ModuleList<Demography> demography;
  ModuleList<HomeFront> home_front;
  ModuleList<Negotiation> negotiation;
  ModuleList<Enact> enact;
  ModuleList<RouteCost> route_cost;
  ModuleList<Channel> channels;
  ModuleList<PayoffTerm> payoffs;
  ModuleList<Capability> capability;
  ModuleList<Departure> departures;
  ModuleList<Hazard> hazards;
  ModuleList<Observer> observers;

  /// The list that holds modules of stage `Stage`.
  template <class Stage>
  ModuleList<Stage>& of();
  /// The channel called `name`; an invalid id if it is not part of this simulation.
  ChannelId channel(const std::string& name) const;
  IdRange<ChannelId> channel_ids() const { return IdRange<ChannelId>(channels.size()); }
  /// The first module of class `M` in its stage; null if it is not part of this simulation.
  template <class M, class Stage>
  static const M* find(const ModuleList<Stage>& stage) {
    for (const auto& module : stage) {
      if (const auto* found = dynamic_cast<const M*>(module.get())) return found;
    }
    return nullptr;
  }
  /// Every module's name, stage after stage.
  std::vector<std::string> names() const;
  /// Calls fn(list) for the list of every stage.
  template <class Fn>
  void each_stage(const Fn& fn) {
    fn(shocks), fn(demography), fn(home_front), fn(negotiation), fn(enact), fn(route_cost);
    fn(channels), fn(payoffs), fn(capability), fn(departures), fn(hazards), fn(observers);
  }
  template <class Fn>
  void each_stage(const Fn& fn) const {
    fn(shocks), fn(demography), fn(home_front), fn(negotiation), fn(enact), fn(route_cost);
    fn(channels), fn(payoffs), fn(capability), fn(departures), fn(hazards), fn(observers);
  }
  /// Lets every module look the others up.
  void bind();
};

/// A kind of module: what `describe` prints of it, and how one is made.
struct ModuleType {
  std::string type;
  std::string stage;
  std::string summary;
  bool standard;  // part of every simulation unless `enabled = false`
  bool once;      // whether a second one would undo the first
  std::function<void(Settings&, const World&, const std::string& name, ModuleSet&)> make;
};

/// All kinds of modules a program knows.
class Catalog {
 public:
  /// One line per module: `Module` is constructible from (Settings&, const World&). Of stages whose
  /// modules write the same products there can be one of a type, unless `Module::kRepeatable`.
  template <class Stage, class Module>
  void add(std::string type, std::string stage, std::string summary, bool standard = true) {
    constexpr bool writes_the_same = std::is_same_v<Stage, HomeFront> ||
                                     std::is_same_v<Stage, Negotiation> ||
                                     std::is_same_v<Stage, Observer>;
    constexpr bool once = writes_the_same && !requires {
      Module::kRepeatable;
    };
    types_.push_back(
        {std::move(type), std::move(stage), std::move(summary), standard, once,
         [](Settings& settings, const World& world, const std::string& name, ModuleSet& set) {
           auto module = std::make_shared<Module>(settings, world);
           module->set_name(name);
           set.of<Stage>().push_back(std::move(module));
         }});
  }

  const std::vector<ModuleType>& types() const { return types_; }
  const ModuleType* find(const std::string& type) const;

  /// Makes the modules of a scenario: the standard ones, then the instances of `[modules.NAME]`
  /// with a `type`, by name. Faults are noted; `resolved` receives every setting's value.
  ModuleSet make(const Node& scenario, const World& world, Diagnostics& diagnostics,
                 Node& resolved) const;

 private:
  std::vector<ModuleType> types_;
};

}  // namespace sojourn
