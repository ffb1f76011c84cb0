#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {

/// Residents with the same place, birth year, sex and schooling.
struct Cohort {
  PlaceId place;
  int birth_year = 0;
  int age = 0;
  Sex sex = Sex::kFemale;
  Skill skill = Skill::kLow;
};

/// Ages at which people study abroad [years].
constexpr bool is_student_age(int age) {
  return age >= 17 && age <= 29;
}

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
    return block(place, birth_year) * kGroups + position(sex) * kSkills + position(skill);
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

}  // namespace sojourn
