#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sojourn {

/// An index that cannot be mistaken for an index of another kind.
template <class Tag>
struct Id {
  std::int32_t value = -1;

  constexpr Id() = default;
  constexpr explicit Id(std::integral auto v) : value(static_cast<std::int32_t>(v)) {}
  constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  constexpr bool valid() const { return value >= 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

/// A vertex of the corridor graph: a country, or a place within one. Countries come first, so the
/// place of state s has the same index as s.
using PlaceId = Id<struct PlaceTag>;
using StateId = Id<struct StateTag>;
using CorridorId = Id<struct CorridorTag>;
using ChannelId = Id<struct ChannelTag>;

enum class Status : std::uint8_t {
  kResident,
  kRegular,
  kIrregular,
  kAsylumApplicant,
  kRefugee,
  kInTransit,
  kStranded,
  kDetained,
  kSponsored,
  kFreeMover,
  kReturned,
};
inline constexpr int kStatuses = 11;
inline constexpr std::array<std::string_view, kStatuses> kStatusNames{
    "resident", "regular",  "irregular", "asylum_applicant", "refugee", "in_transit",
    "stranded", "detained", "sponsored", "free_mover",       "returned"};

/// Lives somewhere: not on the way, stuck or detained.
inline constexpr bool is_settled(Status status) {
  return status != Status::kInTransit && status != Status::kStranded && status != Status::kDetained;
}

/// Abroad without a place that is theirs to keep.
constexpr bool is_insecure(Status status) {
  return status == Status::kIrregular || status == Status::kAsylumApplicant ||
         status == Status::kRefugee;
}

enum class Sex : std::uint8_t { kFemale, kMale };

/// Schooling: below secondary, secondary, tertiary.
enum class Skill : std::uint8_t { kLow, kMedium, kHigh };
inline constexpr int kSkills = 3;
inline constexpr std::array<std::string_view, kSkills> kSkillNames{"low", "medium", "high"};

inline constexpr int kMaxPlaces = 1023;
inline constexpr int kMaxStates = 250;
inline constexpr int kMaxChannels = 15;
inline constexpr int kMaxHazards = 64;
inline constexpr int kShards = 64;

}  // namespace sojourn
