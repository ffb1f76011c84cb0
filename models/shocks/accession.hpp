#pragma once

#include <fmt/format.h>

#include "models/shocks/course.hpp"
#include "models/shocks/membership_change.hpp"

namespace sojourn::models {

/// States join an area of free movement that the scenario declares. The joiners open to all members
/// at once; members of the start may stay closed to the joiners' citizens for a transition. A
/// member that opens earlier is declared by a second accession of the same states: citizens may
/// settle where at least one of the accessions lets them in.
class Accession final : public MembershipChange {
 public:
  Accession(Settings& settings, const World& world)
      : targets_(settings, world),
        course_(settings, world, 1, {1, 1}, "1", "a state is a member or not"),
        area_(require_area(settings, world, "name of the area they join")) {
    const double months =
        settings.real("transition", "months", {0, 1200}, 0,
                      "how long members that are not in `open_at_once` stay closed to the joiners");
    transition_ = world.calendar.ticks_in(months);
    const auto open = settings.texts("open_at_once", {},
                                     "members of the start that open at once; the others wait for "
                                     "the transition to end");
    if (transition_ > 0 && course_.strikes_at_random()) {
      settings.fault("transition", "a transition needs a date: it cannot go with `hazard`");
    }
    if (area_ < world.areas.size()) read_closed(settings, world, open);
    for (const PlaceId place : targets_) joiners_.push_back(world.state_of(place));
  }
  bool joins(StateId state, std::size_t area, int tick) const override {
    return area == area_ && std::ranges::count(joiners_, state) > 0 &&
           (course_.strikes_at_random() || course_.start() <= tick);
  }

  void apply(const Scene& scene, Conditions& conditions) const override {
    if (course_.strength(scene, stream()) == 0) return;
    for (const PlaceId place : targets_) {
      conditions.accessions.push_back({scene.world.state_of(place), area_,
                                       in_transition(scene) ? closed_ : std::vector<StateId>{}});
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    const std::string who = name() + ": " + targets_.names(scene.world);
    if (course_.begins(scene, stream())) {
      log.add("accession", who + transition_text(scene));
    } else if (!closed_.empty() && transition_ > 0 && scene.tick == course_.start() + transition_) {
      log.add("accession", who + ": the transition ends");
    }
  }

 private:
  bool in_transition(const Scene& scene) const {
    return scene.tick < course_.start() + transition_;
  }
  std::string transition_text(const Scene& scene) const {
    if (!in_transition(scene) || closed_.empty()) return "";
    std::string open;
    for (const StateId state : scene.world.areas[area_].members) {
      if (std::ranges::count(closed_, state) > 0) continue;
      open += (open.empty() ? "" : ", ") + scene.world.places[state.index()].id;
    }
    const double months = transition_ * scene.dt() * 12;
    return open.empty() ? fmt::format("; members open to them in {:.0f} months", months)
                        : fmt::format("; {} open at once, others in {:.0f} months", open, months);
  }

  void read_closed(Settings& settings, const World& world, const std::vector<std::string>& open) {
    const std::vector<StateId>& members = world.areas[area_].members;
    std::vector<std::string> known;
    for (const StateId member : members) known.push_back(world.places[member.index()].id);
    for (const std::string& id : open) {
      if (std::ranges::count(known, id) > 0) continue;
      settings.fault("open_at_once",
                     "\"" + id + "\" is no member of the area" + nearest_hint(id, known));
    }
    for (std::size_t m = 0; m < members.size(); ++m) {
      if (std::ranges::count(open, known[m]) == 0) closed_.push_back(members[m]);
    }
  }

  Targets targets_;
  Course course_;
  std::size_t area_;
  std::vector<StateId> joiners_;
  int transition_ = 0;           // [ticks]
  std::vector<StateId> closed_;  // members of the start, during the transition
};

}  // namespace sojourn::models
