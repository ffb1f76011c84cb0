#include "sim/people/ledger.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace sojourn {

namespace {

constexpr std::array kCounters{
    &Flows::departures,    &Flows::arrivals,      &Flows::proposals,       &Flows::admitted,
    &Flows::crossings,     &Flows::interceptions, &Flows::crossing_deaths, &Flows::turned_away,
    &Flows::readmissions,  &Flows::detections,    &Flows::births,          &Flows::deaths,
    &Flows::entered,       &Flows::left,          &Flows::naturalised,     &Flows::folded,
    &Flows::first_entries, &Flows::moved_within,  &Flows::recruited,       &Flows::planned,
    &Flows::unplanned};

}  // namespace

Flows::Flows(int n_places, int n_states, int n_channels, int n_corridors) {
  const auto places = static_cast<std::size_t>(n_places);
  const auto states = static_cast<std::size_t>(n_states);
  const auto channels = static_cast<std::size_t>(n_channels);
  const auto edges = static_cast<std::size_t>(n_corridors);
  departures.resize(places * places * channels);
  arrivals.resize(states * places * channels);
  proposals.resize(channels * places * kSkills);
  admitted.resize(channels * places * kSkills);
  recruited.resize(places * places);
  planned.resize(places * places * kSkills);
  for (auto* counter :
       {&crossings, &interceptions, &crossing_deaths, &turned_away, &readmissions}) {
    counter->resize(edges);
  }
  detections.resize(edges * states);
  first_entries.resize(edges * states);
  moved_within.resize(states * places);
  for (auto* counter : {&births, &deaths, &entered, &left, &naturalised, &folded, &unplanned}) {
    counter->resize(places);
  }
}

void Flows::clear() {
  for (const auto counter : kCounters) {
    std::fill((this->*counter).begin(), (this->*counter).end(), 0);
  }
}

void Flows::add(const Flows& other) {
  for (const auto counter : kCounters) {
    auto& mine = this->*counter;
    const auto& theirs = other.*counter;
    for (std::size_t i = 0; i < mine.size(); ++i) mine[i] += theirs[i];
  }
}

void Ledger::open_places(const std::vector<std::vector<double>>& quota, int ticks_per_year) {
  opened.resize(quota.size());
  for (std::size_t channel = 0; channel < quota.size(); ++channel) {
    opened[channel].resize(quota[channel].size(), 0);
    for (std::size_t cell = 0; cell < quota[channel].size(); ++cell) {
      if (!std::isfinite(quota[channel][cell])) continue;
      opened[channel][cell] += quota[channel][cell] / ticks_per_year;
    }
  }
}

void Ledger::lapse_places(double persons_per_agent) {
  for (auto& cells : opened) {
    for (double& persons : cells) {
      const double whole = persons_per_agent * whole_agents(persons / persons_per_agent);
      persons = std::max(0.0, persons - whole);
    }
  }
}

double whole_agents(double agents) {
  return std::floor(agents * (1 + 1e-12));
}

std::int64_t Ledger::population(PlaceId place) const {
  const std::size_t per_place = static_cast<std::size_t>(keys.n_states) * kStatuses;
  const auto first = stocks.begin() + static_cast<std::ptrdiff_t>(place.index() * per_place);
  return std::accumulate(first, first + static_cast<std::ptrdiff_t>(per_place),
                         residents[place.index()]);
}

std::int64_t Ledger::settled(PlaceId residence, StateId citizenship) const {
  std::int64_t sum = 0;
  for (const Status status : kSecure | kInsecure) sum += stock(residence, citizenship, status);
  return sum;
}

void Ledger::summarise() {
  const auto places = static_cast<std::size_t>(keys.n_places);
  const auto states = static_cast<std::size_t>(keys.n_states);
  summary.n_states = keys.n_states;
  summary.population.resize(places);
  summary.settled_abroad.resize(places * states);
  for (std::size_t p = 0; p < places; ++p) {
    summary.population[p] = population(PlaceId(p));
    for (std::size_t s = 0; s < states; ++s) {
      summary.settled_abroad[p * states + s] = settled(PlaceId(p), StateId(s));
    }
  }
}

std::int64_t Ledger::foreigners(PlaceId residence, Status status) const {
  std::int64_t sum = 0;
  for (int state = 0; state < keys.n_states; ++state) {
    sum += stock(residence, StateId(state), status);
  }
  return sum;
}

}  // namespace sojourn
