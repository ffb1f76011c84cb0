#include "models/movement/havens.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/step.hpp"

namespace sojourn::models {

namespace {

/// A list of places, each of them once.
std::vector<PlaceId> places_once(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning) {
  std::vector<PlaceId> places;
  std::set<PlaceId> seen;
  for (const std::string& name : settings.texts(key, {}, meaning)) {
    const PlaceId place = world.require_place(settings, key, name);
    if (!world.find_place(name)) continue;
    if (!seen.insert(place).second) {
      settings.fault(key, fmt::format("\"{}\" is named twice", name));
    }
    places.push_back(place);
  }
  return places;
}

/// Those who have fled to a place or wait there for a decision [persons].
double people_fled_to(const Scene& scene, PlaceId place) {
  std::int64_t agents = 0;
  for (const Status status : kAllStatuses) {
    if (kInsecure.contains(status)) agents += scene.ledger.foreigners(place, status);
  }
  return scene.persons(agents);
}

}  // namespace

Havens::Havens(Settings& settings, const World& world) : leaving_(world.places.size(), 0) {
  first_.clear(world.places.size());
  next_.clear(world.places.size());
  for (const PlaceId place :
       places_once(settings, world, "places", "where people who flee find refuge")) {
    havens_.push_back({place, -1});
  }
  read_rooms(settings, settings.reals("room", "persons", {0, 2e10, -1}, {},
                                      "how many who have fled each of `places` holds, in their "
                                      "order; -1: no limit; empty: none has one"));
  read_waypoints(settings, world);
  scale_ = settings.real("scale", "km-equivalents", {1, 1e6}, 100,
                         "route over which the choice of a haven falls by e");
  crowding_ = settings.real("crowding", "1", {0, 10}, 0,
                            "power of the share of a haven's room that is left; 0: a haven draws "
                            "alike until it is full");
  pace_ = settings.real("pace", "1 / year", {0, 3650}, 365,
                        "rate of moving on from where one cannot settle");
  channel_name_ = settings.text("channel", "asylum", "by which people go: one that walks");
  channel_path_ = settings.path() + ".channel";
  channel_where_ = settings.where("channel");
}

void Havens::read_rooms(Settings& settings, const std::vector<double>& rooms) {
  if (rooms.empty()) return;
  if (rooms.size() != havens_.size()) {
    return settings.fault("room", fmt::format("expected {} numbers, one for each of `places`, "
                                              "found {}",
                                              havens_.size(), rooms.size()));
  }
  for (std::size_t i = 0; i < rooms.size(); ++i) havens_[i].room = rooms[i];
}

void Havens::read_waypoints(Settings& settings, const World& world) {
  waypoints_ = places_once(settings, world, "waypoints",
                           "where people who flee come through and cannot settle");
  for (const PlaceId place : waypoints_) {
    if (std::ranges::count(havens_, place, &Haven::place) == 0) continue;
    settings.fault("waypoints", fmt::format("\"{}\" is one of `places`, where people settle",
                                            world.places[place.index()].id));
  }
}

void Havens::check(const ModuleSet& modules, Diagnostics& diagnostics) const {
  const ChannelId channel = modules.channel(channel_name_);
  if (channel.valid() && modules.of<Channel>()[channel.index()]->walks()) return;
  std::vector<std::string> known;
  for (const auto& one : modules.of<Channel>()) {
    if (one->walks()) known.push_back(one->name());
  }
  const std::string hint = nearest_hint(channel_name_, known);
  diagnostics.add(
      channel_where_,
      fmt::format("{}: there is no channel \"{}\" that walks{}", channel_path_, channel_name_,
                  hint.empty() ? fmt::format("; there are {}", fmt::join(known, ", ")) : hint));
}

void Havens::bind(const ModuleSet& modules) {
  channel_ = modules.channel(channel_name_);
}

std::string Havens::warning() const {
  return havens_.empty() ? "nobody finds refuge: it names no `places`" : std::string();
}

bool Havens::is_waypoint(PlaceId place) const {
  return std::ranges::count(waypoints_, place) > 0;
}

double Havens::left(const Scene& scene, const Haven& haven) const {
  if (haven.room < 0) return 1;
  if (haven.room == 0) return 0;
  return std::max(0.0, 1 - people_fled_to(scene, haven.place) / haven.room);
}

/// Share of those in a place who are more than it holds.
double Havens::too_many(const Scene& scene, PlaceId place) const {
  const auto haven = std::ranges::find(havens_, place, &Haven::place);
  if (haven == havens_.end() || haven->room < 0) return 0;
  const double people = people_fled_to(scene, place);
  return people > haven->room ? 1 - haven->room / people : 0;
}

void Havens::prepare(const Scene& scene) {
  const std::size_t n = scene.world.places.size();
  first_.clear(n);
  next_.clear(n);
  leaving_.assign(n, 0);
  for (Haven& haven : havens_) {
    const double share = left(scene, haven);
    haven.taste = share > 0 ? fixed::pow(share, crowding_) : 0;
  }
  for (const PlaceId place : scene.world.place_ids()) {
    next_.set(place, weights_of(scene, place, havens_));
    // Never all of them at once: a rate has an end.
    const double share = std::min(too_many(scene, place), 0.999);
    leaving_[place.index()] = is_waypoint(place) ? pace_ : -fixed::log1p(-share) / scene.dt();
  }
  const std::vector<Haven> first = havens_and_waypoints();
  for (const PlaceId place : scene.world.place_ids()) {
    first_.set(place, weights_of(scene, place, first));
  }
}

/// taste*exp((least - cost)/scale), `least` the cost to the nearest: one of them at least has a
/// weight, however far they are.
std::vector<double> Havens::weights_of(const Scene& scene, PlaceId from,
                                       const std::vector<Haven>& open) const {
  double least = std::numeric_limits<double>::infinity();
  const auto is_choice = [&](const Haven& one) { return one.taste > 0 && one.place != from; };
  for (const Haven& one : open) {
    if (is_choice(one)) least = std::min(least, scene.routes.cost(from, one.place));
  }
  std::vector<double> weights(scene.world.places.size(), 0);
  if (std::isinf(least)) return weights;
  for (const Haven& one : open) {
    if (!is_choice(one)) continue;
    const double further = scene.routes.cost(from, one.place) - least;
    weights[one.place.index()] = one.taste * fixed::exp(-further / scale_);
  }
  return weights;
}

/// Waypoints from which a haven can be reached.
std::vector<Havens::Haven> Havens::havens_and_waypoints() const {
  std::vector<Haven> all = havens_;
  for (const PlaceId place : waypoints_) {
    if (next_.total(place) > 0) all.push_back({.place = place, .room = -1, .taste = 1});
  }
  return all;
}

double Havens::bound(const Scene&, PlaceId residence, StateId, Status status) const {
  if (next_.total(residence) <= 0) return 0;
  if (status == Status::kStranded) return pace_;
  return kInsecure.contains(status) ? leaving_[residence.index()] : 0;
}

double Havens::rate(const Scene& scene, const Person& person) const {
  return bound(scene, person.place(), person.citizen_of(), person.condition());
}

void Havens::happen(const Scene&, const Person& person, Draws& draws, Step& step) const {
  const PlaceId to = next_.draw(person.place(), draws.uniform());
  step.person().channel = channel_.bits();
  step.person().target = to.bits();
  step.person().previous = Person::kNoPlace;
  step.become(Status::kInTransit);
}

}  // namespace sojourn::models
