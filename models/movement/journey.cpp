#include "models/movement/journey.hpp"

#include "models/movement/corridor_cost.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

Journey::Journey(Settings& settings, const World&)
    : pace_(settings.real("pace", "1 / year", {0.01, 365}, 12,
                          "rate at which people on the way set out for the next leg")),
      momentum_(settings.real("momentum", "1", {0, 0.99}, 0.7,
                              "probability of going straight on after a leg")),
      detained_(settings.real("detained", "1", {0, 1}, 0.2,
                              "share of the intercepted who are detained, not turned back")) {}

void Journey::bind(const ModuleSet& modules) {
  cost_ = modules.find<CorridorCost>();
}

void Journey::happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const {
  if (person.target == Person::kNoPlace) return step.choose();
  for (int leg = 0; leg < scene.world.n_places(); ++leg) {
    const Person& now = step.person();
    const PlaceId target(now.target);
    const PlaceId previous =
        now.previous == Person::kNoPlace ? Routes::no_place : PlaceId(now.previous);
    auto next = scene.routes.next(previous, now.place(), target, draws.uniform());
    if (!next && previous != Routes::no_place) {
      next = scene.routes.next(Routes::no_place, now.place(), target, draws.uniform());
    }
    // No way is left (a border has closed): the person is stranded where it is.
    if (!next) return step.become(Status::kStranded);
    if (cross(scene, *next, draws, step, leg == 0) != Leg::kOn) return;
    if (!draws.happens(momentum_)) return;
  }
}

namespace {

/// Share of the tick's days on which a corridor is closed to citizens of a state.
double closed_to(const Scene& scene, CorridorId corridor, StateId citizenship) {
  if (scene.conditions.closed_to.empty()) return scene.rules.closed[corridor];
  TickDays days = scene.conditions.closed[corridor];
  for (const ClosedTo& one : scene.conditions.closed_to) {
    const bool meant = one.corridors.contains(corridor) && one.citizenships.contains(citizenship);
    if (meant) days.add(one.days);
  }
  return days.share();
}

/// Whether a crossing brings someone into a state, or its union, for the first time since they
/// lived there or set out for it.
bool is_first_entry(const World& world, const Person& person, const Corridor& edge) {
  if (world.same_bloc(edge.from, edge.to) || world.same_bloc(person.settled_in(), edge.to)) {
    return false;
  }
  return !(person.reached_union && world.same_bloc(PlaceId(person.target), edge.to));
}

}  // namespace

Journey::Leg Journey::cross(const Scene& scene, CorridorId id, Draws& draws, Step& step,
                            bool first) const {
  const Corridor& edge = scene.world.corridors[id.index()];
  const Place& beyond = scene.world.places[edge.to.index()];
  if (!edge.season.empty()) {
    const auto month = static_cast<std::size_t>(scene.world.calendar.month(scene.tick) - 1);
    if (!draws.happens(scene.world.seasons.at(edge.season)[month])) return Leg::kHere;
  }
  const StateId citizenship = step.person().citizen_of();
  if (const double closed = closed_to(scene, id, citizenship);
      closed > 0 && draws.happens(closed)) {
    return Leg::kHere;
  }
  if (beyond.max_persons >= 0 && !first) return Leg::kHere;
  const double e = enforcement_for(scene.rules, id, citizenship);
  if (draws.happens(e)) {
    step.passage(id, Passage::kIntercepted);
    step.become(draws.happens(detained_) ? Status::kDetained : Status::kStranded);
    return Leg::kOver;
  }
  const double a_shift = cost_ == nullptr ? 0 : cost_->a_shift();
  if (draws.happens(std::min(1.0, scene.rules.risk[id] * (1 + a_shift * e)))) {
    step.passage(id, Passage::kDied);
    step.die();
    return Leg::kOver;
  }
  if (const double back = readmission_for(scene.rules, id, citizenship);
      back > 0 && draws.happens(back)) {
    step.passage(id, Passage::kReadmitted, draws.happens(edge.detection));
    step.become(Status::kStranded);
    return Leg::kOver;
  }
  Person& person = step.person();
  const bool first_entry = is_first_entry(scene.world, person, edge);
  person.reached_union |= scene.world.same_bloc(PlaceId(person.target), edge.to);
  person.previous = edge.from.bits();
  if (beyond.max_persons >= 0) {
    step.enter(id, edge.to, Status::kInTransit, draws.happens(edge.detection), first_entry);
    arrive(scene, step);
    return Leg::kOver;
  }
  step.passage(id, Passage::kCrossed, draws.happens(edge.detection), first_entry);
  step.move_to(edge.to, Status::kInTransit);
  arrive(scene, step);
  return step.person().condition() == Status::kInTransit ? Leg::kOn : Leg::kOver;
}

void Journey::arrive(const Scene& scene, Step& step) const {
  Person& person = step.person();
  if (person.residence != person.target) return;
  person.target = Person::kNoPlace;
  person.previous = Person::kNoPlace;
  step.become(scene.modules.of<Channel>()[person.channel]->arrival_status());
}

}  // namespace sojourn::models
