#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/people/cohorts.hpp"
#include "sim/people/ledger.hpp"
#include "sim/people/person.hpp"

namespace sojourn {

class Archive;

/// Asks for a record that is about to be read: records lie scattered over more memory than any
/// cache holds.
inline void prefetch(const Person* person) {
  __builtin_prefetch(person);
}
/// How many records to ask for ahead of the one at hand.
inline constexpr std::size_t kAhead = 16;

/// Channels whose people lie in buckets of their own: see Hazard::hot_channel().
class HotChannels {
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
  bool hot = false;
  std::vector<Person> people;
};

/// A permanent slice of all persons with a record.
class Shard {
 public:
  Shard() = default;
  Shard(std::uint32_t number, std::size_t n_keys, HotChannels hot)
      : number_(number), hot_(hot), slot_of_(n_keys, kNoSlot) {}

  std::uint32_t number() const { return number_; }
  std::vector<Bucket>& buckets() { return buckets_; }
  const std::vector<Bucket>& buckets() const { return buckets_; }
  bool is_hot(const Person& person) const { return hot_.hold(person); }
  void append(std::uint32_t key, const Person& person);
  /// Says that this person will be appended soon, once prefetch_slot() has said so before.
  void prefetch_append(std::uint32_t key, const Person& person) const;
  void prefetch_slot(std::uint32_t key) const { __builtin_prefetch(&slot_of_[key]); }
  /// Room for `n` more people of a key, none of them in a hot bucket.
  void reserve(std::uint32_t key, std::size_t n);
  /// Gives someone who has just got a record the id that they keep.
  void assign_id(Person& person) {
    person.shard = number_;
    person.number = next_id_++;
  }
  void state(Archive& archive);

 private:
  std::uint32_t slot(std::uint32_t key, bool hot);

  static constexpr std::uint32_t kNoSlot = 0xffffffff;
  std::uint32_t number_ = 0;
  HotChannels hot_;
  std::uint32_t next_id_ = 0;
  std::vector<Bucket> buckets_;         // in order of first use
  std::vector<std::uint32_t> slot_of_;  // by key
  std::unordered_map<std::uint32_t, std::uint32_t> hot_slot_of_;
};

/// Everyone: residents as counts, migrants as records.
struct Population {
  BucketKeys keys;
  CohortTable cohorts;
  std::vector<Shard> shards;

  void state(Archive& archive);
};

}  // namespace sojourn
