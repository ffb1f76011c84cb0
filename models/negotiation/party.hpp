#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/stages.hpp"

namespace sojourn {

/// Who bargains: a union, or a state that is in none.
struct Party {
  std::string name;
  std::vector<StateId> members;
  double approval = 1;  // share of its people whose governments must gain from a deal

  bool has(StateId state) const { return std::ranges::count(members, state) > 0; }
};

/// Unions first, then the states outside them, as the scenario lists them.
inline std::vector<Party> parties_of(const World& world) {
  std::vector<Party> parties;
  for (const Union& body : world.unions)
    parties.push_back({body.name, body.members, body.approval});
  const std::size_t n_unions = parties.size();
  for (int s = 0; s < world.n_states; ++s) {
    const auto in = [&](const Party& body) { return body.has(StateId(s)); };
    if (std::any_of(parties.begin(), parties.begin() + static_cast<std::ptrdiff_t>(n_unions), in)) {
      continue;
    }
    parties.push_back({world.places[static_cast<std::size_t>(s)].id, {StateId(s)}, 1});
  }
  return parties;
}

/// GDP of a state [int. $ / year].
inline double gdp_of(const Scene& scene, StateId state) {
  return scene.conditions.gdp_per_capita[state.value] *
         scene.persons(scene.ledger.summary.population[state.index()]);
}
inline double gdp_of(const Scene& scene, const Party& party) {
  double sum = 0;
  for (const StateId member : party.members) sum += gdp_of(scene, member);
  return sum;
}
inline double people_of(const Scene& scene, const Party& party) {
  double sum = 0;
  for (const StateId member : party.members) {
    sum += scene.persons(scene.ledger.summary.population[member.index()]);
  }
  return sum;
}

}  // namespace sojourn
