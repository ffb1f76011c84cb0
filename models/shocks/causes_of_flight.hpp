#pragma once

#include <fmt/format.h>

#include <array>

#include "sim/base/causes.hpp"
#include "sim/base/ids.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What people are driven out by, as shares of them that add up to 1.
using CauseShares = std::array<double, kCauses>;

/// All of them by one cause.
constexpr CauseShares all_by(Cause cause) {
  CauseShares shares{};
  shares[position(cause)] = 1;
  return shares;
}

/// Of a conflict: who is neither persecuted nor flees the collapse of the economy flees violence.
inline CauseShares read_cause_shares(Settings& settings) {
  CauseShares shares{};
  const auto read = [&](Cause cause, const char* key, const char* meaning) {
    shares[position(cause)] = settings.real(key, "1", {0, 1}, 0, meaning);
  };
  read(Cause::kPersecution, "persecution",
       "share of whom it drives out that flee persecution; the rest flee violence");
  read(Cause::kCollapse, "collapse",
       "share of whom it drives out that flee the collapse of state and economy");
  const double other = shares[position(Cause::kPersecution)] + shares[position(Cause::kCollapse)];
  if (other > 1) {
    settings.fault("collapse", fmt::format("`persecution` and `collapse` are shares of the same "
                                           "people: expected at most 1 in all, found {:g}",
                                           other));
  }
  shares[position(Cause::kViolence)] = 1 - other;
  return shares;
}

}  // namespace sojourn::models
