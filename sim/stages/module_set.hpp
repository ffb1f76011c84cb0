#pragma once

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn {

/// Modules of one stage; a regime that begins later shares those that carry on.
template <class Stage>
using ModuleList = std::vector<std::shared_ptr<Stage>>;

/// The modules of one simulation, by stage, in the order in which they run.
class ModuleSet {
 public:
  /// The modules of stage `Stage`.
  template <class Stage>
  ModuleList<Stage>& of() {
    return std::get<ModuleList<Stage>>(stages_);
  }
  template <class Stage>
  const ModuleList<Stage>& of() const {
    return std::get<ModuleList<Stage>>(stages_);
  }
  /// The channel called `name`; an invalid id if it is not part of this simulation.
  ChannelId channel(const std::string& name) const;
  IdRange<ChannelId> channel_ids() const { return IdRange<ChannelId>(of<Channel>().size()); }
  /// The channels of class `C`, with their ids.
  template <class C>
  std::vector<std::pair<ChannelId, const C*>> channels() const {
    std::vector<std::pair<ChannelId, const C*>> found;
    for (const ChannelId id : channel_ids()) {
      if (const auto* one = dynamic_cast<const C*>(of<Channel>()[id.index()].get())) {
        found.push_back({id, one});
      }
    }
    return found;
  }
  /// The first module of class `M` in its stage; null if it is not part of this simulation. A class
  /// that is no module itself, but what modules of a stage can be, needs the stage.
  template <class M, class Stage = typename M::Stage>
  const M* find() const {
    for (const auto& module : of<Stage>()) {
      if (const auto* found = dynamic_cast<const M*>(module.get())) return found;
    }
    return nullptr;
  }
  /// All modules of class `M`, in the order in which they run; `Stage` as for find().
  template <class M, class Stage = typename M::Stage>
  std::vector<const M*> all() const {
    std::vector<const M*> found;
    for (const auto& module : of<Stage>()) {
      if (const auto* one = dynamic_cast<const M*>(module.get())) found.push_back(one);
    }
    return found;
  }
  /// Every module's name, stage after stage.
  std::vector<std::string> names() const;
  /// Calls fn(list) for the list of every stage.
  template <class Fn>
  void each_stage(const Fn& fn) {
    std::apply([&](auto&... lists) { (fn(lists), ...); }, stages_);
  }
  template <class Fn>
  void each_stage(const Fn& fn) const {
    std::apply([&](const auto&... lists) { (fn(lists), ...); }, stages_);
  }
  /// What modules say that a user should know, as "modules.NAME: TEXT"; they have been bound.
  std::vector<std::string> warnings() const;
  /// Lets every module look the others up.
  void bind();

 private:
  std::tuple<ModuleList<Shock>, ModuleList<Demography>, ModuleList<HomeFront>,
             ModuleList<Negotiation>, ModuleList<Enact>, ModuleList<RouteCost>, ModuleList<Channel>,
             ModuleList<PayoffTerm>, ModuleList<Capability>, ModuleList<Departure>,
             ModuleList<Hazard>, ModuleList<Observer>>
      stages_;
};

}  // namespace sojourn
