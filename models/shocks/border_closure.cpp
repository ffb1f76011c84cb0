#include "models/shocks/border_closure.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// 1 for each of the countries that `of` lists; nothing where it lists none.
std::vector<char> read_citizens(Settings& settings, const World& world) {
  const auto listed = settings.texts(
      "of", {}, "citizens of these countries alone are kept out by `channels`; empty: everyone");
  std::vector<char> marks(listed.empty() ? 0 : world.states().size(), 0);
  for (const std::string& id : listed) {
    const StateId state = world.require_state(settings, "of", id);
    if (state.index() < marks.size()) marks[state.index()] = 1;
  }
  return marks;
}

/// 1 for each place that is meant; nothing where every place is.
std::vector<char> marked(const World& world, const NamedPlaces& named) {
  std::vector<char> marks;
  if (named.empty()) return marks;
  for (const PlaceId place : world.place_ids()) marks.push_back(named.mean(world, place) ? 1 : 0);
  return marks;
}

std::vector<std::string> channel_names(const ModuleSet& modules) {
  std::vector<std::string> names;
  for (const auto& channel : modules.of<Channel>()) names.push_back(channel->name());
  return names;
}

}  // namespace

BorderClosure::BorderClosure(Settings& settings, const World& world)
    : DatedShock(settings, world, "border closure", {1, {1, 1}, "1", "a border is closed or not"}),
      names_(settings.texts("channels", {},
                            "channels that are shut into the places of `to`; those that walk close "
                            "their corridors; empty: corridors close and no other channel")),
      channels_{settings.path() + ".channels", settings.where("channels")},
      of_{settings.path() + ".of", settings.where("of")},
      no_corridor_(targets().empty() && !world.corridors.empty()),
      into_(marked(world, targets().to())),
      living_in_(marked(world, targets().from())),
      citizens_of_(read_citizens(settings, world)) {
  if (!names_.empty()) return;
  if (no_corridor_) settings.fault("from", MatchingCorridors::kNone);
  if (!citizens_of_.empty()) {
    settings.fault("of", "a corridor is closed to everyone: expected `channels` as well");
  }
}

bool BorderClosure::closes_corridors(const ModuleSet& modules) const {
  return names_.empty() || std::ranges::any_of(names_, [&](const std::string& name) {
           const ChannelId id = modules.channel(name);
           return id.valid() && modules.of<Channel>()[id.index()]->walks();
         });
}

void BorderClosure::check(const ModuleSet& modules, Diagnostics& diagnostics) const {
  if (names_.empty()) return;
  const auto fault = [&](const Key& key, const std::string& message) {
    diagnostics.add(key.where, key.path + ": " + message);
  };
  const std::vector<std::string> known = channel_names(modules);
  for (const std::string& name : names_) {
    if (modules.channel(name).valid()) continue;
    const std::string hint = nearest_hint(name, known);
    fault(channels_,
          fmt::format("there is no channel \"{}\"{}", name,
                      hint.empty() ? fmt::format("; there are {}", fmt::join(known, ", ")) : hint));
  }
  if (closes_corridors(modules)) {
    if (no_corridor_) fault(channels_, MatchingCorridors::kNone);
    if (!citizens_of_.empty()) {
      fault(of_, "a corridor is closed to everyone: expected no channel that walks");
    }
  } else if (targets().of_a_kind()) {
    fault(channels_, "`mode` and `route` are of corridors, and none of these channels walks");
  }
  if (into_.empty()) fault(channels_, "expected `to`: the places into which they are shut");
}

void BorderClosure::bind(const ModuleSet& modules) {
  closes_corridors_ = closes_corridors(modules);
  shut_.clear();
  for (const std::string& name : names_) {
    const ChannelId id = modules.channel(name);
    if (id.valid() && !modules.of<Channel>()[id.index()]->walks()) shut_.push_back(id);
  }
}

void BorderClosure::apply(const Scene& scene, Conditions& conditions) const {
  const TickDays days = course().days(scene, stream());
  if (days.none()) return;
  if (closes_corridors_) {
    for (const CorridorId c : targets()) conditions.closed[c].add(days);
  }
  for (const ChannelId channel : shut_) {
    conditions.shut.add({channel, into_, living_in_, citizens_of_, days});
  }
}

std::string BorderClosure::what(const World& world) const {
  if (names_.empty()) return targets().names(world);
  const std::string into =
      fmt::format("{} into {}", fmt::join(names_, ", "), targets().to().names(world));
  return closes_corridors_ ? into + "; " + targets().names(world) : into;
}

}  // namespace sojourn::models
