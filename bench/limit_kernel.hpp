#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/base/rng.hpp"
#include "sim/people/population.hpp"

namespace sojourn::bench {

/// The least that one movement event can cost: skip to the next person, one random draw, touch a
/// cold 16-byte record at the source, append one at the destination. Nobody decides anything and
/// nobody is removed.
class LimitKernel {
 public:
  /// Takes a copy of the people, in the buckets in which they lie.
  explicit LimitKernel(const Population& population) {
    for (const Shard& shard : population.shards) {
      auto& buckets = shards_.emplace_back();
      for (const Bucket& bucket : shard.buckets()) {
        buckets.push_back({bucket.people, bucket.people.size()});
      }
    }
  }

  /// Hits everyone with probability `p`. @return events
  std::int64_t run(double p, std::uint32_t tick, Crew& crew) {
    std::vector<std::int64_t> events(shards_.size(), 0);
    crew.each(shards_.size(), [&](std::size_t s) { events[s] = run_shard(p, tick, s); });
    std::int64_t sum = 0;
    for (const std::int64_t n : events) sum += n;
    return sum;
  }

  /// Takes back what run() appended; not part of what is measured.
  void forget() {
    for (auto& buckets : shards_) {
      for (auto& bucket : buckets) bucket.people.resize(bucket.at_first);
    }
  }

 private:
  struct Row {
    std::vector<Person> people;
    std::size_t at_first;
  };

  std::int64_t run_shard(double p, std::uint32_t tick, std::size_t s) {
    const StreamKey skip(1, 2), draw(1, 3);
    auto& buckets = shards_[s];
    std::int64_t events = 0;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
      Skips skips(skip, tick, b << 8 | s, p);
      for (auto i = skips.next(); i < buckets[b].at_first; i = skips.next()) {
        Person& person = buckets[b].people[i];
        const std::uint64_t lot = Draws(draw, tick, person.id()).bits();
        person.set_changed_at(static_cast<int>(tick));
        const Person copy = person;
        buckets[(lot >> 32) * buckets.size() >> 32].people.push_back(copy);
        ++events;
      }
    }
    return events;
  }

  std::vector<std::vector<Row>> shards_;
};

}  // namespace sojourn::bench
