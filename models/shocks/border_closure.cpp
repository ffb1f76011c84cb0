#include "models/shocks/border_closure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/stages/catalog.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn::models {

namespace {

constexpr const char* kAllChannels = "all";

std::vector<std::string> channel_names(const ModuleSet& modules) {
  std::vector<std::string> names;
  for (const auto& channel : modules.of<Channel>()) names.push_back(channel->name());
  return names;
}

}  // namespace

BorderClosure::BorderClosure(Settings& settings, const World& world)
    : DatedShock(settings, world, "border closure", {1, {1, 1}, "1", "a border is closed or not"}),
      names_(
          settings.texts("channels", {},
                         "channels that are closed into the places of `to`; those that walk "
                         "close their corridors; \"all\": every channel but the way home; empty: "
                         "corridors close and no other channel")),
      channels_{settings.path() + ".channels", settings.where("channels")},
      world_(world),
      no_corridor_(targets().empty() && !world.corridors.empty()),
      citizens_(listed_or_all(read_states(
          settings, world, "of",
          "whose citizens alone it keeps out: countries, areas, unions or regions; empty: "
          "everyone's"))) {
  if (names_.empty() && no_corridor_) settings.fault("from", MatchingCorridors::kNone);
}

bool BorderClosure::closes_all_channels() const {
  return std::ranges::count(names_, kAllChannels) > 0;
}

bool BorderClosure::closes(const Channel& channel) const {
  const bool home = channel.arrival_status() == Status::kReturned;
  return std::ranges::count(names_, channel.name()) > 0 || (closes_all_channels() && !home);
}

bool BorderClosure::closes_corridors(const ModuleSet& modules) const {
  return names_.empty() || std::ranges::any_of(modules.of<Channel>(), [&](const auto& channel) {
           return channel->walks() && closes(*channel);
         });
}

void BorderClosure::check(const ModuleSet& modules, Diagnostics& diagnostics) const {
  if (names_.empty()) return;
  const auto fault = [&](const Key& key, const std::string& message) {
    diagnostics.add(key.where, key.path + ": " + message);
  };
  std::vector<std::string> known = channel_names(modules);
  known.emplace_back(kAllChannels);
  for (const std::string& name : names_) {
    if (std::ranges::count(known, name) > 0) continue;
    const std::string hint = nearest_hint(name, known);
    fault(channels_,
          fmt::format("there is no channel \"{}\"{}", name,
                      hint.empty() ? fmt::format("; there are {}", fmt::join(known, ", ")) : hint));
  }
  if (closes_corridors(modules)) {
    if (no_corridor_ && !closes_all_channels()) fault(channels_, MatchingCorridors::kNone);
  } else if (targets().of_a_kind()) {
    fault(channels_, "`mode` and `route` are of corridors, and none of these channels walks");
  }
  if (closes_all_channels() && targets().of_a_kind()) {
    fault(channels_, "`mode` and `route` are of corridors: they cannot go with \"all\"");
  }
  if (targets().to().empty()) {
    fault(channels_, "expected `to`: the places into which they are closed");
  }
}

/// Corridors that are closed to some alone stay part of all routes: of a way that no corridor is
/// left for, these people know it by a refusal.
void BorderClosure::bind(const ModuleSet& modules) {
  closes_corridors_ = closes_corridors(modules);
  refused_ = IdSet<ChannelId>::none();
  const bool known_to_some = !citizens_.all() && closes_all_ways();
  for (const ChannelId id : modules.channel_ids()) {
    const Channel& way = *modules.of<Channel>()[id.index()];
    const bool named = !way.walks() && closes(way);
    if (named || (way.walks() && closes_corridors_ && known_to_some)) refused_.insert(id);
  }
}

void BorderClosure::apply(const Scene& scene, Conditions& conditions) const {
  const TickDays days = course().days(scene, stream());
  if (days.none()) return;
  conditions.decrees.push_back(this);
  if (!closes_corridors_) return;
  if (citizens_.all()) {
    for (const CorridorId c : targets()) conditions.closed[c].add(days);
  } else {
    conditions.closed_to.push_back({IdSet<CorridorId>::of(targets()), citizens_, days});
  }
}

void BorderClosure::announce(const Scene& scene, EventLog& log) const {
  DatedShock::announce(scene, log);
  if (course().strikes_at_random()) return;
  const Term& term = course().term();
  const bool was_closed = term.is_within(scene.world.n_ticks);
  if (!was_closed || !term.has_end() || !term.ends_in(scene.tick)) return;
  log.add(term.until(), "border opening", name() + ": " + what(scene.world));
}

bool BorderClosure::means_own_citizens_alone() const {
  if (citizens_.all() || targets().to().empty()) return false;
  return std::ranges::all_of(world_.place_ids(), [&](PlaceId place) {
    return !targets().to().mean(place) || std::ranges::all_of(world_.states(), [&](StateId state) {
      return !citizens_.contains(state) || world_.state_of(place) == state;
    });
  });
}

std::string BorderClosure::warning() const {
  std::string text = DatedShock::warning();
  if (!means_own_citizens_alone()) return text;
  if (!text.empty()) text += "; ";
  return text + "those in `of` are citizens of the state in `to`, who need nobody's leave there";
}

Refusal BorderClosure::closed() const {
  Refusal refusal{.who = {},
                  .from = targets().from().ids(),
                  .to = targets().to().ids(),
                  .channels = refused_,
                  .when = {},
                  .by = {}};
  refusal.who.citizenships = citizens_;
  return refusal;
}

void BorderClosure::enact(const Scene& scene, Rules& rules) const {
  if (refused_.empty()) return;
  Refusal refusal = closed();
  refusal.by = scene.world.policy(name());
  for (const PartOfTick& part : course().days(scene, stream()).parts()) {
    refusal.when = part;
    rules.refusals.push_back(refusal);
  }
}

std::string BorderClosure::what(const World& world) const {
  if (names_.empty()) return targets().names(world);
  const std::string into =
      fmt::format("{} into {}", fmt::join(names_, ", "), targets().to().names());
  return closes_corridors_ ? into + "; " + targets().names(world) : into;
}

}  // namespace sojourn::models
