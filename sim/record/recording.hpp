#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/record/dataset_info.hpp"
#include "sim/record/output_file.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/scales.hpp"

namespace sojourn {

/// A group of columns and the dimension of their rows.
struct StoredTable {
  std::string name;
  h5::Handle group;
  std::unique_ptr<Dimension> rows;
  std::vector<ColumnType> types;
  std::vector<std::unique_ptr<Growing>> columns;
};

/// A run file while it is written: what is open in it. Members close in reverse order, the file
/// last.
struct Recording {
  Recording(const std::filesystem::path& final_path, bool replace)
      : path(final_path),
        force(replace),
        part(part_of(path, replace, PartKind::kRun)),
        output(part) {}

  /// Runs `act` inside HDF5 and turns its failures into WriteError.
  template <class Act>
  auto guarded(Act act) {
    h5::Session session;
    try {
      if constexpr (std::is_void_v<decltype(act())>) {
        act();
        output.throw_if_failed();
      } else {
        auto result = act();
        output.throw_if_failed();
        return result;
      }
    } catch (const h5::Error& error) {
      output.throw_if_failed();
      throw WriteError(fmt::format("cannot write {}: {}", part.string(), error.what()));
    }
  }

  void claim_name(const std::string& name);
  std::int32_t next_dimension_id() { return n_dimensions++; }
  Dimension& dimension(std::string_view name);
  Dimension& time_axis(std::string_view name);
  std::vector<Dimension*> dimensions_of(const DatasetInfo& info);
  h5::Shape shape_of(const std::vector<Dimension*>& axes, std::size_t from);
  void check_complete();
  void store();
  void close_objects();

  struct StoredSeries {
    std::unique_ptr<Growing> data;
    Dimension* steps;
  };

  std::filesystem::path path;
  bool force;
  std::filesystem::path part;
  h5::OutputFile output;
  std::vector<std::string> names;   // of axes, datasets, groups and tables
  std::vector<std::string> groups;  // that may hold datasets
  std::map<std::string, Dimension, std::less<>> dimensions;
  std::vector<StoredSeries> series;
  std::vector<StoredTable> tables;
  std::vector<std::pair<std::string, AttributeValue>> provenance;
  std::int32_t n_dimensions = 0;
  int n_ticks = 0;
};

}  // namespace sojourn
