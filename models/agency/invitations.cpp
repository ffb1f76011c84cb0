#include "models/agency/invitations.hpp"
#include "sim/base/rates.hpp"

#include <array>
#include <cmath>
#include <numeric>

namespace sojourn::models {

namespace {

using BySkill = std::array<double, kSkills>;

/// People below the ceiling who planned to leave last year, by the state they chose [persons].
struct Candidates {
  std::vector<BySkill> bound_for;  // [state]
  double unplanned = 0;            // want to go and can pay for nothing
};

Candidates candidates(const Scene& scene, double ceiling) {
  const World& world = scene.world;
  const Flows& last_year = scene.ledger.last_year;
  Candidates all{std::vector<BySkill>(world.states().size()), 0};
  for (const PlaceId i : world.place_ids()) {
    if (scene.conditions.gdp_per_capita[i] >= ceiling) continue;
    all.unplanned += scene.persons(last_year.unplanned[i]);
    for (const PlaceId j : world.place_ids()) {
      BySkill& bound = all.bound_for[world.state_of(j).index()];
      for (const Skill k : kAllSkills) {
        bound[position(k)] += scene.persons(last_year.planned(i, j, k));
      }
    }
  }
  return all;
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
  const Candidates people = candidates(scene, ceiling_);
  std::vector<double> marked;  // [state]
  BySkill asked_by_skill{};
  double planned = 0;
  for (std::size_t s = 0; s < people.bound_for.size(); ++s) {
    const BySkill& bound = people.bound_for[s];
    planned += total(bound);
    marked.push_back(chance_of_being_asked(asked * payable.earmarked[s], total(bound)));
    if (payable.earmarked[s] + payable.free <= 0) continue;
    for (const Skill k : kAllSkills) asked_by_skill[position(k)] += bound[position(k)];
  }
  if (const double sum = total(asked_by_skill); sum > 0) {
    for (const Skill k : kAllSkills)
      programme.skills[position(k)] = asked_by_skill[position(k)] / sum;
  }
  const double free = chance_of_being_asked(asked * payable.free, planned);
  const double alike = chance_of_being_asked(asked * payable.all(), planned + people.unplanned);
  for (const PlaceId i : world.place_ids()) {
    if (scene.conditions.gdp_per_capita[i] >= ceiling_) continue;
    if (all_intenders_) programme.unplanned[i] = alike;
    for (const PlaceId j : world.place_ids()) {
      const double earmarked = marked[world.state_of(j).index()];
      programme.reach(i, j) = all_intenders_ ? alike : either(free, earmarked);
    }
  }
}

}  // namespace sojourn::models
