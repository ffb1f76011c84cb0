#include "models/agency/invitations.hpp"

#include <cmath>

namespace sojourn {

namespace {

using BySkill = std::array<double, kSkills>;

/// First choices of a state's places last year, by schooling [persons].
BySkill candidates(const Scene& scene, StateId state) {
  const std::size_t places = scene.world.places.size();
  BySkill sum{};
  for (const PlaceId place : scene.world.places_of(state)) {
    for (std::size_t c = 0; c < scene.modules.channels.size(); ++c) {
      for (std::size_t skill = 0; skill < kSkills; ++skill) {
        const std::size_t cell = (c * places + place.index()) * kSkills + skill;
        sum[skill] += scene.persons(scene.ledger.last_year.proposals[cell]);
      }
    }
  }
  return sum;
}

double total(const BySkill& people) {
  return std::accumulate(people.begin(), people.end(), 0.0);
}

/// Probability of being asked where `asked` of `people` are, at random.
double chance_of_being_asked(double asked, double people) {
  return people > 0 ? 1 - std::exp(-asked / people) : 0;
}

}  // namespace

Invitations::Invitations(Settings& s, double ceiling)
    : ceiling_(ceiling),
      all_intenders_(s.choice("recruits", {"candidates", "intenders"}, "candidates",
                              "candidates: people with a plan that they can pay for; intenders: "
                              "everyone who wants to go") == "intenders"),
      offers_(s.real("offers", "1", {0, 1000}, 3, "people asked per place that is paid for")) {}

void Invitations::write(const Scene& scene, const PayablePlaces& payable, double used,
                        Programme& programme) const {
  const World& world = scene.world;
  const double asked = offers_ * used;
  std::vector<double> bound_for, marked;  // [state]
  BySkill asked_by_skill{};
  for (int s = 0; s < world.n_states; ++s) {
    const BySkill people = candidates(scene, StateId(s));
    const double earmarked = payable.earmarked[static_cast<std::size_t>(s)];
    bound_for.push_back(total(people));
    marked.push_back(chance_of_being_asked(asked * earmarked, bound_for.back()));
    if (earmarked + payable.free <= 0) continue;
    for (std::size_t k = 0; k < kSkills; ++k) asked_by_skill[k] += people[k];
  }
  if (const double people = total(asked_by_skill); people > 0) {
    for (std::size_t k = 0; k < kSkills; ++k) programme.skills[k] = asked_by_skill[k] / people;
  }
  const double all = std::accumulate(bound_for.begin(), bound_for.end(), 0.0);
  const double free = chance_of_being_asked(asked * payable.free, all);
  const double alike = chance_of_being_asked(asked * payable.all(), all);
  for (int i = 0; i < world.n_places(); ++i) {
    if (scene.conditions.gdp_per_capita[i] >= ceiling_) continue;
    if (all_intenders_) programme.unplanned[i] = alike;
    for (int j = 0; j < world.n_places(); ++j) {
      const double earmarked = marked[world.state_of(PlaceId(j)).index()];
      programme.reach(i, j) = all_intenders_ ? alike : 1 - (1 - free) * (1 - earmarked);
    }
  }
}

}  // namespace sojourn
