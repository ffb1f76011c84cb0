#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "sim/base/grid.hpp"
#include "sim/base/ids.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// A counter that many threads add to. Integer sums do not depend on the order of addition.
inline void tally(std::int64_t& cell, std::int64_t n = 1) {
  std::atomic_ref<std::int64_t>(cell).fetch_add(n, std::memory_order_relaxed);
}

/// Address of a bucket: people of one citizenship and status in one place. Statuses come first, so
/// that a status more leaves the keys of the others, and with them their people's luck, as they
/// are.
struct BucketKeys {
  std::uint32_t n_states = 0;
  std::uint32_t n_places = 0;

  BucketKeys() = default;
  BucketKeys(IdRange<StateId> states, IdRange<PlaceId> places)
      : n_states(static_cast<std::uint32_t>(states.size())),
        n_places(static_cast<std::uint32_t>(places.size())) {}

  IdRange<StateId> states() const { return IdRange<StateId>(n_states); }
  IdRange<PlaceId> place_ids() const { return IdRange<PlaceId>(n_places); }
  std::uint32_t key(PlaceId residence, StateId citizenship, Status status) const {
    return (static_cast<std::uint32_t>(status) * n_places + residence.bits()) * n_states +
           citizenship.bits();
  }
  std::size_t size() const { return std::size_t{n_places} * n_states * kStatuses; }
  PlaceId residence(std::uint32_t key) const { return PlaceId(key / n_states % n_places); }
  StateId citizenship(std::uint32_t key) const { return StateId(key % n_states); }
  Status status(std::uint32_t key) const { return static_cast<Status>(key / n_states / n_places); }
};

/// Numbers of agents; multiply by persons_per_agent for persons.
template <class... Axes>
using Counts = Grid<std::int64_t, Axes...>;

/// What happened during one tick.
struct Flows {
  Counts<PlaceId, PlaceId, ChannelId> departures;  // origin, target
  Counts<StateId, PlaceId, ChannelId> arrivals;    // citizenship, destination
  Counts<ChannelId, PlaceId, Skill> proposals;     // first choices, by destination
  Counts<ChannelId, PlaceId, Skill> admitted;
  Counts<PlaceId, PlaceId> recruited;       // residence, destination: by a sponsor
  Counts<PlaceId, PlaceId, Skill> planned;  // residence, destination: by own choice
  Counts<PlaceId> unplanned;                // residence: want to go and can pay for nothing
  Counts<CorridorId> crossings;             // attempts that reached the other side
  Counts<CorridorId> interceptions;
  Counts<CorridorId> crossing_deaths;
  Counts<CorridorId> turned_away;   // the place was full
  Counts<CorridorId> readmissions;  // got across and were sent back
  Counts<CorridorId, StateId> detections;
  /// Crossed into a state, or its union, for the first time on the journey.
  Counts<CorridorId, StateId> first_entries;
  /// Citizenship, destination: arrivals of people who had settled in the same state or union last.
  Counts<StateId, PlaceId> moved_within;
  Counts<PlaceId> births;
  Counts<PlaceId> deaths;
  Counts<PlaceId> entered;  // came in from another place
  Counts<PlaceId> left;
  Counts<PlaceId> naturalised;
  Counts<PlaceId> folded;                    // returned records that became residents
  Counts<PlaceId, Status> made_irregular;    // place where they became so, status before
  Counts<PlaceId, ChannelId> without_place;  // first choices for which no place was left
  Counts<PlaceId, ChannelId> visas_granted;  // let in beyond the places, as agreements promise
  Counts<PlaceId> barred;                    // destination: refused entry by no named policy
  Counts<PolicyId, PlaceId> refused;         // destination: whom a policy kept from going there
  Counts<PolicyId, PlaceId> admitted_under;  // destination: whom it let in
  Counts<PolicyId, PlaceId> acted;           // residence before: whose status or place it changed
  std::vector<std::int64_t> allotment_claims, allotment_admitted;  // by Ledger::allotments

  Flows() = default;
  Flows(int n_places, int n_states, int n_channels, int n_corridors, int n_policies = 0);
  void clear();
  void add(const Flows& other);
};

/// Claims on an allotment and what was granted (Rules::allotments).
struct AllotmentAccount {
  PolicyId policy;
  int number = 0;             // among those of the policy
  double opened = 0;          // places since January, see Ledger::opened [persons]
  double ticks_open = 0;      // since January, parts as what they are
  double yearly_claims = -1;  // of last year's open ticks [agents / year]; below 0: there was none
};

/// Sums of the stocks, made once a tick for those who read them often [agents].
struct Summary {
  Counts<PlaceId> population;
  Counts<PlaceId, StateId> settled;    // residence, citizenship
  Counts<PlaceId, StateId> temporary;  // of these, who is there for a term
};

/// Full agents in a number of them, not one less by a rounding error.
double whole_agents(double agents);
/// What is left of a number of persons when whole agents are taken out of it.
double part_of_an_agent(double persons, double persons_per_agent);

/// The accounts: stocks now, flows of the tick and of the running and the last year.
struct Ledger {
  BucketKeys keys;
  int n_channels = 0;
  std::vector<std::int64_t> stocks;  // [status, residence, citizenship] records
  Counts<PlaceId> residents;         // people in cohorts
  Counts<PlaceId> working_age;       // residents aged 15 to 64
  Summary summary;                   // at the start of the tick
  Flows tick;
  Flows previous_tick;
  Flows year;                  // since the last January
  Flows last_year;             // the year before, complete; zero in the first
  bool has_last_year = false;  // whether all of it lay within the run
  /// Places that quotas have opened since January [persons]; a quota that changes counts for the
  /// ticks it lasts. The first value is drawn between 0 and one agent, so that quotas of less than
  /// an agent are met on average.
  Grid<double, ChannelId, PlaceId, Skill> opened;
  std::vector<AllotmentAccount> allotments;  // all there ever were

  IdRange<ChannelId> channel_ids() const { return IdRange<ChannelId>(n_channels); }
  std::int64_t stock(PlaceId residence, StateId citizenship, Status status) const {
    return stocks[keys.key(residence, citizenship, status)];
  }
  /// Everyone in `place`: residents and records [agents].
  std::int64_t population(PlaceId place) const;
  /// Opens one tick's part of yearly quotas (Rules::quota).
  void open_places(const Grid<double, ChannelId, PlaceId, Skill>& quota, int ticks_per_year);
  /// Places that nobody took lapse; parts of an agent stay.
  void lapse_places(double persons_per_agent);
  /// Citizens of `citizenship` with a record who are settled in `residence`: neither on the way nor
  /// returned [agents].
  std::int64_t settled(PlaceId residence, StateId citizenship) const;
  void summarise();
  std::int64_t foreigners(PlaceId residence, Status status) const;
};

}  // namespace sojourn
