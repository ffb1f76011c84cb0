#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/parallel.hpp"
#include "sim/people/ledger.hpp"
#include "sim/people/person.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// Where residents are counted: [birth year][place][sex][skill]. Later years come last, so that a
/// cell's number, which keys its people's draws, does not depend on the length of the run.
class CohortTable {
 public:
  static constexpr int kGroups = 2 * kSkills;  // cells of one place and birth year
  static constexpr int kOldest = 110;          // older people are counted with these

  CohortTable() = default;
  /// Room for everyone alive at `first_year` and every child up to `last_year`.
  CohortTable(IdRange<PlaceId> places, int first_year, int last_year);

  int first_birth_year() const { return first_birth_year_; }
  int n_birth_years() const { return n_years_; }
  std::uint64_t block(PlaceId place, int birth_year) const;
  std::uint64_t cell(PlaceId place, int birth_year, Sex sex, Skill skill) const {
    return block(place, birth_year) * kGroups + position(sex) * kSkills +
           position(skill);
  }
  Cohort cohort(std::uint64_t cell, int year) const;
  std::int64_t& count(std::uint64_t cell) { return counts_[cell]; }
  std::int64_t count(std::uint64_t cell) const { return counts_[cell]; }
  std::uint64_t n_blocks() const { return counts_.size() / kGroups; }
  /// Calls fn(cohort, count) for every cohort of a place that has someone in it.
  template <class Fn>
  void each_of(PlaceId place, int year, const Fn& fn) const {
    for (int row = 0; row < n_years_; ++row) {
      const std::uint64_t first = block(place, first_birth_year_ + row) * kGroups;
      for (std::uint64_t cell = first; cell < first + kGroups; ++cell) {
        if (counts_[cell] > 0) fn(cohort(cell, year), counts_[cell]);
      }
    }
  }
  /// The shard to which a place's people of one birth year belong.
  static std::size_t shard(PlaceId place, int birth_year);
  /// The blocks of each shard, place by place.
  const std::vector<std::uint64_t>& blocks_of(std::size_t shard) const { return blocks_of_[shard]; }
  const std::vector<std::int64_t>& counts() const { return counts_; }

 private:
  int first_birth_year_ = 0;
  int n_years_ = 0;
  std::uint64_t n_places_ = 0;
  std::vector<std::int64_t> counts_;
  std::vector<std::vector<std::uint64_t>> blocks_of_;
};

/// Asks for a record that is about to be read: records lie scattered over more memory than any
/// cache holds.
inline void prefetch(const Person* person) {
  __builtin_prefetch(person);
}
/// How many records to ask for ahead of the one at hand.
inline constexpr std::size_t kAhead = 16;

/// Channels whose people lie in buckets of their own: see Hazard::apart().
class ApartChannels {
 public:
  void add(ChannelId channel) {
    if (channel.valid()) mask_ |= 1U << channel.bits();
  }
  bool hold(const Person& person) const { return (mask_ >> person.channel & 1U) != 0; }

 private:
  std::uint32_t mask_ = 0;
};

/// People of one residence, citizenship and status within one shard.
struct Bucket {
  std::uint32_t key = 0;
  bool apart = false;
  std::vector<Person> people;
};

/// A permanent slice of all persons with a record.
class Shard {
 public:
  Shard() = default;
  Shard(std::uint32_t number, std::size_t n_keys, ApartChannels apart)
      : number_(number), apart_(apart), slot_of_(n_keys, kNoSlot) {}

  std::uint32_t number() const { return number_; }
  std::vector<Bucket>& buckets() { return buckets_; }
  const std::vector<Bucket>& buckets() const { return buckets_; }
  bool keeps_apart(const Person& person) const { return apart_.hold(person); }
  void append(std::uint32_t key, const Person& person);
  /// Says that this person will be appended soon.
  void expect(std::uint32_t key, const Person& person) const;
  /// Room for `n` more people of a key, none of them apart.
  void reserve(std::uint32_t key, std::size_t n);
  /// A fresh id: the shard's number above a counter.
  /// Gives someone who has just got a record the id that they keep.
  void name(Person& person) {
    person.shard = number_;
    person.number = next_id_++;
  }

 private:
  std::uint32_t slot(std::uint32_t key, bool apart);

  static constexpr std::uint32_t kNoSlot = 0xffffffff;
  std::uint32_t number_ = 0;
  ApartChannels apart_;
  std::uint32_t next_id_ = 0;
  std::vector<Bucket> buckets_;         // in order of first use
  std::vector<std::uint32_t> slot_of_;  // by key
  std::unordered_map<std::uint32_t, std::uint32_t> slot_apart_;
};

/// Everyone: residents as counts, migrants as records.
struct Population {
  BucketKeys keys;
  CohortTable cohorts;
  std::vector<Shard> shards;
};

/// The population of the scenario's first tick: stocks abroad as records, everyone else as
/// residents with the demography's age structure. Fills the ledger's stocks.
Population materialise(const World& world, const Demography& demography, ApartChannels apart,
                       Ledger& ledger, Crew& crew);

}  // namespace sojourn
