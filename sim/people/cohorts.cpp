#include "sim/people/cohorts.hpp"

#include <algorithm>

#include "sim/base/rng.hpp"

namespace sojourn {

CohortTable::CohortTable(int n_places, int first_year, int last_year)
    : first_birth_year_(first_year - kOldest),
      n_years_(last_year - first_birth_year_ + 1),
      n_places_(n_places),
      counts_(static_cast<std::size_t>(n_places) * static_cast<std::size_t>(n_years_) * kGroups),
      blocks_of_(kShards) {
  for (int place = 0; place < n_places; ++place) {
    for (int year = first_birth_year_; year <= last_year; ++year) {
      const PlaceId id(place);
      blocks_of_[static_cast<std::size_t>(shard(id, year))].push_back(block(id, year));
    }
  }
}

std::uint64_t CohortTable::block(PlaceId place, int birth_year) const {
  const int row = std::clamp(birth_year - first_birth_year_, 0, n_years_ - 1);
  return static_cast<std::uint64_t>(row) * static_cast<std::uint64_t>(n_places_) +
         static_cast<std::uint64_t>(place.value);
}

Cohort CohortTable::cohort(std::uint64_t cell, int year) const {
  const std::uint64_t block = cell / kGroups;
  const auto places = static_cast<std::uint64_t>(n_places_);
  const int birth_year = first_birth_year_ + static_cast<int>(block / places);
  const auto group = cell % kGroups;
  return {.place = PlaceId(block % places),
          .birth_year = birth_year,
          .age = std::max(0, year - birth_year),
          .sex = static_cast<Sex>(group / kSkills),
          .skill = static_cast<Skill>(group % kSkills)};
}

int CohortTable::shard(PlaceId place, int birth_year) {
  const auto word =
      static_cast<std::uint64_t>(place.value) << 32 | static_cast<std::uint32_t>(birth_year);
  return static_cast<int>(mix_bits(word) % kShards);
}

}  // namespace sojourn
