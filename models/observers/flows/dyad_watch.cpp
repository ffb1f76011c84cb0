#include "models/observers/flows/dyad_watch.hpp"

#include <algorithm>

#include "models/channels/channel_lists.hpp"
#include "models/deals/containment/containment_deals.hpp"
#include "models/parties/cost_history.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

DyadWatch::DyadWatch(const World& world, std::vector<Dyad> dyads, double small_flow,
                     Diaspora diaspora)
    : parties_(parties_of(world)),
      places_(parties_.size()),
      dyads_(std::move(dyads)),
      small_flow_(small_flow),
      diaspora_(diaspora),
      first_entries_(world, parties_),
      came_(2 * dyads_.size(), world.calendar.ticks_per_year()) {
  for (std::size_t p = 0; p < parties_.size(); ++p) {
    for (const StateId member : parties_[p].members) {
      const auto& places = world.places_of(member);
      places_[p].insert(places_[p].end(), places.begin(), places.end());
    }
  }
}

void DyadWatch::bind(const ModuleSet& modules) {
  first_entries_.bind(modules);
  leading_abroad_ = channels_abroad(modules);
  deals_ = modules.find<ContainmentDeals>();
}

void DyadWatch::update(const Scene& scene) {
  if (deals_ == nullptr) first_entries_.update(scene);
  came_.begin_tick();
  for (std::size_t d = 0; d < dyads_.size(); ++d) {
    came_.add(2 * d, arrived(scene, parties_[dyads_[d].second], dyads_[d].first));
    came_.add(2 * d + 1, arrived(scene, parties_[dyads_[d].first], dyads_[d].second));
  }
}

std::int64_t DyadWatch::arrived(const Scene& scene, const Party& from, std::size_t to) const {
  std::int64_t agents = 0;
  for (const StateId citizenship : from.members) {
    for (const PlaceId place : places_[to]) {
      agents -= scene.ledger.previous_tick.moved_within(citizenship, place);
      for (const ChannelId channel : leading_abroad_) {
        agents += scene.ledger.previous_tick.arrivals(citizenship, place, channel);
      }
    }
  }
  return agents;
}

double DyadWatch::net_flow(const Scene& scene, std::size_t dyad, int side) const {
  const double in = scene.persons(came(dyad, side)), out = scene.persons(came(dyad, 1 - side));
  const double small = small_flow_ * people_of(scene, parties_[party(dyad, side)]);
  return in + out > 0 ? (in - out) / (in + out + small) : 0;
}

double DyadWatch::pressure(const Scene& scene, std::size_t dyad, int side) const {
  const std::size_t own = party(dyad, side);
  const FirstEntries& entries = deals_ != nullptr ? deals_->first_entries() : first_entries_;
  double dependence = 0;
  for (const StateId partner : parties_[party(dyad, 1 - side)].members) {
    dependence += entries.dependence(own, partner);
  }
  const double excess = deals_ != nullptr ? deals_->pressure(scene, own)
                                          : CostHistory::excess_of(scene, parties_[own]);
  return excess * std::min(1.0, dependence);
}

DyadPosition DyadWatch::position(const Scene& scene, std::size_t dyad, int side) const {
  const Party& own = parties_[party(dyad, side)];
  return {.net_position = net_flow(scene, dyad, side),
          .shortage = shortage(scene, own),
          .pressure = pressure(scene, dyad, side),
          .hosted = hosted(scene, own),
          .diaspora = diaspora_.of(scene, own)};
}

}  // namespace sojourn::models
