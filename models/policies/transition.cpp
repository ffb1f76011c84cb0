#include "models/policies/transition.hpp"

#include "models/movement/records.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

namespace {

bool may_mean(const World& world, const Transition& programme, PlaceId residence,
              StateId citizenship, Status status) {
  return programme.from.contains(status) && programme.in.contains(residence) &&
         programme.who.citizenships.contains(citizenship) &&
         world.state_of(residence) != citizenship;
}

bool means(const Scene& scene, const Transition& programme, const Person& person) {
  if (!may_mean(scene.world, programme, person.place(), person.citizen_of(), person.condition())) {
    return false;
  }
  return programme.who.means({.citizenship = person.citizen_of(),
                              .skill = person.schooling(),
                              .sex = static_cast<Sex>(person.sex),
                              .age = static_cast<double>(age_of(scene, person)),
                              .abroad = years_since_change(scene, person)});
}

/// Where someone is let go who is sent to another country: the journey has ended there.
void send_to(PlaceId place, Step& step) {
  Person& person = step.person();
  person.target = Person::kNoPlace;
  person.previous = Person::kNoPlace;
  const Status status = person.condition();
  step.move_to(place, kOnTheWay.contains(status) ? Status::kStranded : status);
}

/// A place at which citizens came into the union of the place's state from outside, by how many did
/// since the beginning of last year; invalid if none did elsewhere than in that state. Of `at`, if
/// it has any.
PlaceId first_entry(const Scene& scene, StateId citizenship, PlaceId residence,
                    const std::vector<PlaceId>& at, double u) {
  const World& world = scene.world;
  std::vector<double> cumulative;
  std::vector<PlaceId> places;
  for (const CorridorId c : world.corridor_ids()) {
    const PlaceId to = world.corridors[c.index()].to;
    if (!world.same_bloc(to, residence) || world.same_state(to, residence)) continue;
    if (!at.empty() && std::ranges::count(at, to) == 0) continue;
    const std::int64_t entries = scene.ledger.last_year.first_entries(c, citizenship) +
                                 scene.ledger.year.first_entries(c, citizenship);
    if (entries == 0) continue;
    cumulative.push_back((cumulative.empty() ? 0 : cumulative.back()) +
                         static_cast<double>(entries));
    places.push_back(to);
  }
  if (places.empty()) return {};
  const auto found = std::ranges::lower_bound(cumulative, u * cumulative.back());
  return places[static_cast<std::size_t>(found - cumulative.begin())];
}

}  // namespace

void ProgrammeHazard::bind(const ModuleSet& modules) {
  return_ = modules.channel("return");
}

double ProgrammeHazard::bound(const Scene& scene, PlaceId residence, StateId citizenship,
                              Status status) const {
  double sum = 0;
  for (const Transition& programme : scene.rules.transitions) {
    if (may_mean(scene.world, programme, residence, citizenship, status)) sum += programme.rate;
  }
  return sum;
}

double ProgrammeHazard::rate(const Scene& scene, const Person& person) const {
  double sum = 0;
  for (const Transition& programme : scene.rules.transitions) {
    if (means(scene, programme, person)) sum += programme.rate;
  }
  return sum;
}

void ProgrammeHazard::happen(const Scene& scene, const Person& person, Draws& draws,
                             Step& step) const {
  double level = draws.uniform() * rate(scene, person);
  const Transition* chosen = nullptr;
  for (const Transition& programme : scene.rules.transitions) {
    if (!means(scene, programme, person)) continue;
    chosen = &programme;
    if (level < programme.rate) break;
    level -= programme.rate;
  }
  if (chosen != nullptr) carry_out(scene, *chosen, draws, step);
}

void ProgrammeHazard::carry_out(const Scene& scene, const Transition& programme, Draws& draws,
                                Step& step) const {
  const Person& person = step.person();
  PlaceId to;
  switch (programme.outcome) {
    case Transition::Outcome::kStatus:
      step.attribute(programme.by);
      return step.become(programme.to);
    case Transition::Outcome::kHome: {
      const double spared = not_expelled(scene.rules, person.citizen_of(), person.place());
      if (spared > 0 && draws.happens(spared)) return;
      to = place_of(person.citizen_of());
      break;
    }
    case Transition::Outcome::kPlace:
      to = programme.places[static_cast<std::size_t>(draws.uniform() *
                                                     static_cast<double>(programme.places.size()))];
      break;
    case Transition::Outcome::kFirstEntry:
      to = first_entry(scene, person.citizen_of(), person.place(), programme.places,
                       draws.uniform());
      break;
  }
  if (!to.valid() || scene.world.same_state(to, person.place())) return;
  step.attribute(programme.by);
  if (scene.world.state_of(to) == person.citizen_of()) return go_home(to, step);
  send_to(to, step);
}

/// Whoever comes to the own country is a citizen there, however it came about.
void ProgrammeHazard::go_home(PlaceId to, Step& step) const {
  if (return_.valid()) step.person().channel = return_.bits();
  send_to(to, step);
  step.become(Status::kReturned);
}

}  // namespace sojourn::models
