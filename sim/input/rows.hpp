#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/input/table.hpp"

namespace sojourn {

/// What each table introduced, row by row.
using Introductions = std::map<std::string, std::vector<std::vector<SettingInfo>>>;

/// The rows of one table of the scenario: `[[name]]` in the file, or the CSV that `[world]` names.
/// Each row is read with Settings by `read`, and repeated with its defaults in `resolved`. Columns
/// named note, notes, comment, comments, source or sources are ignored where `read` knows no such
/// key.
class RowReader {
 public:
  RowReader(const Node& scenario, Settings& world, Diagnostics& diagnostics, Node& resolved,
            Introductions* introductions)
      : scenario_(scenario),
        world_(world),
        diagnostics_(diagnostics),
        resolved_(resolved),
        introductions_(introductions) {}

  /// @param most how many rows there may be
  /// @throws InputError: more than `most`, with all faults found so far; no row is read then
  template <class Read>
  void each(const std::string& name, const std::string& file_key, const std::string& meaning,
            const Read& read, std::size_t most = std::numeric_limits<std::size_t>::max()) {
    Node::Array rows;
    const Node* list = listed(name);
    const std::string file = world_.text(file_key, "", meaning);
    std::optional<CsvTable> table;
    if (!file.empty()) {
      const std::filesystem::path base = world_.where(file_key).file;
      table.emplace(base.parent_path() / file, world_.where(file_key), diagnostics_);
    }
    refuse_more_than(most, name, table ? world_.where(file_key) : scenario_.where,
                     (table ? table->n_rows() : 0) + (list ? list->array().size() : 0));
    for (std::size_t i = 0; table && i < table->n_rows(); ++i) {
      Settings settings(&table->row(i), name, &diagnostics_, table->columns());
      read(settings);
      if (i == 0) settings.tell_columns();
      keep(name, settings, rows);
    }
    for (std::size_t i = 0; list && i < list->array().size(); ++i) {
      row(name, list->array()[i], read, rows);
    }
    Node array;
    array.value = std::move(rows);
    resolved_.table()[name] = std::move(array);
  }

 private:
  /// `[[name]]`, or null.
  const Node* listed(const std::string& name) {
    const Node* list = scenario_.find(name);
    if (list == nullptr || list->is_array()) return list;
    diagnostics_.add(list->where, fmt::format("{}: expected an array of tables [[{}]], found {}",
                                              name, name, list->kind_name()));
    return nullptr;
  }

  void refuse_more_than(std::size_t most, const std::string& name, const Source& where,
                        std::size_t n) {
    if (n <= most) return;
    diagnostics_.add(where, fmt::format("{}: at most {} rows, found {}", name, most, n));
    diagnostics_.throw_if_any();
  }

  template <class Read>
  void row(const std::string& name, const Node& node, const Read& read, Node::Array& rows) {
    if (!node.is_table()) {
      diagnostics_.add(node.where,
                       fmt::format("{}: expected a table, found {}", name, node.kind_name()));
      return;
    }
    Settings settings(&node, name, &diagnostics_);
    read(settings);
    keep(name, settings, rows);
  }

  void keep(const std::string& name, Settings& settings, Node::Array& rows) {
    settings.finish();
    rows.push_back(settings.resolved());
    if (introductions_ != nullptr) (*introductions_)[name].push_back(settings.introduced());
  }

  const Node& scenario_;
  Settings& world_;
  Diagnostics& diagnostics_;
  Node& resolved_;
  Introductions* introductions_;
};

}  // namespace sojourn
