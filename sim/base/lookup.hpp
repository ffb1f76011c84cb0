#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ranges>
#include <string_view>

namespace sojourn {

/// How many items of `range` come before `found`, an iterator of it.
template <class Range, class Iterator>
constexpr std::size_t index_of(const Range& range, Iterator found) {
  return static_cast<std::size_t>(found - std::ranges::begin(range));
}

/// The kind called `name`, where `names` lists kinds in the order of their enum; nothing if none is
/// called so.
template <class Kind, class Names>
constexpr std::optional<Kind> kind_named(const Names& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == std::ranges::end(names)) return std::nullopt;
  return static_cast<Kind>(index_of(names, found));
}

}  // namespace sojourn
