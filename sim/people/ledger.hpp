#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// A counter that many threads add to. Integer sums do not depend on the order of addition.
inline void tally(std::int64_t& cell, std::int64_t n = 1) {
  std::atomic_ref<std::int64_t>(cell).fetch_add(n, std::memory_order_relaxed);
}

/// Address of a bucket: people of one citizenship and status in one place.
struct BucketKeys {
  int n_states = 0;
  int n_places = 0;

  std::uint32_t key(PlaceId residence, StateId citizenship, Status status) const {
    return (static_cast<std::uint32_t>(residence.value) * static_cast<std::uint32_t>(n_states) +
            static_cast<std::uint32_t>(citizenship.value)) *
               kStatuses +
           static_cast<std::uint32_t>(status);
  }
  std::size_t size() const {
    return static_cast<std::size_t>(n_places) * static_cast<std::size_t>(n_states) * kStatuses;
  }
  PlaceId residence(std::uint32_t key) const {
    return PlaceId(key / (static_cast<std::uint32_t>(n_states) * kStatuses));
  }
  StateId citizenship(std::uint32_t key) const {
    return StateId(key / kStatuses % static_cast<std::uint32_t>(n_states));
  }
  Status status(std::uint32_t key) const { return static_cast<Status>(key % kStatuses); }
};

/// Counts of agents; multiply by persons_per_agent for persons.
/// What happened during one tick.
struct Flows {
  std::vector<std::int64_t> departures;       // [origin, target, channel], places
  std::vector<std::int64_t> arrivals;         // [citizenship, destination, channel]
  std::vector<std::int64_t> proposals;        // [channel, destination, skill]: first choices
  std::vector<std::int64_t> admitted;         // [channel, destination, skill]
  std::vector<std::int64_t> recruited;        // [residence, destination]: by a sponsor
  std::vector<std::int64_t> planned;          // [residence, destination, skill]: by own choice
  std::vector<std::int64_t> unplanned;        // [residence]: want to go and can pay for nothing
  std::vector<std::int64_t> crossings;        // [corridor]: attempts that reached the other side
  std::vector<std::int64_t> interceptions;    // [corridor]
  std::vector<std::int64_t> crossing_deaths;  // [corridor]
  std::vector<std::int64_t> turned_away;      // [corridor]: the place was full
  std::vector<std::int64_t> readmissions;     // [corridor]: got across and were sent back
  std::vector<std::int64_t> detections;       // [corridor, citizenship]
  /// [corridor, citizenship]: crossed into a state, or its union, for the first time on the journey
  std::vector<std::int64_t> first_entries;
  /// [citizenship, destination]: arrivals of people who had settled in the same state or union last
  std::vector<std::int64_t> moved_within;
  std::vector<std::int64_t> births;       // [place]
  std::vector<std::int64_t> deaths;       // [place]
  std::vector<std::int64_t> entered;      // [place]: came in from another place
  std::vector<std::int64_t> left;         // [place]
  std::vector<std::int64_t> naturalised;  // [place]
  std::vector<std::int64_t> folded;       // [place]: returned records that became residents

  Flows() = default;
  Flows(int n_places, int n_states, int n_channels, int n_corridors);
  void clear();
  void add(const Flows& other);
};

/// Sums of the stocks, made once a tick for those who read them often [agents].
struct Summary {
  int n_states = 0;
  std::vector<std::int64_t> population;      // [place]
  std::vector<std::int64_t> settled_abroad;  // [place, citizenship]
  std::int64_t settled(PlaceId residence, StateId citizenship) const {
    return settled_abroad[residence.index() * static_cast<std::size_t>(n_states) +
                          citizenship.index()];
  }
};

/// Full agents in a number of them, not one less by a rounding error.
double whole_agents(double agents);

/// The accounts: stocks now, flows of the tick and of the running and the last year.
struct Ledger {
  BucketKeys keys;
  int n_channels = 0;
  std::vector<std::int64_t> stocks;       // [residence, citizenship, status] records
  std::vector<std::int64_t> residents;    // [place] people in cohorts
  std::vector<std::int64_t> working_age;  // [place] residents aged 15 to 64
  Summary summary;                        // at the start of the tick
  Flows tick;
  Flows previous_tick;
  Flows year;                  // since the last January
  Flows last_year;             // the year before, complete; zero in the first
  bool has_last_year = false;  // whether all of it lay within the run
  /// [channel][destination * kSkills + skill]: places that quotas have opened since January
  /// [persons]; a quota that changes counts for the ticks it lasts. The first value is drawn
  /// between 0 and one agent, so that quotas of less than an agent are met on average.
  std::vector<std::vector<double>> opened;

  std::int64_t stock(PlaceId residence, StateId citizenship, Status status) const {
    return stocks[keys.key(residence, citizenship, status)];
  }
  /// Everyone in `place`: residents and records [agents].
  std::int64_t population(PlaceId place) const;
  /// Opens one tick's part of yearly quotas (Rules::quota).
  void open_places(const std::vector<std::vector<double>>& quota, int ticks_per_year);
  /// Places that nobody took lapse; parts of an agent stay.
  void lapse_places(double persons_per_agent);
  /// Citizens of `citizenship` settled in `residence` (every status but on the way, stranded,
  /// detained) [agents].
  std::int64_t settled(PlaceId residence, StateId citizenship) const;
  void summarise();
  std::int64_t foreigners(PlaceId residence, Status status) const;
  std::size_t pair_channel(std::size_t row, std::size_t place, std::size_t channel) const {
    return (row * static_cast<std::size_t>(keys.n_places) + place) *
               static_cast<std::size_t>(n_channels) +
           channel;
  }
};

}  // namespace sojourn
