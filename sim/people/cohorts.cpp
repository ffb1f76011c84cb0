#include "sim/people/cohorts.hpp"

#include <algorithm>

#include "sim/base/rng.hpp"

namespace sojourn {

CohortTable::CohortTable(IdRange<PlaceId> places, int first_year, int last_year)
    : first_birth_year_(first_year - kOldest),
      n_years_(last_year - first_birth_year_ + 1),
      n_places_(places.size()),
      counts_(places.size() * static_cast<std::size_t>(n_years_) * kGroups),
      blocks_of_(kShards) {
  for (const PlaceId place : places) {
    for (int year = first_birth_year_; year <= last_year; ++year) {
      blocks_of_[shard(place, year)].push_back(block(place, year));
    }
  }
}

std::uint64_t CohortTable::block(PlaceId place, int birth_year) const {
  const int row = std::clamp(birth_year - first_birth_year_, 0, n_years_ - 1);
  return static_cast<std::uint64_t>(row) * n_places_ + place.bits();
}

Cohort CohortTable::cohort(std::uint64_t cell, int year) const {
  const std::uint64_t block = cell / kGroups;
  const int birth_year = first_birth_year_ + static_cast<int>(block / n_places_);
  const auto group = cell % kGroups;
  return {.place = PlaceId(block % n_places_),
          .birth_year = birth_year,
          .age = std::max(0, year - birth_year),
          .sex = static_cast<Sex>(group / kSkills),
          .skill = static_cast<Skill>(group % kSkills)};
}

std::size_t CohortTable::shard(PlaceId place, int birth_year) {
  const std::uint64_t word =
      std::uint64_t{place.bits()} << 32 | static_cast<std::uint32_t>(birth_year);
  return mix_bits(word) % kShards;
}

}  // namespace sojourn
