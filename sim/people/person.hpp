#pragma once

#include <cstdint>

#include "sim/base/ids.hpp"

namespace sojourn {

/// Someone who has left, at least once, the country of their citizenship: 16 bytes.
/// Fields are raw; the functions below give them their types.
struct Person {
  std::uint64_t residence : 10;
  std::uint64_t target : 10;    // kNoPlace: not on the way
  std::uint64_t previous : 10;  // the place before, so that nobody turns straight back
  std::uint64_t settled : 10;   // where the person last settled, or the home that was left
  std::uint64_t citizenship : 8;
  std::uint64_t status : 4;
  std::uint64_t channel : 4;
  std::uint64_t savings : 4;  // sixteenths of the savings distribution
  std::uint64_t sex : 1;
  std::uint64_t skill : 2;
  std::uint64_t reached_union : 1;  // the target's union was entered on this journey
  std::uint64_t birth_month : 13;   // [months since January of kFirstBirthYear]
  std::uint64_t last_change : 15;   // [ticks] + kTickBias
  std::uint64_t shard : 6;
  std::uint64_t number : 30;  // within the shard

  static constexpr std::uint64_t kNoPlace = 1023;
  static constexpr int kTickBias = 8192;

  PlaceId place() const { return PlaceId(residence); }
  StateId citizen_of() const { return StateId(citizenship); }
  ChannelId way() const { return ChannelId(channel); }
  Status condition() const { return static_cast<Status>(status); }
  Skill schooling() const { return static_cast<Skill>(skill); }
  Sex born_as() const { return static_cast<Sex>(sex); }
  /// [months since January of kFirstBirthYear]
  int born_in() const { return birth_month; }
  /// Tick of the last change of place or status; negative before the run began.
  int changed_at() const { return last_change - kTickBias; }
  void set_changed_at(int tick) { last_change = tick < -kTickBias ? 0 : tick + kTickBias; }
  PlaceId settled_in() const { return PlaceId(settled); }
  /// Never changes, and no two are alike.
  std::uint64_t id() const { return std::uint64_t{shard} << 32 | number; }
  void set_place(PlaceId place) { residence = place.bits(); }
  void set_status(Status s) { status = position(s); }
};
static_assert(sizeof(Person) == 16);

}  // namespace sojourn
