#pragma once

#include "models/areas/area_members.hpp"
#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

/// People whose right of residence was withdrawn change status at rate `pace`. A temporary status
/// is followed by the next at the same rate, once its term is over. Those who have another right to
/// live there keep the status they had.
class EndOfRight final : public Hazard {
 public:
  EndOfRight(Settings& settings, const World&)
      : pace_(settings.real("pace", "1 / year", {0.01, 365}, 12,
                            "rate at which those whose right has ended take another status")) {}
  void bind(const ModuleSet& modules) override { mark_ = modules.channel("return"); }

  double bound(const Scene& scene, PlaceId residence, StateId citizenship,
               Status status) const override {
    if (scene.conditions.withdrawals.empty()) return 0;
    const Withdrawal* ended = ended_for(scene, residence, citizenship, status);
    return ended != nullptr ? pace_ : 0;
  }
  double rate(const Scene& scene, const Person& person) const override {
    const Withdrawal* ended =
        ended_for(scene, person.place(), person.citizen_of(), person.condition());
    return ended != nullptr && is_due(scene, *ended, person) ? pace_ : 0;
  }
  void happen(const Scene& scene, const Person& person, Draws&, Step& step) const override {
    const Withdrawal* ended =
        ended_for(scene, person.place(), person.citizen_of(), person.condition());
    const bool first = person.condition() == Status::kFreeMover;
    if (first && ended->term > 0 && mark_.valid()) step.person().channel = mark_.bits();
    step.become(first ? ended->then : ended->after_term);
  }

 private:
  /// The withdrawal that will change the status; null: none.
  static const Withdrawal* ended_for(const Scene& scene, PlaceId residence, StateId citizenship,
                                     Status status) {
    const StateId to = scene.world.state_of(residence);
    for (const Withdrawal& one : scene.conditions.withdrawals) {
      const bool first = status == Status::kFreeMover && one.then != Status::kFreeMover;
      const bool second = one.term > 0 && status == one.then;
      if ((first || second) && to != citizenship && concerns(one, citizenship, to) &&
          are_members(scene, one.area, citizenship, to) &&
          scene.rules.free_movement(citizenship, residence) == 0) {
        return &one;
      }
    }
    return nullptr;
  }
  static bool are_members(const Scene& scene, std::size_t area, StateId one, StateId other) {
    const std::vector<StateId> members = members_of(scene, area);
    return std::ranges::count(members, one) > 0 && std::ranges::count(members, other) > 0;
  }
  bool is_due(const Scene& scene, const Withdrawal& ended, const Person& person) const {
    if (person.condition() == Status::kFreeMover) return true;
    const bool own = !mark_.valid() || person.way() == mark_;
    return own && years_since_change(scene, person) >= ended.term;
  }

  double pace_;     // [1 / year]
  ChannelId mark_;  // by which nobody else arrives who may stay for a term
};

}  // namespace sojourn::models
