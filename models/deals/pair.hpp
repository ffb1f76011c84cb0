#pragma once

#include <compare>
#include <cstddef>

#include "sim/base/ids.hpp"

namespace sojourn::models {

/// Who asks, and who is asked.
struct Pair {
  std::size_t asker;  // index of a party
  StateId partner;
  auto operator<=>(const Pair&) const = default;
};

}  // namespace sojourn::models
