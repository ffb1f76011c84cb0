#pragma once

#include <array>
#include <bit>
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
  /// For keys and packed records.
  constexpr std::uint32_t bits() const { return static_cast<std::uint32_t>(value); }
  constexpr bool valid() const { return value >= 0; }
  constexpr auto operator<=>(const Id&) const = default;
};

/// A vertex of the corridor graph: a country, or a place within one. Countries come first, so the
/// place of state s has the same index as s.
using PlaceId = Id<struct PlaceTag>;
using StateId = Id<struct StateTag>;
using CorridorId = Id<struct CorridorTag>;
using ChannelId = Id<struct ChannelTag>;
using PolicyId = Id<struct PolicyTag>;

/// The vertex that stands for a whole country.
constexpr PlaceId place_of(StateId state) {
  return PlaceId(state.value);
}

/// Ids that follow one another: from 0 up to a number of them, or a part of those.
template <class Id>
class IdRange {
 public:
  using value_type = Id;
  class Iterator {
   public:
    using value_type = Id;
    using difference_type = std::ptrdiff_t;

    constexpr Iterator() = default;
    constexpr explicit Iterator(Id at) : at_(at) {}
    constexpr Id operator*() const { return at_; }
    constexpr Iterator& operator++() {
      ++at_.value;
      return *this;
    }
    constexpr Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    Id at_;
  };

  constexpr explicit IdRange(std::integral auto n) : first_(0), end_(n) {}
  constexpr IdRange(Id first, Id end) : first_(first), end_(end) {}
  constexpr Iterator begin() const { return Iterator(first_); }
  constexpr Iterator end() const { return Iterator(end_); }
  constexpr std::size_t size() const { return end_.index() - first_.index(); }

 private:
  Id first_, end_;
};

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
  kTemporary,  // lawfully for a term: on a visit or a contract, as the channel says
  kProtected,  // under temporary protection
};
inline constexpr int kStatuses = 13;
inline constexpr std::array<std::string_view, kStatuses> kStatusNames{
    "resident",   "regular",   "irregular", "asylum_applicant", "refugee",
    "in_transit", "stranded",  "detained",  "sponsored",        "free_mover",
    "returned",   "temporary", "protected"};
inline constexpr std::array<Status, kStatuses> kAllStatuses{
    Status::kResident,  Status::kRegular,   Status::kIrregular, Status::kAsylumApplicant,
    Status::kRefugee,   Status::kInTransit, Status::kStranded,  Status::kDetained,
    Status::kSponsored, Status::kFreeMover, Status::kReturned,  Status::kTemporary,
    Status::kProtected};

/// Some of the statuses; iterated in the order of the enum.
class StatusSet {
 public:
  class Iterator {
   public:
    constexpr explicit Iterator(unsigned left) : left_(left) {}
    constexpr Status operator*() const { return static_cast<Status>(std::countr_zero(left_)); }
    constexpr Iterator& operator++() {
      left_ &= left_ - 1;
      return *this;
    }
    constexpr bool operator==(const Iterator&) const = default;

   private:
    unsigned left_;
  };

  // NOLINTNEXTLINE(google-explicit-constructor): one status is a set, too
  constexpr StatusSet(std::same_as<Status> auto... statuses) : bits_((0U | ... | bit(statuses))) {}
  constexpr bool contains(Status status) const { return (bits_ & bit(status)) != 0; }
  constexpr StatusSet operator|(StatusSet other) const { return of_bits(bits_ | other.bits_); }
  constexpr StatusSet operator~() const { return of_bits(~bits_ & ((1U << kStatuses) - 1)); }
  constexpr bool operator==(const StatusSet&) const = default;
  constexpr Iterator begin() const { return Iterator(bits_); }
  constexpr Iterator end() const { return Iterator(0); }

 private:
  static constexpr unsigned bit(Status status) { return 1U << static_cast<unsigned>(status); }
  static constexpr StatusSet of_bits(unsigned bits) {
    StatusSet set;
    set.bits_ = bits;
    return set;
  }

  unsigned bits_;
};

/// Abroad without a place that is theirs to keep.
inline constexpr StatusSet kInsecure{Status::kIrregular, Status::kAsylumApplicant,
                                     Status::kRefugee};
/// Abroad with one.
inline constexpr StatusSet kSecure{Status::kRegular, Status::kSponsored, Status::kFreeMover};
/// Abroad lawfully, but not to stay.
inline constexpr StatusSet kForATerm{Status::kTemporary, Status::kProtected};
/// Held up on the way.
inline constexpr StatusSet kStuck{Status::kStranded, Status::kDetained};
inline constexpr StatusSet kOnTheWay = kStuck | Status::kInTransit;
/// Lives somewhere.
inline constexpr StatusSet kSettled = ~kOnTheWay;

enum class Sex : std::uint8_t { kFemale, kMale };

/// Schooling: below secondary, secondary, tertiary.
enum class Skill : std::uint8_t { kLow, kMedium, kHigh };
inline constexpr int kSkills = 3;
inline constexpr std::array<std::string_view, kSkills> kSkillNames{"low", "medium", "high"};
inline constexpr std::array<Skill, kSkills> kAllSkills{Skill::kLow, Skill::kMedium, Skill::kHigh};

/// Where an index lies on its axis.
template <class Index>
constexpr std::size_t position(Index at) {
  if constexpr (requires { at.index(); }) {
    return at.index();
  } else {
    return static_cast<std::size_t>(at);
  }
}

/// An index of the axis's own kind; among places a state means the place that stands for it.
template <class Index, class Axis>
concept OnAxis = std::same_as<Index, Axis> ||
    (std::same_as<Axis, PlaceId>&& std::same_as<Index, StateId>);

inline constexpr int kMaxPlaces = 1023;
inline constexpr int kMaxStates = 250;
inline constexpr int kMaxChannels = 15;
inline constexpr int kMaxHazards = 64;
inline constexpr int kShards = 64;

}  // namespace sojourn
