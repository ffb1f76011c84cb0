#pragma once

#include <span>
#include <string_view>

namespace sojourn::intake {

/// What files tell of a country in a year.
struct AttributeKind {
  const char* name;
  double low, high;  // outside of which a figure cannot be
  bool count;        // of people or events: parts add up to it
  const char* meaning;
};

std::span<const AttributeKind> attribute_kinds();
/// @throws std::out_of_range: a fault of the program
const AttributeKind& attribute_kind(std::string_view name);

}  // namespace sojourn::intake
