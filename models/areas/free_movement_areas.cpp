#include "models/areas/free_movement_areas.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "models/areas/area_case.hpp"
#include "models/areas/area_texts.hpp"
#include "models/areas/open_borders.hpp"
#include "sim/base/archive.hpp"
#include "sim/base/lookup.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

FreeMovementAreas::FreeMovementAreas(Settings& s, const World& world)
    : candidates_(read_candidates(s, world)),
      values_(read_area_values(s)),
      horizon_(s.real("horizon", "years", {0.1, 100}, 10,
                      "after how many years of open borders states judge")),
      exit_cost_(s.real("exit_cost", "GDP per head", {0, 1}, 1e-4,
                        "what leaving costs; a rigid area's member leaves if it loses more")),
      flexible_(s.choice("institution", {"rigid", "flexible"}, "rigid",
                         "rigid: a member stays or leaves; flexible: it suspends free movement "
                         "while it loses and resumes when it gains") == "flexible") {
  // Prospects, on which all expectations rest, are known after the first tick.
  first_ = std::max(1, world.calendar.ticks_in(
                           s.real("first", "months", {0, 12000}, 12,
                                  "when states first think about it; every year from then on")));
  delay_ = world.calendar.ticks_in(
      s.real("delay", "months", {0, 120}, 12, "from an agreement until it is in force"));
}

std::vector<StateId> FreeMovementAreas::read_candidates(Settings& s, const World& world) {
  const auto listed = s.texts("candidates", {},
                              "countries that may be members; with no region "
                              "either, all");
  const std::string region = s.text("region", "", "label whose countries may be members as well");
  std::set<StateId> states;
  for (const std::string& name : listed) {
    states.insert(world.require_state(s, "candidates", name));
  }
  bool found = region.empty();
  for (const StateId i : world.states()) {
    const auto& labels = world.places[i.index()].regions;
    const bool in_region = !region.empty() && std::ranges::count(labels, region) > 0;
    if (in_region || (listed.empty() && region.empty())) states.insert(i);
    found = found || in_region;
  }
  if (!found) s.fault("region", fmt::format("no country has the label \"{}\"", region));
  return {states.begin(), states.end()};
}

void FreeMovementAreas::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  if (decides(scene)) decide(scene, log);
  tell_entries_into_force(scene, log);
  publish(scene, agreements);
}

bool FreeMovementAreas::decides(const Scene& scene) const {
  return scene.tick >= first_ && (scene.tick - first_) % scene.world.calendar.ticks_per_year() == 0;
}

void FreeMovementAreas::decide(const Scene& scene, EventLog& log) {
  WhatIf otherwise(scene);
  otherwise.agreements().end(name());
  OpenBorders borders(scene, std::move(otherwise), candidates_, horizon_);
  const AreaCase now = area_case(scene, candidates_, [&](const std::vector<MemberIndex>& members) {
    return borders.stocks(members);
  });
  if (members_.empty()) return found(scene, now, log);
  if (flexible_) suspend_and_resume(scene, now, log);
  settle(scene, now, log);
}

void FreeMovementAreas::found(const Scene& scene, const AreaCase& now, EventLog& log) {
  const FreeMovementArea area = form_area(now, values_);
  for (const MemberIndex state : area.members) members_[state] = {scene.tick + delay_, false};
  if (!area.members.empty()) {
    const MemberIndex first = area.newcomers[0], second = area.newcomers[1];
    const auto gains = area_gains(now, values_, {first, second});
    log.add("area founded",
            fmt::format("{}: {} {}; {} {}", name(), name_of(scene, first), gain_text(gains[0]),
                        name_of(scene, second), gain_text(gains[1])));
    tell_accessions(scene, area, 2, log);
  }
  tell_refusals(scene, area, log);
}

void FreeMovementAreas::settle(const Scene& scene, const AreaCase& now, EventLog& log) {
  const double exit_cost = flexible_ ? std::numeric_limits<double>::infinity() : exit_cost_;
  const FreeMovementArea area = settle_area(now, values_, active(), exit_cost);
  for (const AreaExit& exit : area.exits) {
    members_.erase(exit.member);
    log.add("area exit",
            fmt::format("{}: {} leaves, it {}; leaving costs {:.1e}", name(),
                        name_of(scene, exit.member), gain_text(exit.gain), exit_cost_));
  }
  if (area.members.empty() && !flexible_) {
    members_.clear();
    return log.add("area dissolved", name() + ": fewer than two members are left");
  }
  tell_accessions(scene, area, 0, log);
  for (const MemberIndex state : area.newcomers) {
    members_.try_emplace(state, Member{scene.tick + delay_, false}).first->second.suspended = false;
  }
  tell_refusals(scene, area, log);
}

/// Newcomers from position `first` on, with what they gain in the area as it is in the end.
void FreeMovementAreas::tell_accessions(const Scene& scene, const FreeMovementArea& area,
                                        std::size_t first, EventLog& log) const {
  for (std::size_t n = first; n < area.newcomers.size(); ++n) {
    const MemberIndex state = area.newcomers[n];
    const std::size_t at = index_of(area.members, std::ranges::find(area.members, state));
    const auto member = members_.find(state);
    const bool resumes = member != members_.end() && member->second.suspended;
    log.add(resumes ? "area resumption" : "area accession",
            name() + ": " + name_of(scene, state) + " " + gain_text(area.gains[at]));
  }
}

void FreeMovementAreas::suspend_and_resume(const Scene& scene, const AreaCase& now, EventLog& log) {
  std::vector<MemberIndex> all, suspended;
  for (const auto& [state, member] : members_) {
    all.push_back(state);
    if (member.suspended) suspended.push_back(state);
  }
  const std::vector<MemberIndex> after = suspending_members(now, values_, all, suspended);
  for (auto& [state, member] : members_) {
    const bool suspends = std::ranges::count(after, state) > 0;
    if (suspends == member.suspended) continue;
    member.suspended = suspends;
    // What it would gain beside those who are active now.
    std::vector<MemberIndex> beside{state};
    for (const MemberIndex other : all) {
      if (other != state && std::ranges::count(after, other) == 0) beside.push_back(other);
    }
    log.add(suspends ? "area suspension" : "area resumption",
            name() + ": " + name_of(scene, state) + " " +
                gain_text(area_gains(now, values_, beside).front()));
  }
}

/// A refusal is told once, until who objects or why has changed.
void FreeMovementAreas::tell_refusals(const Scene& scene, const FreeMovementArea& area,
                                      EventLog& log) {
  std::set<MemberIndex> outside;
  for (const AreaRefusal& refusal : area.refusals) {
    if (members_.contains(refusal.candidate)) continue;  // suspended
    outside.insert(refusal.candidate);
    const std::pair reason{refusal.objector, refusal.addend};
    const auto [told, fresh] = refused_.try_emplace(refusal.candidate, reason);
    if (!fresh && told->second == reason) continue;
    told->second = reason;
    const std::string candidate = name_of(scene, refusal.candidate);
    const std::string text = change_text(refusal.change);
    if (area.members.empty()) {
      log.add("area refusal",
              fmt::format("{}: {} finds no partner; with its best one, for {} {}", name(),
                          candidate, name_of(scene, refusal.objector), text));
    } else if (refusal.objector == refusal.candidate) {
      log.add("area refusal", fmt::format("{}: {} stays out: {}", name(), candidate, text));
    } else {
      log.add("area refusal", fmt::format("{}: {} is refused, {} objects: {}", name(), candidate,
                                          name_of(scene, refusal.objector), text));
    }
  }
  std::erase_if(refused_, [&](const auto& told) { return !outside.contains(told.first); });
}

void FreeMovementAreas::tell_entries_into_force(const Scene& scene, EventLog& log) const {
  std::string who;
  for (const auto& [state, member] : members_) {
    if (member.in_force_from != scene.tick) continue;
    who += (who.empty() ? "" : ", ") + name_of(scene, state);
  }
  if (!who.empty()) log.add("area in force", name() + ": free movement begins for " + who);
}

void FreeMovementAreas::publish(const Scene& scene, Agreements& agreements) {
  std::vector<StateId> open;
  for (const auto& [state, member] : members_) {
    if (member.suspended || member.in_force_from > scene.tick) continue;
    open.push_back(candidates_[state.index()]);
  }
  AgreementList own;
  if (open.size() > 1) own.push_back(std::make_shared<FreeMovementAgreement>(std::move(open)));
  agreements.put(name(), std::move(own));
}

std::vector<MemberIndex> FreeMovementAreas::active() const {
  std::vector<MemberIndex> states;
  for (const auto& [state, member] : members_) {
    if (!member.suspended) states.push_back(state);
  }
  return states;
}

std::string FreeMovementAreas::name_of(const Scene& scene, MemberIndex candidate) const {
  return scene.world.places[candidates_[candidate.index()].index()].id;
}

void FreeMovementAreas::state(Archive& archive) {
  archive(members_, refused_);
}

}  // namespace sojourn::models
