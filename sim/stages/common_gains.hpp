#pragma once

#include <oneapi/tbb/concurrent_unordered_map.h>

#include <compare>
#include <cstdint>
#include <tuple>
#include <utility>

#include "sim/base/id_array.hpp"
#include "sim/base/rng.hpp"

namespace sojourn {

/// Of whom a gain is the same.
class Whom {
 public:
  static constexpr Whom everyone() { return Whom(0, 0, 0); }
  static constexpr Whom citizens(StateId of) { return Whom(1, of.bits(), 0); }
  static constexpr Whom citizens(StateId of, Skill skill) {
    return Whom(2, of.bits(), position(skill));
  }
  static constexpr Whom residents(PlaceId in, Skill skill) {
    return Whom(3, in.bits(), position(skill));
  }
  constexpr std::uint64_t bits() const { return bits_; }

 private:
  constexpr Whom(std::uint64_t kind, std::uint64_t where, std::uint64_t skill)
      : bits_(kind << 60 | where << 8 | skill) {}

  std::uint64_t bits_;
};

/// What the rows of one scene have in common: made by the first row that asks for it, read by all
/// others. What is made must follow from the scene, its maker and whom it is of, so it does not
/// matter which row was the first. Any number of threads.
class CommonGains {
 public:
  template <class Make>
  const PlaceArray& by_place(const void* maker, Whom whom, const Make& make) {
    return get(by_place_, maker, whom, make);
  }
  template <class Make>
  const IdMatrix<ChannelId, PlaceId>& by_option(const void* maker, Whom whom, const Make& make) {
    return get(by_option_, maker, whom, make);
  }

 private:
  using Key = std::pair<const void*, std::uint64_t>;
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return mix_bits(reinterpret_cast<std::uintptr_t>(key.first) + mix_bits(key.second));
    }
  };
  template <class Gain>
  using Gains = tbb::concurrent_unordered_map<Key, Gain, Hash>;

  template <class Gain, class Make>
  static const Gain& get(Gains<Gain>& gains, const void* maker, Whom whom, const Make& make) {
    const Key key{maker, whom.bits()};
    const auto found = gains.find(key);
    return found != gains.end() ? found->second : gains.emplace(key, make()).first->second;
  }

  Gains<PlaceArray> by_place_;
  Gains<IdMatrix<ChannelId, PlaceId>> by_option_;
};

}  // namespace sojourn
