#include "sim/people/population.hpp"

#include <algorithm>

#include "sim/base/archive.hpp"

namespace sojourn {

std::uint32_t Shard::slot(std::uint32_t key, bool hot) {
  std::uint32_t& slot = hot ? hot_slot_of_.try_emplace(key, kNoSlot).first->second : slot_of_[key];
  if (slot == kNoSlot) {
    slot = static_cast<std::uint32_t>(buckets_.size());
    buckets_.push_back({.key = key, .hot = hot, .people = {}});
  }
  return slot;
}

namespace {

/// Room for `n` people and an eighth more: doubling would take twice the memory that people need.
std::size_t roomy(std::size_t n) {
  return n + n / 8 + 4;
}

}  // namespace

void Shard::append(std::uint32_t key, const Person& person) {
  auto& people = buckets_[slot(key, is_hot(person))].people;
  if (people.size() == people.capacity()) people.reserve(roomy(people.size()));
  people.push_back(person);
}

void Shard::reserve(std::uint32_t key, std::size_t n) {
  auto& people = buckets_[slot(key, false)].people;
  people.reserve(roomy(people.size() + n));
}

void Shard::prefetch_append(std::uint32_t key, const Person& person) const {
  const std::uint32_t slot = slot_of_[key];
  if (slot == kNoSlot || is_hot(person)) return;
  const auto& people = buckets_[slot].people;
  prefetch(people.data() + people.size());
}

/// Records go as they lie in memory, bucket by bucket.
void Shard::state(Archive& archive) {
  archive(next_id_);
  const std::size_t n = archive.length(buckets_.size());
  if (archive.loading()) {
    buckets_ = std::vector<Bucket>();
    hot_slot_of_.clear();
    std::ranges::fill(slot_of_, kNoSlot);
  }
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t key = archive.loading() ? 0 : buckets_[i].key;
    bool hot = !archive.loading() && buckets_[i].hot;
    archive(key, hot);
    std::vector<Person>& people = buckets_[slot(key, hot)].people;
    const std::size_t n_people = archive.length(people.size());
    if (archive.loading()) {
      people.reserve(roomy(n_people));
      people.resize(n_people);
    }
    archive.bulk(people.data(), n_people);
  }
}

void Population::state(Archive& archive) {
  archive.mark("cohorts");
  if (archive.length(cohorts.counts().size()) != cohorts.counts().size()) {
    throw ArchiveError("cohorts of another world");
  }
  archive.bulk(&cohorts.count(0), cohorts.counts().size());
  archive.mark("records");
  for (Shard& shard : shards) shard.state(archive);
}

}  // namespace sojourn
