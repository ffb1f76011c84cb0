#include "models/agency/invitations.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/rates.hpp"
#include "sim/world/place_group.hpp"

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

template <class MayAsk>
Candidates candidates(const Scene& scene, const MayAsk& may_ask) {
  const World& world = scene.world;
  const Flows& last_year = scene.ledger.last_year;
  Candidates all{std::vector<BySkill>(world.states().size()), 0};
  for (const PlaceId i : world.place_ids()) {
    if (!may_ask(i)) continue;
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
  return people > 0 ? 1 - fixed::exp(-asked / people) : 0;
}

}  // namespace

Invitations::Invitations(Settings& s, const World& world, double ceiling)
    : ceiling_(ceiling),
      from_(listed_or_all(read_states(s, world, "recruits_from",
                                      "whose people are asked: countries, areas, unions or "
                                      "regions; empty: of all below `ceiling`"))),
      all_intenders_(s.choice("recruits", {"candidates", "intenders"}, "candidates",
                              "candidates: people with a plan that they can pay for; intenders: "
                              "everyone who wants to go") == "intenders"),
      offers_(s.real("offers", "1", {0, 1000}, 3, "people asked per place that is paid for")),
      asks_more_(s.boolean("asks_more", false,
                           "whether more are asked in the year after places stayed empty")) {}

/// At most thrice as many as the year before, and `kMost` times as many as at first.
void Invitations::learn(const Scene& scene, double places) {
  constexpr double kStep = 3, kMost = 30;
  if (!asks_more_ || places <= 0) return;
  double came = 0;
  for (const std::int64_t n : scene.ledger.last_year.recruited) came += scene.persons(n);
  const double wanted = came > 0 ? std::min(kStep, places / came) : kStep;
  more_ = std::clamp(more_ * wanted, 1.0, kMost);
}

void Invitations::write(const Scene& scene, const PayablePlaces& payable, double used,
                        Programme& programme) const {
  const World& world = scene.world;
  const double asked = more_ * offers_ * used;
  const Candidates people = candidates(scene, [&](PlaceId i) { return may_ask(scene, i); });
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
    if (!may_ask(scene, i)) continue;
    if (all_intenders_) programme.unplanned[i] = alike;
    for (const PlaceId j : world.place_ids()) {
      const double earmarked = marked[world.state_of(j).index()];
      programme.reach(i, j) = all_intenders_ ? alike : either(free, earmarked);
    }
  }
}

}  // namespace sojourn::models
