#pragma once

#include "models/shocks/named_members.hpp"
#include "sim/input/term.hpp"

namespace sojourn::models {

/// Members of a declared area suspend free movement for some time: nobody settles in them by the
/// area's right, or none of the citizens of some members. Who has settled stays, and their own
/// citizens may settle elsewhere as before.
class Suspension final : public Shock {
 public:
  Suspension(Settings& settings, const World& world)
      : area_(require_area(settings, world, "name of the area")),
        closed_(settings, world, "target", area_, "members that suspend free movement"),
        of_(settings, world, "of", area_, "members whose citizens it is for; none: all others"),
        term_(read_from_until(settings, world.calendar, std::nullopt)),
        outside_(term_.outside_run(world.n_ticks)),
        misses_(!term_.is_within(world.n_ticks)),
        at_home_(at_home()) {
    if (closed_.empty()) settings.fault("target", "expected at least one member");
    require_whole_ticks(settings, "from", term_, world.calendar);
  }

  void check(const ModuleSet& modules, Diagnostics& diagnostics) const override {
    closed_.check_membership(modules, diagnostics, *this, term_.begins(), term_.from());
    of_.check_membership(modules, diagnostics, *this, term_.begins(), term_.from());
  }

  void apply(const Scene& scene, Conditions& conditions) const override {
    if (term_.share(scene.tick) == 0) return;
    const std::vector<StateId> all{StateId()};
    for (const StateId in : closed_.states()) {
      for (const StateId of : of_.states().empty() ? all : of_.states()) {
        conditions.withdrawals.push_back({.area = area_, .of = of, .in = in});
      }
    }
  }
  void announce(const Scene& scene, EventLog& log) const override {
    const std::string who = name() + ": " + closed_.names() + " of \"" + closed_.area_name() + "\"";
    const std::string whom = of_.states().empty() ? "all members" : of_.names();
    const bool holds = term_.share(scene.tick) > 0;
    if (holds && scene.tick == std::max(0, term_.begins())) {
      log.add(term_.from(), "area suspension", who + " for citizens of " + whom + until_text());
    } else if (!misses_ && scene.tick > 0 && scene.tick == term_.ends()) {
      log.add(term_.until(), "area resumption", who + " for citizens of " + whom);
    }
  }
  std::string warning() const override {
    return at_home_.empty() || !outside_.empty() ? outside_ : at_home_;
  }

 private:
  std::string until_text() const {
    return term_.until() < kNever ? " until " + to_string(term_.until()) : "";
  }

  /// Of the citizens it is for, those who need no right to settle anywhere that it closes.
  std::string at_home() const {
    if (of_.states().empty() || closed_.states().size() != 1) return {};
    const StateId home = closed_.states().front();
    if (std::ranges::count(of_.states(), home) == 0) return {};
    return fmt::format("citizens of {} are at home there: it does not reach them", closed_.names());
  }

  std::size_t area_;
  NamedMembers closed_, of_;
  Term term_;
  std::string outside_;  // what of it lies outside the run, for the user
  bool misses_;
  std::string at_home_;  // for the user, too
};

}  // namespace sojourn::models
