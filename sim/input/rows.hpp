#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/input/csv/table.hpp"
#include "sim/input/settings.hpp"

namespace sojourn {

/// What each table introduced, row by row.
using RowSettings = std::map<std::string, std::vector<std::vector<SettingInfo>>>;

/// The rows of one table of the scenario: `[[name]]` in the file, or the CSV that `[world]` names.
/// Each row is read with Settings by `read`, and repeated with its defaults in `resolved`. Columns
/// named note, notes, comment, comments, source or sources are ignored where `read` knows no such
/// key.
class RowReader {
 public:
  RowReader(const Node& scenario, Settings& world, Diagnostics& diagnostics, Node& resolved,
            RowSettings* introductions)
      : scenario_(scenario),
        world_(world),
        diagnostics_(diagnostics),
        resolved_(resolved),
        introductions_(introductions) {}

  /// Changes rows before they are read.
  using Amend = std::function<void(Node::Array& rows)>;
  static constexpr std::size_t kMaxRows = 500'000;

  /// @param most how many rows there may be
  /// @throws InputError: more than `most`, with all faults found so far; no row is read then
  template <class Read>
  void each(const std::string& name, const std::string& file_key, const std::string& meaning,
            const Read& read, std::size_t most = kMaxRows, const Amend& amend = {}) {
    CsvHeader header;
    Node::Array written = rows_of(name, file_key, meaning, header, most);
    if (written.size() > most) refuse(most, name, written[most].where, written.size());
    if (amend) amend(written);
    Node::Array rows;
    for (const Node& node : written) row(name, node, header, read, rows);
    header.report_faults(name, diagnostics_);
    resolved_.table()[name] = Node{std::move(rows), {}};
  }

 private:
  /// Those of the CSV file, whose header goes to `header`, then those of the scenario.
  Node::Array rows_of(const std::string& name, const std::string& file_key,
                      const std::string& meaning, CsvHeader& header, std::size_t most) {
    Node::Array rows;
    const std::string file = world_.text(file_key, "", meaning);
    if (!file.empty()) {
      const std::filesystem::path base = world_.where(file_key).file;
      const CsvTable table(base.parent_path() / file, world_.where(file_key), diagnostics_, most);
      if (const auto& excess = table.excess()) refuse(most, name, excess->where, excess->n_rows);
      for (std::size_t i = 0; i < table.n_rows(); ++i) rows.push_back(table.row(i));
      header = table.header();
    }
    const Node* list = scenario_.find(name);
    if (list == nullptr) return rows;
    if (list->is_array()) {
      rows.insert(rows.end(), list->array().begin(), list->array().end());
    } else {
      diagnostics_.add(list->where, fmt::format("{}: expected an array of tables [[{}]], found {}",
                                                name, name, list->kind_name()));
    }
    return rows;
  }

  void refuse(std::size_t most, const std::string& name, const Source& where, std::size_t found) {
    diagnostics_.add(where, fmt::format("{}: at most {} rows, found {}", name, most, found));
    diagnostics_.throw_if_any();
  }

  template <class Read>
  void row(const std::string& name, const Node& node, CsvHeader& header, const Read& read,
           Node::Array& rows) {
    if (!node.is_table()) {
      diagnostics_.add(node.where,
                       fmt::format("{}: expected a table, found {}", name, node.kind_name()));
      return;
    }
    Settings settings(&node, name, &diagnostics_, header);
    read(settings);
    settings.finish();
    if (header.heads(node)) header.meet(settings.introduced());
    rows.push_back(settings.resolved());
    if (introductions_ != nullptr) (*introductions_)[name].push_back(settings.introduced());
  }

  const Node& scenario_;
  Settings& world_;
  Diagnostics& diagnostics_;
  Node& resolved_;
  RowSettings* introductions_;
};

}  // namespace sojourn
