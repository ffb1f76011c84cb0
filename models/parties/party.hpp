#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Who bargains: a union, or a state that is in none.
struct Party {
  std::string name;
  std::vector<StateId> members;
  double approval = 1;  // share of its people whose governments must gain from a deal
  bool by_gdp = false;  // members pay by their GDP, else by what each gains

  bool has(StateId state) const { return std::ranges::count(members, state) > 0; }
};

/// Unions first, then the states outside them, as the scenario lists them.
inline std::vector<Party> parties_of(const World& world) {
  std::vector<Party> parties;
  for (const Union& body : world.unions)
    parties.push_back({body.name, body.members, body.approval, body.by_gdp});
  for (const StateId s : world.states()) {
    const auto has = [&](const Union& body) { return std::ranges::count(body.members, s) > 0; };
    if (std::ranges::any_of(world.unions, has)) continue;
    parties.push_back({world.places[s.index()].id, {s}});
  }
  return parties;
}

/// All places of some states.
inline std::vector<PlaceId> places_of(const World& world, const std::vector<StateId>& states) {
  std::vector<PlaceId> all;
  for (const StateId state : states) {
    const std::vector<PlaceId>& own = world.places_of(state);
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

/// People in all places of a state [persons].
inline double people_of(const Scene& scene, StateId state) {
  double sum = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    sum += scene.persons(scene.ledger.summary.population[place]);
  }
  return sum;
}
/// GDP of a state, or the share of it that `weight` [by place] says [int. $ / year].
inline double gdp_of(const Scene& scene, StateId state, const PlaceArray* weight = nullptr) {
  double sum = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    sum += scene.conditions.gdp_per_capita[place] *
           scene.persons(scene.ledger.summary.population[place]) *
           (weight != nullptr ? (*weight)[place] : 1);
  }
  return sum;
}
inline double gdp_of(const Scene& scene, const Party& party) {
  double sum = 0;
  for (const StateId member : party.members) sum += gdp_of(scene, member);
  return sum;
}
inline double people_of(const Scene& scene, const Party& party) {
  double sum = 0;
  for (const StateId member : party.members) sum += people_of(scene, member);
  return sum;
}
/// Citizens of states outside `party` who live in a member without a secure place, refugees and
/// people on the way included [persons].
inline double hosted_in(const Scene& scene, StateId member, const Party& party) {
  std::int64_t agents = 0;
  for (const PlaceId place : scene.world.places_of(member)) {
    for (const StateId s : scene.world.states()) {
      if (party.has(s)) continue;
      for (const Status status : kInsecure | kOnTheWay) {
        agents += scene.ledger.stock(place, s, status);
      }
    }
  }
  return scene.persons(agents);
}

}  // namespace sojourn::models
