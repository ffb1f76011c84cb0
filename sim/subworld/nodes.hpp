#pragma once

#include <span>
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

/// The rows of `table`; none where there is no such table.
inline std::span<const Node> rows_of(const Node& scenario, const std::string& table) {
  const Node* rows = scenario.find(table);
  return rows == nullptr || !rows->is_array() ? std::span<const Node>() : rows->array();
}

inline const std::string& text_in(const Node& row, const std::string& key) {
  return std::get<std::string>(row.find(key)->value);
}

}  // namespace sojourn
