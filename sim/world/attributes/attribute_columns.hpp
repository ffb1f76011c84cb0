#pragma once

#include <span>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// One attribute column of countries and places: how it is introduced and where it goes.
struct AttributeColumn {
  const char* key;
  PlaceArray Attributes::*array;
  const char* unit;
  Range range;
  std::optional<double> fallback;  // of countries; nothing: must be given
  const char* meaning;
};

std::span<const AttributeColumn> attribute_columns();

}  // namespace sojourn
