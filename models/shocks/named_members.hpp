#pragma once

#include <fmt/format.h>

#include <limits>

#include "models/shocks/membership_change.hpp"
#include "sim/stages/module_set.hpp"
#include "sim/world/known.hpp"

namespace sojourn::models {

/// Members of a declared area that a module names. Whether they are members on the date can be said
/// only when all modules that let states join or leave are there.
class NamedMembers {
 public:
  NamedMembers(Settings& settings, const World& world, const std::string& key, std::size_t area,
               const std::string& meaning)
      : where_(settings.where(key)), path_(settings.path() + "." + key), area_(area) {
    if (area < world.areas.size()) area_name_ = world.areas[area].name;
    for (const std::string& id : settings.texts(key, {}, meaning)) {
      given_ = true;
      const auto state = known_state(world, settings, key, id);
      if (!state) continue;
      if (std::ranges::count(states_, *state) > 0) {
        settings.fault(key, fmt::format("\"{}\" is listed twice", id));
      }
      ids_.push_back(id);
      states_.push_back(*state);
    }
    if (area >= world.areas.size()) return;
    founders_ = world.areas[area].members;
  }

  const std::vector<StateId>& states() const { return states_; }
  /// Whether nobody is named, known or not.
  bool empty() const { return !given_; }
  std::string names() const {
    std::string text;
    for (const std::string& id : ids_) text += (text.empty() ? "" : ", ") + id;
    return text;
  }
  const std::string& area_name() const { return area_name_; }

  /// A fault for each of them who is no member on `tick`, the tick of `date`.
  void check_membership(const ModuleSet& modules, Diagnostics& diagnostics, const Shock& self,
                        int tick, Date date) const {
    if (area_name_.empty()) return;  // a fault already
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (is_member(modules, self, states_[i], tick)) continue;
      diagnostics.add(where_, fmt::format("{}: \"{}\" is no member of the area \"{}\" on {}", path_,
                                          ids_[i], area_name_, to_string(date)));
    }
  }
  /// Those of them whom a module lets join after `tick`, when they have left; empty: none.
  std::string joining_again(const ModuleSet& modules, int tick) const {
    std::string text;
    each_change(modules, [&](const Shock& shock, const MembershipChange& change) {
      for (const StateId state : states_) {
        const bool again = change.joins(state, area_, std::numeric_limits<int>::max()) &&
                           !change.joins(state, area_, tick);
        if (again) text += (text.empty() ? "" : ", ") + shock.name();
      }
    });
    return text;
  }

 private:
  template <class Fn>
  static void each_change(const ModuleSet& modules, const Fn& fn) {
    for (const auto& shock : modules.of<Shock>()) {
      const auto* change = dynamic_cast<const MembershipChange*>(shock.get());
      if (change != nullptr) fn(*shock, *change);
    }
  }
  bool is_member(const ModuleSet& modules, const Shock& self, StateId state, int tick) const {
    bool is = std::ranges::count(founders_, state) > 0, left = false;
    each_change(modules, [&](const Shock& shock, const MembershipChange& change) {
      if (&shock == &self) return;
      is |= change.joins(state, area_, tick);
      left |= change.leaves(state, area_, tick);
    });
    return is && !left;
  }

  Source where_;
  std::string path_, area_name_;
  std::size_t area_;
  bool given_ = false;
  std::vector<std::string> ids_;  // as written
  std::vector<StateId> states_, founders_;
};

}  // namespace sojourn::models
