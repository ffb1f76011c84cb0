#include "sim/people/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>
#include <tuple>

namespace sojourn {

namespace {

constexpr std::tuple kCounters{
    &Flows::departures,    &Flows::arrivals,      &Flows::proposals,       &Flows::admitted,
    &Flows::crossings,     &Flows::interceptions, &Flows::crossing_deaths, &Flows::turned_away,
    &Flows::readmissions,  &Flows::detections,    &Flows::births,          &Flows::deaths,
    &Flows::entered,       &Flows::left,          &Flows::naturalised,     &Flows::folded,
    &Flows::first_entries, &Flows::moved_within,  &Flows::recruited,       &Flows::planned,
    &Flows::unplanned,     &Flows::refused,       &Flows::admitted_under,  &Flows::acted,
    &Flows::without_place, &Flows::barred,        &Flows::made_irregular,  &Flows::visas_granted};

/// Of lists that may have grown.
void join_longer(std::vector<std::int64_t>& mine, const std::vector<std::int64_t>& theirs) {
  mine.resize(std::max(mine.size(), theirs.size()));
  std::transform(theirs.begin(), theirs.end(), mine.begin(), mine.begin(), std::plus());
}

}  // namespace

Flows::Flows(int n_places, int n_states, int n_channels, int n_corridors, int n_policies) {
  const IdRange<PlaceId> places(n_places);
  const IdRange<StateId> states(n_states);
  const IdRange<ChannelId> channels(n_channels);
  const IdRange<CorridorId> corridors(n_corridors);
  departures = Counts<PlaceId, PlaceId, ChannelId>(places, places, channels);
  arrivals = Counts<StateId, PlaceId, ChannelId>(states, places, channels);
  proposals = admitted = Counts<ChannelId, PlaceId, Skill>(channels, places, kAllSkills);
  recruited = Counts<PlaceId, PlaceId>(places, places);
  planned = Counts<PlaceId, PlaceId, Skill>(places, places, kAllSkills);
  crossings = interceptions = crossing_deaths = turned_away = readmissions =
      Counts<CorridorId>(corridors);
  detections = first_entries = Counts<CorridorId, StateId>(corridors, states);
  moved_within = Counts<StateId, PlaceId>(states, places);
  refused = admitted_under = acted =
      Counts<PolicyId, PlaceId>(IdRange<PolicyId>(n_policies), places);
  births = deaths = entered = left = naturalised = folded = unplanned = barred =
      Counts<PlaceId>(places);
  made_irregular = Counts<PlaceId, Status>(places, kAllStatuses);
  without_place = visas_granted = Counts<PlaceId, ChannelId>(places, channels);
}

void Flows::clear() {
  const auto empty = [](auto& counts) { std::fill(counts.begin(), counts.end(), 0); };
  std::apply([&](auto... counter) { (empty(this->*counter), ...); }, kCounters);
  empty(allotment_claims);
  empty(allotment_admitted);
}

void Flows::add(const Flows& other) {
  const auto join = [](auto& mine, const auto& theirs) {
    std::transform(mine.begin(), mine.end(), theirs.begin(), mine.begin(), std::plus());
  };
  std::apply([&](auto... counter) { (join(this->*counter, other.*counter), ...); }, kCounters);
  join_longer(allotment_claims, other.allotment_claims);
  join_longer(allotment_admitted, other.allotment_admitted);
}

void Ledger::open_places(const Grid<double, ChannelId, PlaceId, Skill>& quota, int ticks_per_year) {
  for (std::size_t cell = 0; cell < quota.size(); ++cell) {
    if (std::isfinite(quota[cell])) opened[cell] += quota[cell] / ticks_per_year;
  }
}

void Ledger::lapse_places(double persons_per_agent) {
  for (double& persons : opened) persons = part_of_an_agent(persons, persons_per_agent);
}

double part_of_an_agent(double persons, double persons_per_agent) {
  const double whole = persons_per_agent * whole_agents(persons / persons_per_agent);
  return std::max(0.0, persons - whole);
}

double whole_agents(double agents) {
  return std::floor(agents * (1 + 1e-12));
}

std::int64_t Ledger::population(PlaceId place) const {
  std::int64_t people = residents[place];
  for (const Status status : kAllStatuses) people += foreigners(place, status);
  return people;
}

std::int64_t Ledger::settled(PlaceId residence, StateId citizenship) const {
  std::int64_t sum = 0;
  for (const Status status : kSecure | kInsecure | kForATerm)
    sum += stock(residence, citizenship, status);
  return sum;
}

void Ledger::summarise() {
  summary.population = Counts<PlaceId>(keys.place_ids());
  summary.settled = Counts<PlaceId, StateId>(keys.place_ids(), keys.states());
  summary.temporary = summary.settled;
  for (const PlaceId place : keys.place_ids()) {
    summary.population[place] = population(place);
    for (const StateId citizenship : keys.states()) {
      summary.settled(place, citizenship) = settled(place, citizenship);
      summary.temporary(place, citizenship) = stock(place, citizenship, Status::kTemporary);
    }
  }
}

std::int64_t Ledger::foreigners(PlaceId residence, Status status) const {
  std::int64_t sum = 0;
  for (const StateId citizenship : keys.states()) sum += stock(residence, citizenship, status);
  return sum;
}

}  // namespace sojourn
