#pragma once

#include <span>

#include "sim/input/settings.hpp"
#include "sim/world/attributes/attributes.hpp"

namespace sojourn {

/// An attribute that may change during a run.
struct HistoryColumn {
  const char* key;
  PlaceArray Attributes::*array;
  const char* unit;
  Range range;
  const char* meaning;
  bool linear;        // by default: between two dates along a line, else as on the date before
  bool of_countries;  // places have none of their own
};

std::span<const HistoryColumn> history_columns();

/// An attribute that a run does not take from a history, and why.
struct FixedColumn {
  const char* key;
  const char* why;
};

std::span<const FixedColumn> fixed_columns();

}  // namespace sojourn
