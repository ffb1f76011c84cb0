#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sim/record/dataset_info.hpp"
#include "sim/record/h5.hpp"

namespace sojourn {

/// A dataset as it lies in a run file.
struct StoredDataset {
  std::string name;  // "stock", or "events/tick" for a column of a table
  ColumnType type = ColumnType::kInteger;
  std::vector<std::string> axes;  // one name per dimension
  std::vector<std::size_t> shape;
  std::string units;
  std::string long_name;
  bool is_axis = false;  // the coordinates of an axis of its own name

  std::size_t n_cells() const;
  /// Cells of one step along the first dimension; 1 for a single number.
  std::size_t slice_cells() const;
  std::size_t n_slices() const { return shape.empty() ? 1 : shape.front(); }
  /// As many slices as are read at once, so that no reader holds a whole dataset; at least 1.
  std::size_t slices_per_read() const;
};

using FileAttributes = std::map<std::string, AttributeValue>;

/// A run file, or a file of the same make (`format` tells), open for reading. All reads throw
/// ReadError, which names the path.
class RunFile {
 public:
  /// @throws ReadError: no such file, no run file, truncated, of a later format
  explicit RunFile(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  /// In the order in which they were declared; columns of tables among them.
  const std::vector<StoredDataset>& datasets() const { return datasets_; }
  /// Null if there is none of that name.
  const StoredDataset* find(const std::string& name) const;

  /// All cells, row-major. Texts are only for datasets of texts, numbers only for those of numbers.
  std::vector<double> reals(const std::string& name) const;
  std::vector<std::int64_t> integers(const std::string& name) const;
  std::vector<std::string> texts(const std::string& name) const;
  /// Slices [first, first + count) along the first dimension.
  std::vector<double> reals(const std::string& name, std::size_t first, std::size_t count) const;
  std::vector<std::int64_t> integers(const std::string& name, std::size_t first,
                                     std::size_t count) const;
  std::vector<std::string> texts(const std::string& name, std::size_t first,
                                 std::size_t count) const;

  /// Words for each coordinate of an axis: its label, date ("days since" axes) or number; nothing
  /// for the rows of a table.
  std::vector<std::string> labels(const std::string& axis) const;

  const FileAttributes& attributes() const { return attributes_; }
  const FileAttributes& provenance() const { return provenance_; }
  /// FileAttributes of a dataset, without those that only tie it to its axes.
  FileAttributes attributes_of(const std::string& name) const;
  /// Text of a root attribute; empty if there is none.
  std::string attribute_text(const std::string& name) const;
  /// "unfinished: 64 of 132 ticks" where what was asked for is not all there; empty where it is.
  std::string unfinished() const;

 private:
  void check_format() const;
  void list_group(const std::string& group);
  template <class T>
  std::vector<T> read(const std::string& name, std::size_t first, std::size_t count) const;
  template <class Act>
  auto guarded(Act act) const;

  std::filesystem::path path_;
  h5::Handle file_;
  std::vector<StoredDataset> datasets_;
  FileAttributes attributes_;
  FileAttributes provenance_;
};

/// "42", "0.5" or the text itself.
std::string to_string(const AttributeValue& value);

}  // namespace sojourn
