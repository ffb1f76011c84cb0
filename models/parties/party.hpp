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
  const std::size_t n_unions = parties.size();
  for (int s = 0; s < world.n_states; ++s) {
    const auto in = [&](const Party& body) { return body.has(StateId(s)); };
    if (std::any_of(parties.begin(), parties.begin() + static_cast<std::ptrdiff_t>(n_unions), in)) {
      continue;
    }
    parties.push_back({world.places[static_cast<std::size_t>(s)].id, {StateId(s)}});
  }
  return parties;
}

/// People in all places of a state [persons].
inline double people_of(const Scene& scene, StateId state) {
  double sum = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    sum += scene.persons(scene.ledger.summary.population[place.index()]);
  }
  return sum;
}
/// GDP of a state, or the share of it that `weight` [by place] says [int. $ / year].
inline double gdp_of(const Scene& scene, StateId state, const PlaceArray* weight = nullptr) {
  double sum = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    sum += scene.conditions.gdp_per_capita[place.value] *
           scene.persons(scene.ledger.summary.population[place.index()]) *
           (weight != nullptr ? (*weight)[place.value] : 1);
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
    for (int s = 0; s < scene.world.n_states; ++s) {
      if (party.has(StateId(s))) continue;
      for (const Status status : kInsecure | kOnTheWay) {
        agents += scene.ledger.stock(place, StateId(s), status);
      }
    }
  }
  return scene.persons(agents);
}

}  // namespace sojourn::models
