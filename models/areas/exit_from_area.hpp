#pragma once

#include <array>

#include "models/areas/area_members.hpp"
#include "models/areas/end_of_right.hpp"
#include "models/shocks/after_right.hpp"
#include "models/shocks/named_members.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// States leave an area of free movement that the scenario declares. Until the transition ends
/// everybody settles as before; then nobody does by the area's right, neither the leavers' citizens
/// in the other members nor theirs in the leavers, and those who have stay as what is said here.
/// Who knows of it before acts on it.
class ExitFromArea final : public Shock, public Decree, public MembershipChange {
 public:
  ExitFromArea(Settings& settings, const World& world)
      : calendar_(world.calendar),
        n_ticks_(world.n_ticks),
        area_(require_area(settings, world, "name of the area they leave")),
        leavers_(settings, world, "target", area_, "members that leave"),
        day_(read_day(settings, world)),
        right_ends_(settings.date("transition_until", day_,
                                  "first day on which nobody may settle by the area's right")),
        its_(read_after_right(settings, "its_citizens",
                              "what their citizens in the other members are from then on")),
        others_(read_after_right(settings, "others_citizens",
                                 "what the other members' citizens in them are from then on")),
        term_(settings),
        untouched_(settled_otherwise(world)) {
    if (leavers_.empty()) settings.fault("target", "expected at least one member");
    if (right_ends_ < day_) settings.fault("transition_until", "expected no day before `from`");
    const bool later = settings.has("transition_until");
    require_first_day(settings, later ? "transition_until" : "from", right_ends_, world.calendar);
    known_ = read_announced(settings, Term(world.calendar, right_ends_, kNever));
  }

  void check(const ModuleSet& modules, Diagnostics& diagnostics) const override {
    leavers_.check_membership(modules, diagnostics, *this, calendar_.tick(day_), day_);
  }
  void bind(const ModuleSet& modules) override {
    again_ = leavers_.joining_again(modules, calendar_.tick(day_));
    changes_ = modules.find<EndOfRight>() != nullptr;
  }
  bool leaves(StateId state, std::size_t area, int tick) const override {
    return area == area_ && calendar_.tick(day_) <= tick &&
           std::ranges::count(leavers_.states(), state) > 0;
  }

  void apply(const Scene& scene, Conditions& conditions) const override {
    if (known_.closeness(scene.tick) > 0) conditions.decrees.push_back(this);
    if (scene.tick < calendar_.tick(right_ends_)) return;
    for (const StateId state : leavers_.states()) {
      term_.add_leaver(state, area_, its_, others_, conditions.withdrawals);
    }
  }
  /// The right of those who will lose it, for all who may still use it.
  void enact(const Scene& scene, Rules& rules) const override {
    const ChannelId settling = scene.modules.channel("free_movement");
    if (!settling.valid()) return;
    for (const StateId leaver : leavers_.states()) {
      for (const StateId other : members_of(scene, area_)) {
        if (other == leaver) continue;
        announce_end(scene, leaver, other, settling, rules);
        const bool told = std::ranges::count(leavers_.states(), other) > 0;
        if (!told) announce_end(scene, other, leaver, settling, rules);
      }
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    const std::string who =
        name() + ": " + leavers_.names() + " of \"" + leavers_.area_name() + "\"";
    if (day_ < right_ends_ && scene.tick == std::max(0, calendar_.tick(day_))) {
      log.add(day_, "area exit", who + "; free movement goes on until " + to_string(right_ends_));
    }
    if (known_.is_announced_in(scene.tick)) {
      log.add(known_.announced(), "area exit",
              who + "; announced: free movement ends on " + to_string(right_ends_));
    }
    if (scene.tick == std::max(0, calendar_.tick(right_ends_))) {
      log.add(right_ends_, "area exit",
              fmt::format("{}; free movement ends: its citizens abroad: {}, others' "
                          "citizens there: {}",
                          who, its_.name, others_.name));
    }
  }
  std::string warning() const override {
    if (calendar_.tick(right_ends_) >= n_ticks_) return "free movement ends after the run";
    if (!again_.empty()) return "who has left does not come back by \"" + again_ + "\"";
    if (!changes_ && (its_.alters() || others_.alters()))
      return "nobody's status changes: \"end_of_right\" is off";
    if (untouched_ == 0) return term_.idle(its_, others_);
    return fmt::format(
        "{} people of the members who live in one another at the start do so as \"regular\" and "
        "not as \"free_mover\": they keep their status",
        untouched_);
  }

 private:
  /// Whether the end of the right takes their papers from those who have them by it.
  static bool takes_papers(const AfterRight& after) {
    return after.alters() && after.then != Status::kRegular;
  }
  /// People whom the tables have as regular, so that the end of the right cannot reach them.
  std::int64_t settled_otherwise(const World& world) const {
    const auto leaves = [&](StateId state) {
      return std::ranges::count(leavers_.states(), state) > 0;
    };
    const auto is_member = [&](StateId state) {
      return area_ < world.areas.size() &&
             std::ranges::count(world.areas[area_].members, state) > 0;
    };
    std::int64_t persons = 0;
    for (const StockRow& row : world.stocks) {
      const StateId in = world.state_of(row.residence);
      const bool both = is_member(row.citizenship) && is_member(in) && in != row.citizenship;
      if (!both || row.status != Status::kRegular) continue;
      const bool meant =
          (leaves(row.citizenship) && takes_papers(its_)) || (leaves(in) && takes_papers(others_));
      if (meant) persons += row.persons;
    }
    return persons;
  }
  void announce_end(const Scene& scene, StateId of, StateId in, ChannelId settling,
                    Rules& rules) const {
    if (keeps_right(scene, of, in)) return;
    rules.announced.push_back({.citizenships = IdSet<StateId>::of(std::array{of}),
                               .skills = {true, true, true},
                               .from = {},
                               .to = IdSet<PlaceId>::of(scene.world.places_of(in)),
                               .channels = IdSet<ChannelId>::of(std::array{settling}),
                               .closeness = known_.closeness(scene.tick)});
  }
  /// Whether another area lets citizens of the one settle in the other as well.
  bool keeps_right(const Scene& scene, StateId of, StateId in) const {
    for (std::size_t a = 0; a < scene.world.areas.size(); ++a) {
      const std::vector<StateId> members = members_of(scene, a);
      const bool both = std::ranges::count(members, of) > 0 && std::ranges::count(members, in) > 0;
      if (a != area_ && both) return true;
    }
    return false;
  }
  /// The start of the run where it is missing, so that what depends on it has a meaning.
  static Date read_day(Settings& settings, const World& world) {
    const Date day = settings.required_date("from", "day on which they leave");
    return settings.has("from") ? day : world.calendar.start();
  }

  Calendar calendar_;
  int n_ticks_;
  std::size_t area_;
  NamedMembers leavers_;
  Date day_, right_ends_;
  Term known_;  // of the end of the right
  AfterRight its_, others_;
  TermAfterRight term_;
  std::int64_t untouched_;  // by the end of the right [persons]
  std::string again_;       // modules that would let them join once more
  bool changes_ = true;     // whether a hazard changes people's status
};

}  // namespace sojourn::models
