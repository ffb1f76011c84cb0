#include "sim/foresight/closed_options.hpp"

#include <limits>

#include "sim/stages/module_set.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn {

namespace {

constexpr double kClosed = std::numeric_limits<double>::infinity();

void close_refused_entry(const Scene& scene, const ModuleSet& modules, StateId citizenship,
                         PayoffRow& row) {
  for (const PlaceId place : scene.world.place_ids()) {
    if (entry_for(scene.rules, citizenship, place) != Entry::kRefused) continue;
    for (const ChannelId channel : modules.channel_ids()) {
      if (modules.of<Channel>()[channel.index()]->by_leave()) row.cost(channel, place) = kClosed;
    }
  }
}

void close_refused(const World& world, const ModuleSet& modules, const Refusal& refusal,
                   PayoffRow& row) {
  for (const ChannelId channel : modules.channel_ids()) {
    if (!refusal.channels.contains(channel)) continue;
    for (const PlaceId place : world.place_ids()) {
      if (refusal.to.contains(place)) row.cost(channel, place) = kClosed;
    }
  }
}

}  // namespace

bool closes(const Refusal& refusal, const Viewpoint& who) {
  return refusal.when.whole() && refusal.who.is_of_kinds() &&
         refusal.who.may_mean(who.citizenship, who.skill) && refusal.from.contains(who.residence);
}

void apply_entry_rules(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                       PayoffRow& row) {
  close_refused_entry(scene, modules, who.citizenship, row);
  for (const Refusal& refusal : scene.rules.refusals) {
    if (closes(refusal, who)) close_refused(scene.world, modules, refusal, row);
  }
  if (scene.rules.fees.empty()) return;
  for (const ChannelId channel : modules.channel_ids()) {
    const double paid = 1 - modules.of<Channel>()[channel.index()]->on_credit();
    for (const PlaceId place : scene.world.place_ids()) {
      row.cost(channel, place) += paid * scene.rules.fees(channel, who.citizenship, place);
    }
  }
}

}  // namespace sojourn
