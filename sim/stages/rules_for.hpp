#pragma once

#include <algorithm>
#include <vector>

#include "sim/base/rates.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// Guards of the state that a corridor leads out of stop the share `chance` of those who get past
/// all others.
inline void stop_on_behalf(CorridorId corridor, double chance, Rules& rules) {
  rules.enforcement[corridor] = either(rules.enforcement[corridor], chance);
  rules.by_partner[corridor] = either(rules.by_partner[corridor], chance);
}

// What rules say for the citizens of one state in one place; tables that no policy has filled are
// empty.

/// What they need to come on a visit.
inline Entry entry_for(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.entry.empty() ? Entry::kRequired : rules.entry(citizenship, place);
}

/// Rights in practice, in [0, 1].
inline double rights_for(const Rules& rules, StateId citizenship, PlaceId place) {
  if (rules.rights_of.empty()) return rules.rights[place];
  return std::clamp(rules.rights[place] + rules.rights_of(citizenship, place), 0.0, 1.0);
}

/// Chance that an applicant is granted protection, before any policy.
inline double usual_recognition(const Scene& scene, StateId citizenship, PlaceId place) {
  const auto& by_host = scene.stances.recognition_by_host;
  return by_host.empty() ? scene.stances.recognition[citizenship]
                         : by_host(citizenship, scene.world.state_of(place));
}

/// Chance that an applicant is granted protection.
inline double recognition_for(const Scene& scene, StateId citizenship, PlaceId place) {
  return scene.rules.recognition.empty() ? usual_recognition(scene, citizenship, place)
                                         : scene.rules.recognition(citizenship, place);
}

/// Chance that an attempt of one of these citizens is intercepted.
inline double enforcement_for(const Rules& rules, CorridorId corridor, StateId citizenship) {
  const double of_all = rules.enforcement[corridor];
  if (rules.not_intercepted.empty()) return of_all;
  return of_all * (1 - rules.not_intercepted(corridor, citizenship));
}

/// Chance that one of these citizens who has got across is sent back over the corridor.
inline double readmission_for(const Rules& rules, CorridorId corridor, StateId citizenship) {
  const double of_all = rules.readmission[corridor];
  const double of_them = rules.readmission_of.empty()
                             ? of_all
                             : either(of_all, rules.readmission_of(corridor, citizenship));
  if (rules.not_readmitted.empty()) return of_them;
  return of_them * (1 - rules.not_readmitted(corridor, citizenship));
}

/// Share of those whom a programme would take away from a place that may not be.
inline double not_expelled(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.not_expelled.empty() ? 0 : rules.not_expelled(citizenship, place);
}

/// What rules add to the fee of a channel [int. $].
inline double added_fee(const Rules& rules, ChannelId channel, StateId citizenship, PlaceId place) {
  return rules.fees.empty() ? 0 : rules.fees(channel, citizenship, place);
}

/// Factor on the kin whom settled compatriots call.
inline double family_factor(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.family.empty() ? 1 : rules.family(citizenship, place);
}

/// Factor on the rate of naturalisation.
inline double naturalisation_factor(const Rules& rules, StateId citizenship, PlaceId place) {
  return rules.naturalisation.empty() ? 1 : rules.naturalisation(citizenship, place);
}

/// Whether places of the channel in `place` are kept for `who`, if only for a part of the tick.
inline bool keeps_places(const Allotment& one, const Viewpoint& who, ChannelId channel,
                         PlaceId place) {
  return one.channel == channel && one.to.contains(place) &&
         one.citizenships.contains(who.citizenship) && one.skills[position(who.skill)];
}

/// How likely `who`, acting at this moment of the tick, thinks a contested place is. Places kept
/// for them come first; unless one of these is exclusive, the general places count too. Of
/// exclusive ones the last counts.
inline double perceived_chance_at(const Rules& rules, const Viewpoint& who, ChannelId channel,
                                  PlaceId place, double moment) {
  const double of_all = rules.admission(channel, place, who.skill);
  double refused = 1, refused_there = 1;  // there: by the exclusive one
  bool exclusive = false;
  for (const Allotment& one : rules.allotments) {
    if (!keeps_places(one, who, channel, place) || !one.when.holds(moment)) continue;
    if (one.exclusive) {
      exclusive = true, refused_there = 1 - one.admission;
    } else {
      refused *= 1 - one.admission;
    }
  }
  refused *= refused_there;
  if (refused == 1) return exclusive ? 0 : of_all;
  return 1 - refused * (exclusive ? 1 : 1 - of_all);
}

/// Its mean over the tick.
inline double perceived_chance(const Rules& rules, const Viewpoint& who, ChannelId channel,
                               PlaceId place) {
  std::vector<PartOfTick> parts;
  for (const Allotment& one : rules.allotments) {
    if (!one.when.whole() && keeps_places(one, who, channel, place)) parts.push_back(one.when);
  }
  return mean_over_tick(
      parts, [&](double at) { return perceived_chance_at(rules, who, channel, place, at); });
}

}  // namespace sojourn
