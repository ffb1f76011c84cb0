#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/settings.hpp"
#include "sim/stages.hpp"

namespace sojourn {

/// The modules of one simulation, by stage, in the order in which they run.
struct ModuleSet {
  std::vector<std::unique_ptr<Shock>> shocks;
  std::vector<std::unique_ptr<Demography>> demography;
  std::vector<std::unique_ptr<HomeFront>> home_front;
  std::vector<std::unique_ptr<Negotiation>> negotiation;
  std::vector<std::unique_ptr<Enact>> enact;
  std::vector<std::unique_ptr<RouteCost>> route_cost;
  std::vector<std::unique_ptr<Channel>> channels;
  std::vector<std::unique_ptr<PayoffTerm>> payoffs;
  std::vector<std::unique_ptr<Capability>> capability;
  std::vector<std::unique_ptr<Departure>> departures;
  std::vector<std::unique_ptr<Hazard>> hazards;
  std::vector<std::unique_ptr<Observer>> observers;

  /// The list that holds modules of stage `Stage`.
  template <class Stage>
  std::vector<std::unique_ptr<Stage>>& of();
  /// The channel called `name`; an invalid id if it is not part of this simulation.
  ChannelId channel(const std::string& name) const;
  /// The first module of class `M` in its stage; null if it is not part of this simulation.
  template <class M, class Stage>
  static const M* find(const std::vector<std::unique_ptr<Stage>>& stage) {
    for (const auto& module : stage) {
      if (const auto* found = dynamic_cast<const M*>(module.get())) return found;
    }
    return nullptr;
  }
  /// Every module's name, stage after stage.
  std::vector<std::string> names() const;
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
           auto module = std::make_unique<Module>(settings, world);
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
