#include "models/policies/policy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/payoffs/deadline.hpp"
#include "models/policies/contradictions/closed_ways.hpp"
#include "models/policies/contradictions/contradictions.hpp"
#include "models/policies/eligibility.hpp"
#include "models/policies/lever_keys.hpp"
#include "models/policies/lever_list.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

PolicyScope read_scope(Settings& settings, const World& world) {
  PolicyScope scope{
      .places = read_places(settings, world, "in",
                            "where it applies: countries, places, areas, unions or regions"),
      .in = {},
      .nationals = read_states(settings, world, "of",
                               "whose citizens it means: countries, areas, unions or regions; "
                               "empty: all"),
      .who = {},
      .term = read_announced(settings,
                             read_from_until(settings, world.calendar, world.calendar.start())),
      .coming_from = {},
      .entered_before = {}};
  scope.in = listed_or_all(scope.places);
  scope.who = read_eligibility(settings, listed_or_all(scope.nationals));
  scope.coming_from = listed_or_all(read_places(
      settings, world, "coming_from",
      "for `effort`, `interdiction` and `carrier_sanctions`: at which corridors, by the "
      "countries, places, areas, unions or regions they lead out of; empty: all"));
  const Date before = settings.date("entered_before", kNever,
                                    "for programmes: whom it means, by the day of the last change "
                                    "of place or status, which comes before; 9999-12-31: any");
  if (before < kNever) {
    scope.entered_before = before;
    require_first_day(settings, "entered_before", before, world.calendar);
  }
  return scope;
}

}  // namespace

Policy::Policy(Settings& settings, const World& world)
    : world_(world), scope_(read_scope(settings, world)) {
  for (const LeverReader read : lever_list()) {
    if (auto lever = read(settings, world, scope_)) levers_.push_back(std::move(lever));
  }
  require_their_levers(settings);
  const auto of_corridors = [](const auto& lever) { return lever->is_of_corridors(); };
  if (!scope_.coming_from.all() && !std::ranges::all_of(levers_, of_corridors)) {
    settings.fault("coming_from",
                   "it says at which corridors `effort`, `interdiction` and `carrier_sanctions` "
                   "are, and goes with no other lever");
  }
  const auto programme = [](const auto& lever) { return lever->is_programme(); };
  if (scope_.entered_before && !std::ranges::all_of(levers_, programme)) {
    settings.fault("entered_before",
                   "it says whom `regularisation`, `temporary_protection` and `returns` mean, and "
                   "goes with no other lever");
  }
}

void Policy::bind(const ModuleSet& modules) {
  for (const auto& lever : levers_) lever->bind(modules);
  modules_ = &modules;
  all_ = modules.all<Policy>();
  channels_ = modules.channel_ids();
  const auto* deadline = modules.find<DeadlineTerm>();
  hurries_ = deadline != nullptr && deadline->haste() > 0;
}

std::vector<PartOfTick> Policy::shelters(StateId citizenship, PlaceId place, const Term& ended,
                                         int tick) const {
  std::vector<PartOfTick> parts;
  if (!scope_.in.contains(place) || !scope_.who.citizenships.contains(citizenship)) return parts;
  for (const auto& lever : levers_) {
    const PartOfTick part = lever->shelters(scope_, ended, tick);
    if (part.share() > 0) parts.push_back(part);
  }
  return parts;
}

bool Policy::sets(const std::string& what) const {
  return std::ranges::any_of(levers_, [&](const auto& lever) {
    return std::ranges::count(lever->sets(scope_), what, &Claim::what) > 0;
  });
}

std::vector<std::string> Policy::contradicted() const {
  std::vector<Ordered> all;
  for (const Policy* one : all_) all.push_back(one->ordered());
  std::vector<std::string> found = contradictions(ordered(), all, world_, channels_);
  const Gateways mine = gateways();
  for (const Gateways& closed : closed_ways(*modules_)) {
    const auto more = contradictions_between(world_, channels_, mine, closed);
    found.insert(found.end(), more.begin(), more.end());
  }
  return found;
}

bool Policy::gives_places(ChannelId channel) const {
  return scope_.term.is_within(world_.n_ticks) &&
         std::ranges::any_of(levers_, [&](const auto& one) { return one->gives_places(channel); });
}

bool Policy::means_own_citizens_alone() const {
  if (scope_.places.empty() || scope_.nationals.empty()) return false;
  return std::ranges::all_of(scope_.places, [&](PlaceId place) {
    return std::ranges::all_of(scope_.nationals,
                               [&](StateId state) { return world_.state_of(place) == state; });
  });
}

Order Policy::order(const Scene& scene, PartOfTick when) const {
  return {scope_, scene, scene.world.policy(name()), when};
}

void Policy::apply(const Scene& scene, Conditions& conditions) const {
  conditions.decrees.push_back(this);
  const PartOfTick when = scope_.term.part(scene.tick);
  if (when.share() <= 0) return;
  for (const auto& lever : levers_) lever->hold(order(scene, when), conditions);
}

void Policy::enact(const Scene& scene, Rules& rules) const {
  const PartOfTick now = scope_.term.part(scene.tick), after = scope_.term.after(scene.tick);
  const double closeness = scope_.term.closeness(scene.tick);
  for (const auto& lever : levers_) {
    if (now.share() > 0) lever->enact(order(scene, now), rules);
    if (after.share() > 0) lever->follow_up(order(scene, after), rules);
    if (closeness > 0) lever->announce(order(scene, {}), closeness, rules);
  }
}

void Policy::announce(const Scene& scene, EventLog& log) const {
  const std::string where = fmt::format("{} in {}", name(), names_of(world_, scope_.places));
  if (scope_.term.is_announced_in(scene.tick)) {
    log.add(scope_.term.announced(), "policy announced",
            fmt::format("{} from {}", where, to_string(scope_.term.from())));
  }
  if (!scope_.term.is_within(world_.n_ticks)) return;
  if (scope_.term.begins_in(scene.tick)) log.add(scope_.term.from(), "policy begins", where);
  if (scope_.term.ends_in(scene.tick)) log.add(scope_.term.until(), "policy ends", where);
}

std::string Policy::warning() const {
  if (levers_.empty()) return "it does nothing: no lever is set";
  std::string outside = scope_.term.outside_run(world_.n_ticks);
  if (!scope_.term.is_within(world_.n_ticks)) return outside;
  std::vector<std::string> told;
  const auto warn = [&](std::string text) {
    if (!text.empty() && std::ranges::count(told, text) == 0) told.push_back(std::move(text));
  };
  const auto of_own = [](const auto& lever) { return lever->is_of_own_citizens(); };
  if (means_own_citizens_alone() && !std::ranges::all_of(levers_, of_own)) {
    warn("those in `of` are citizens of the state in `in`, and nobody needs its leave there");
  }
  for (const auto& lever : levers_) warn(lever->warning());
  const auto acts = [&](const auto& lever) { return lever->acts_when_announced(scope_); };
  if (scope_.term.is_announced() && std::ranges::none_of(levers_, acts)) {
    warn(
        "nobody acts on its announcement: it closes no way for whole nationalities or by "
        "schooling");
  } else if (scope_.term.is_announced() && !hurries_) {
    warn("nobody acts on its announcement: the module \"deadline\" is off, or without haste");
  }
  for (std::string& text : contradicted()) warn(std::move(text));
  warn(std::move(outside));
  return fmt::format("{}", fmt::join(told, "; "));
}

}  // namespace sojourn::models
