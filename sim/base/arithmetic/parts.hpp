#pragma once

#include <bit>
#include <cstdint>

namespace sojourn::fixed {

/// The nearest whole number, to even where two are; |x| below 2^51.
inline double nearest_whole(double x) {
  constexpr double kRound = 0x1.8p52;
  return x + kRound - kRound;
}

/// The upper half of the bits of a number: products of two such halves are exact.
inline double upper_half(double x) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0xfffffffff8000000);
}

}  // namespace sojourn::fixed
