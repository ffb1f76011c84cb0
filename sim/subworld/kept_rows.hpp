#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/subworld/nodes.hpp"
#include "sim/subworld/partition.hpp"

namespace sojourn {

/// Keys of a table whose values are ids of places.
using PlaceKeys = std::vector<std::string>;

/// Whether all places that a row names are kept.
inline bool names_kept(const Partition& cut, const Node& row, const PlaceKeys& keys) {
  return std::ranges::all_of(keys,
                             [&](const std::string& key) { return cut.kept(text_in(row, key)); });
}

/// The rows of `table` that name kept places alone.
inline Node::Array kept_rows(const Partition& cut, const Node& resolved, const std::string& table,
                             const PlaceKeys& keys) {
  Node::Array kept;
  for (const Node& row : rows_of(resolved, table)) {
    if (names_kept(cut, row, keys)) kept.push_back(row);
  }
  return kept;
}

}  // namespace sojourn
