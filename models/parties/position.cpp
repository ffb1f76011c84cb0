#include "models/parties/position.hpp"

#include <algorithm>

#include "models/deals/containment_deals.hpp"
#include "models/parties/cost_history.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

PairArray citizens_abroad(const Scene& scene) {
  const int n = scene.world.n_states;
  PairArray abroad = PairArray::Zero(n, n);
  for (const PlaceId place : scene.world.place_ids()) {
    const StateId residence = scene.world.state_of(place);
    for (const StateId home : scene.world.states()) {
      if (home == residence) continue;
      abroad(home, residence) += scene.persons(scene.ledger.summary.settled(place, home));
    }
  }
  return abroad;
}

SettledAbroad settled_abroad(const Scene& scene, const Party& party) {
  SettledAbroad sum;
  for (const PlaceId place : scene.world.place_ids()) {
    const bool inside = party.has(scene.world.state_of(place));
    for (const StateId s : scene.world.states()) {
      if (party.has(s) == inside) continue;
      const double persons = scene.persons(scene.ledger.summary.settled(place, s));
      (inside ? sum.foreigners : sum.emigrants) += persons;
    }
  }
  return sum;
}

double net_position(const Scene& scene, const Party& party) {
  const SettledAbroad n = settled_abroad(scene, party);
  const double all = n.foreigners + n.emigrants + 0.001 * people_of(scene, party);
  return all > 0 ? (n.foreigners - n.emigrants) / all : 0;
}

double diaspora(const Scene& scene, const Party& party) {
  const double people = people_of(scene, party);
  if (people <= 0) return 0;
  return std::min(1.0, settled_abroad(scene, party).emigrants / people / 0.06);
}

double shortage(const Scene& scene, const Party& party) {
  double demand = 0, lacking = 0;
  for (const StateId member : party.members) {
    for (const PlaceId place : scene.world.places_of(member)) {
      demand += scene.labour.demand[place];
      lacking += scene.labour.demand[place] * scene.labour.shortage[place];
    }
  }
  return demand > 0 ? lacking / demand : 0;
}

double hosted(const Scene& scene, const Party& party) {
  const double people = people_of(scene, party);
  if (people <= 0) return 0;
  double sum = 0;
  for (const StateId member : party.members) sum += hosted_in(scene, member, party);
  return sum / people;
}

Standings::Standings(const World& world, std::vector<Dyad> dyads, double small_flow)
    : parties_(parties_of(world)),
      places_(parties_.size()),
      dyads_(std::move(dyads)),
      small_flow_(small_flow),
      entries_(world, parties_),
      came_(2 * dyads_.size(), world.calendar.ticks_per_year()) {
  for (std::size_t p = 0; p < parties_.size(); ++p) {
    for (const StateId member : parties_[p].members) {
      const auto& places = world.places_of(member);
      places_[p].insert(places_[p].end(), places.begin(), places.end());
    }
  }
}

void Standings::bind(const ModuleSet& modules) {
  entries_.bind(modules);
  return_ = modules.channel("return");
  deals_ = ModuleSet::find<ContainmentDeals>(modules.negotiation);
}

void Standings::update(const Scene& scene) {
  if (deals_ == nullptr) entries_.update(scene);
  came_.begin_tick();
  for (std::size_t d = 0; d < dyads_.size(); ++d) {
    came_.add(2 * d, arrived(scene, parties_[dyads_[d].second], dyads_[d].first));
    came_.add(2 * d + 1, arrived(scene, parties_[dyads_[d].first], dyads_[d].second));
  }
}

std::int64_t Standings::arrived(const Scene& scene, const Party& from, std::size_t to) const {
  std::int64_t agents = 0;
  for (const StateId citizenship : from.members) {
    for (const PlaceId place : places_[to]) {
      agents -= scene.ledger.previous_tick.moved_within(citizenship, place);
      for (const ChannelId c : scene.ledger.channel_ids()) {
        if (c != return_) agents += scene.ledger.previous_tick.arrivals(citizenship, place, c);
      }
    }
  }
  return agents;
}

double Standings::net_flow(const Scene& scene, std::size_t dyad, int side) const {
  const double in = scene.persons(came(dyad, side)), out = scene.persons(came(dyad, 1 - side));
  const double small = small_flow_ * people_of(scene, parties_[party(dyad, side)]);
  return in + out > 0 ? (in - out) / (in + out + small) : 0;
}

double Standings::pressure(const Scene& scene, std::size_t dyad, int side) const {
  const std::size_t own = party(dyad, side);
  const Entries& entries = deals_ != nullptr ? deals_->entries() : entries_;
  double dependence = 0;
  for (const StateId partner : parties_[party(dyad, 1 - side)].members) {
    dependence += entries.dependence(own, partner);
  }
  const double excess = deals_ != nullptr ? deals_->pressure(scene, own)
                                          : CostHistory::excess_of(scene, parties_[own]);
  return excess * std::min(1.0, dependence);
}

Standing Standings::standing(const Scene& scene, std::size_t dyad, int side) const {
  const Party& own = parties_[party(dyad, side)];
  return {.net_position = net_flow(scene, dyad, side),
          .shortage = shortage(scene, own),
          .pressure = pressure(scene, dyad, side),
          .hosted = hosted(scene, own),
          .diaspora = diaspora(scene, own)};
}

}  // namespace sojourn::models
