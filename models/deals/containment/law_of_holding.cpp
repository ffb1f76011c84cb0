#include "models/deals/containment/law_of_holding.hpp"

#include "models/home_front/non_refoulement.hpp"
#include "models/parties/first_entries.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

namespace {

/// Whether violence or persecution drives its people out.
bool at_war(const Scene& scene, StateId state) {
  return std::ranges::any_of(scene.world.places_of(state), [&](PlaceId place) {
    return scene.conditions.causes(place, Cause::kViolence) > 0 ||
           scene.conditions.causes(place, Cause::kPersecution) > 0;
  });
}

/// Mean of a value of states over a party's members, by their GDP.
template <class Of>
double mean_over(const Scene& scene, const Party& party, const Of& of) {
  double sum = 0;
  for (const StateId member : party.members) sum += gdp_of(scene, member) * of(member);
  const double gdp = gdp_of(scene, party);
  return gdp > 0 ? sum / gdp : 0;
}

/// Chance of protection of a state's citizens in the lands of a party.
double recognition_in(const Scene& scene, const Party& party, StateId citizenship) {
  if (scene.stances.recognition_by_host.empty()) return scene.stances.recognition[citizenship];
  return mean_over(scene, party, [&](StateId member) {
    return usual_recognition(scene, citizenship, place_of(member));
  });
}

/// Of those who came by way of the partner [agents].
struct Refugees {
  double all = 0;
  double in_demander = 0;  // whom the demander would recognise
  double in_partner = 0;   // whom the partner would, its own citizens aside
};

Refugees refugees_among(const Scene& scene, const FirstEntries& entries, const Party& demander,
                        Pair pair) {
  const auto came = entries.citizens_by_way_of(pair.asker, pair.partner);
  Refugees sum;
  for (const StateId state : scene.world.states()) {
    const auto n = static_cast<double>(came[state.index()]);
    if (n == 0) continue;
    sum.all += n;
    sum.in_demander += n * recognition_in(scene, demander, state);
    if (state == pair.partner) continue;
    sum.in_partner += n * usual_recognition(scene, state, place_of(pair.partner));
  }
  return sum;
}

}  // namespace

double mean_capacity(const Scene& scene, const Party& party) {
  return mean_over(scene, party, [&](StateId member) { return scene.conditions.capacity[member]; });
}

double holding_capacity(const Scene& scene, const Party& demander, StateId partner,
                        double own_share) {
  constexpr double kMainly = 0.5;
  const bool war = at_war(scene, partner);
  if (war && own_share >= kMainly) return 0;
  const double refugees = war ? own_share : own_share * recognition_in(scene, demander, partner);
  return scene.conditions.capacity[partner] * (1 - refugees);
}

Spared spared_by_law(const Scene& scene, const NonRefoulement& law, const FirstEntries& entries,
                     const Party& demander, Pair pair, Mode gate) {
  const Refugees came = refugees_among(scene, entries, demander, pair);
  if (came.all == 0) return {};
  const auto force = [&](Mode mode) {
    return mean_over(scene, demander,
                     [&](StateId member) { return law.force_at(scene, member, mode); });
  };
  return {.returned = force(Mode::kLand) * came.in_demander / came.all,  // who is across is on land
          .held = law.force(scene, pair.partner) * came.in_partner / came.all,
          .closed = force(gate) * came.in_demander / came.all};
}

}  // namespace sojourn::models
