#include "models/parties/position.hpp"

#include <algorithm>

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
  const PairArray abroad = citizens_abroad(scene);
  SettledAbroad sum;
  for (const StateId member : party.members) {
    for (const StateId s : scene.world.states()) {
      if (party.has(s)) continue;
      sum.foreigners += abroad(s, member);
      sum.emigrants += abroad(member, s);
    }
  }
  return sum;
}

NetPosition::NetPosition(Settings& s)
    : small_stock(s.real("small_stock", "1", {0, 1}, NetPosition{}.small_stock,
                         "people abroad and foreigners, of the population, that count as few in a "
                         "state's net position")) {}

double NetPosition::of(double foreigners, double emigrants, double people) const {
  const double all = foreigners + emigrants + small_stock * people;
  return all > 0 ? (foreigners - emigrants) / all : 0;
}

double NetPosition::of(const Scene& scene, const Party& party) const {
  const SettledAbroad n = settled_abroad(scene, party);
  return of(n.foreigners, n.emigrants, people_of(scene, party));
}

Diaspora::Diaspora(Settings& s)
    : full(s.real("full_diaspora", "1", {1e-4, 1}, Diaspora{}.full,
                  "citizens abroad, of the population, that make a diaspora as large as counts")) {}

double Diaspora::of(double emigrants, double people) const {
  return std::min(1.0, emigrants / people / full);
}

double Diaspora::of(const Scene& scene, const Party& party) const {
  const double people = people_of(scene, party);
  return people > 0 ? of(settled_abroad(scene, party).emigrants, people) : 0;
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

}  // namespace sojourn::models
