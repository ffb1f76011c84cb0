#pragma once

#include <string>
#include <utility>

#include "sim/input/node.hpp"

namespace sojourn {

/// A row that is being written.
class RowWriter {
 public:
  template <class Value>
  RowWriter& set(const std::string& key, Value value) {
    row_.table()[key].value = std::move(value);
    return *this;
  }
  Node take() { return std::move(row_); }

 private:
  Node row_{Node::Table{}, {}};
};

/// The rows of `table` of which `keep(row)` is true.
template <class Keep>
Node::Array rows_where(const Node& scenario, const std::string& table, const Keep& keep) {
  Node::Array kept;
  const Node* rows = scenario.find(table);
  if (rows == nullptr || !rows->is_array()) return kept;
  for (const Node& row : rows->array()) {
    if (keep(row)) kept.push_back(row);
  }
  return kept;
}

inline const std::string& text_in(const Node& row, const std::string& key) {
  return std::get<std::string>(row.find(key)->value);
}

}  // namespace sojourn
