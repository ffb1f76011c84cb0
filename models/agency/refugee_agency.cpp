#include "models/agency/refugee_agency.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/agency/placement_agreement.hpp"
#include "models/movement/resettlement.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

RefugeeAgency::RefugeeAgency(Settings& s, const World& world)
    : budget_(s.real("budget", "int. $ / year", {0, 1e13}, 3e9, "what it has to spend")),
      for_moving_(s.real("for_moving", "1", {0, 1}, 0.05,
                         "share of the budget for moving refugees to other states")),
      per_person_(s.real("per_person", "int. $ / person / year", {1, 1e6}, 300,
                         "what looking after a refugee costs")),
      per_move_(s.real("per_move", "int. $ / person", {1, 1e6}, 1500,
                       "what it costs to choose a refugee and bring them to another state")),
      places_(s.real("places", "persons / year", {0, 1e9}, 100000,
                     "places that rich states offer it, by GDP and openness")),
      own_means_(s.real("own_means", "int. $ / person / year", {0, 1e7}, 20000,
                        "income from which on a state looks after its refugees itself and offers "
                        "places")),
      want_(s.real("want", "1 / year", {0, 50}, 0.2,
                   "rate at which want drives on those whom nobody looks after")),
      term_(read_from_until(s, world.calendar, world.calendar.start())),
      n_ticks_(world.n_ticks) {}

void RefugeeAgency::bind(const ModuleSet& modules) {
  is_carried_out_ = modules.find<Resettled>() != nullptr;
  all_ = modules.all<RefugeeAgency>();
}

std::string RefugeeAgency::warning() const {
  std::string text = term_.outside_run(n_ticks_);
  if (!is_carried_out_) {
    text += (text.empty() ? "" : "; ") + std::string("it moves nobody: \"resettlement\" is off");
  }
  return text;
}

bool RefugeeAgency::rich(const Scene& scene, PlaceId place) const {
  const PlaceId state = place_of(scene.world.state_of(place));
  return scene.conditions.gdp_per_capita[state] >= own_means_;
}

double RefugeeAgency::in_need(const Scene& scene, PlaceId place) const {
  if (rich(scene, place)) return 0;
  return scene.persons(scene.ledger.foreigners(place, Status::kRefugee) +
                       scene.ledger.foreigners(place, Status::kAsylumApplicant));
}

namespace {

/// What agencies that also place people spend on those in need [int. $ / year].
double relief_by_others(const Scene& scene) {
  double money = 0;
  for (const Agreements::InForce& one : scene.agreements.in_force) {
    const auto* placing = dynamic_cast<const PlacementAgreement*>(one.agreement.get());
    if (placing != nullptr) money += placing->programme().relief;
  }
  return money;
}

}  // namespace

double RefugeeAgency::need(const Scene& scene) const {
  double sum = 0;
  for (const PlaceId place : scene.world.place_ids()) sum += in_need(scene, place);
  return sum;
}

double RefugeeAgency::unreached(const Scene& scene) const {
  return std::max(0.0, need(scene) - (1 - for_moving_) * budget_ / per_person_);
}

double RefugeeAgency::part_of_relief(const Scene& scene) const {
  double of_all = 0;
  for (const RefugeeAgency* one : all_) {
    if (one->is_at_work(scene.tick)) of_all += one->lacking(scene);
  }
  return is_at_work(scene.tick) && of_all > 0 ? lacking(scene) / of_all : 0;
}

double RefugeeAgency::met(const Scene& scene) const {
  const double all = need(scene);
  const double money =
      (1 - for_moving_) * budget_ + part_of_relief(scene) * relief_by_others(scene);
  return all > 0 ? std::min(1.0, money / (per_person_ * all)) : 1;
}

double RefugeeAgency::moved() const {
  return std::min(places_, for_moving_ * budget_ / per_move_);
}

void RefugeeAgency::apply(const Scene& scene, Conditions& conditions) const {
  const double share = term_.share(scene.tick);
  if (share <= 0) return;
  conditions.decrees.push_back(this);
  const double unmet = 1 - met(scene.with(conditions));
  for (const PlaceId place : scene.world.place_ids()) {
    if (!rich(scene.with(conditions), place)) {
      conditions.hardship[place] += share * want_ * unmet;
    }
  }
}

void RefugeeAgency::announce(const Scene& scene, EventLog& log) const {
  if (scene.tick > 0 && !term_.begins_in(scene.tick)) return;
  if (term_.share(scene.tick) <= 0) return;
  log.add(term_.from(), "refugee agency",
          fmt::format("{}: {:.0f}% of the need is met", name(), 100 * met(scene)));
}

namespace {

/// By place, as shares that add up to 1; all 0 where there is nothing. Offices are opened where
/// there is at least one case in a hundred.
PlaceArray shares_of(PlaceArray weights) {
  constexpr double kLeast = 0.01;
  if (weights.sum() <= 0) return weights;
  const PlaceArray with_office = (weights < kLeast * weights.sum()).select(0, weights);
  return with_office.sum() > 0 ? with_office / with_office.sum() : weights / weights.sum();
}

}  // namespace

/// From where by need and by the load on hosts, refugees for each inhabitant; to where by GDP and
/// openness.
void RefugeeAgency::enact(const Scene& scene, Rules& rules) const {
  const World& world = scene.world;
  PlaceArray from = PlaceArray::Zero(world.n_places()), to = from;
  for (const PlaceId place : world.place_ids()) {
    const double people = scene.persons(scene.ledger.summary.population[place]);
    if (people <= 0) continue;
    const double refugees = scene.persons(scene.ledger.foreigners(place, Status::kRefugee));
    if (!rich(scene, place)) from[place] = refugees * refugees / people;
    const bool offers = rich(scene, place) && place == place_of(world.state_of(place));
    if (offers) {
      to[place] = people * scene.conditions.gdp_per_capita[place] * scene.stances.openness[place];
    }
  }
  from = shares_of(from), to = shares_of(to);
  const double persons = term_.share(scene.tick) * moved();
  for (const PlaceId i : world.place_ids()) {
    for (const PlaceId j : world.place_ids()) {
      const double part = persons * from[i] * to[j];
      if (part > 0) rules.resettlement.push_back({i, j, part, {}, {}});
    }
  }
}

}  // namespace sojourn::models
