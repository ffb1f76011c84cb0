#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sojourn {

/// What drives people out of where they live.
enum class Cause : std::uint8_t { kPersecution, kViolence, kDisaster, kCollapse };
inline constexpr int kCauses = 4;
inline constexpr std::array<Cause, kCauses> kAllCauses{Cause::kPersecution, Cause::kViolence,
                                                       Cause::kDisaster, Cause::kCollapse};
inline constexpr std::array<std::string_view, kCauses> kCauseNames{"persecution", "violence",
                                                                   "disaster", "collapse"};

}  // namespace sojourn
