#pragma once

#include <fmt/format.h>

#include "models/shocks/dated_shock.hpp"
#include "models/shocks/membership_change.hpp"

namespace sojourn::models {

/// States join an area of free movement that the scenario declares. The joiners open to all members
/// at once; members of the start may stay closed to the joiners' citizens for a transition. A
/// member that opens earlier is declared by a second accession of the same states: citizens may
/// settle where at least one of the accessions lets them in. A state is a member on whole ticks.
class Accession final : public DatedShock<Targets>, public MembershipChange {
 public:
  Accession(Settings& settings, const World& world)
      : DatedShock(settings, world, "accession", {1, {1, 1}, "1", "a state is a member or not"}),
        calendar_(world.calendar),
        area_(require_area(settings, world, "name of the area they join")),
        transition_(settings.real("transition", "months", {0, 1200}, 0,
                                  "how long members that are not in `open_at_once` stay closed to "
                                  "the joiners")),
        open_from_(later(course().term().from(), transition_)) {
    const auto open = settings.texts("open_at_once", {},
                                     "members of the start that open at once; the others wait for "
                                     "the transition to end");
    if (transition_ > 0 && course().strikes_at_random()) {
      settings.fault("transition", "a transition needs a date: it cannot go with `hazard`");
    }
    require_whole_ticks(settings, world);
    if (area_ < world.areas.size()) read_closed(settings, world, open);
    for (const PlaceId place : targets()) joiners_.push_back(world.state_of(place));
    if (area_ < world.areas.size()) note_members(world);
  }
  std::string warning() const override {
    const std::string other = DatedShock::warning();
    return members_already_.empty() || !other.empty()
               ? other
               : members_already_ + " is a member from the start: it joins nothing";
  }
  bool joins(StateId state, std::size_t area, int tick) const override {
    return area == area_ && std::ranges::count(joiners_, state) > 0 &&
           (course().strikes_at_random() || course().term().begins() <= tick);
  }

  bool lets_join(std::size_t area) const override { return area == area_; }
  void apply(const Scene& scene, Conditions& conditions) const override {
    if (share_now(scene) == 0) return;
    for (const PlaceId place : targets()) {
      conditions.accessions.push_back({scene.world.state_of(place), area_,
                                       in_transition(scene) ? closed_ : std::vector<StateId>{}});
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    const std::string who = name() + ": " + targets().names(scene.world);
    if (course().begins(scene, stream())) {
      log.add(course().first_day(scene), "accession", who + transition_text(scene));
    } else if (!closed_.empty() && transition_ > 0 &&
               scene.world.calendar.date(scene.tick) == open_from_) {
      log.add("accession", who + ": the transition ends");
    }
  }

 private:
  bool in_transition(const Scene& scene) const {
    return scene.world.calendar.date(scene.tick) < open_from_;
  }
  void require_whole_ticks(Settings& settings, const World& world) const {
    sojourn::require_whole_ticks(settings, "start", course().term(), world.calendar);
    if (world.calendar.begins_tick(course().term().from()) &&
        !world.calendar.begins_tick(open_from_)) {
      settings.fault("transition", "expected whole months in a run by months");
    }
  }
  std::string transition_text(const Scene& scene) const {
    if (!in_transition(scene) || closed_.empty()) return "";
    std::string open;
    for (const StateId state : scene.world.areas[area_].members) {
      if (std::ranges::count(closed_, state) > 0) continue;
      open += (open.empty() ? "" : ", ") + scene.world.places[state.index()].id;
    }
    return open.empty()
               ? fmt::format("; members open to them in {:.0f} months", transition_)
               : fmt::format("; {} open at once, others in {:.0f} months", open, transition_);
  }

  void note_members(const World& world) {
    for (const StateId state : world.areas[area_].members) {
      if (std::ranges::count(joiners_, state) == 0) continue;
      members_already_ += (members_already_.empty() ? "" : ", ") + world.places[state.index()].id;
    }
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

  Calendar calendar_;
  std::size_t area_;
  std::vector<StateId> joiners_;
  double transition_;            // [months]
  Date open_from_;               // to everyone
  std::vector<StateId> closed_;  // members of the start, during the transition
  std::string members_already_;  // of those who join
};

}  // namespace sojourn::models
