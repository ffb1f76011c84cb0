#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/record/dataset_info.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn {

class Journal;
struct Recording;
class SeriesSink;
using RowValue = std::variant<std::int64_t, double, std::string>;

/// A dataset that grows by one slice per step of its first axis. T: int32_t, int64_t or double.
template <class T>
struct Series {
  std::size_t index = 0;
};

/// A table that grows by rows.
struct Table {
  std::size_t index = 0;
};

/// Writes one run file. Declare axes, series and tables; then per tick `step`, `append` to every
/// series of that axis, `append_row`, `end_tick`; at last `finish`. Until then all goes to
/// `<path>.part`, which the destructor removes.
///
/// Equal calls make equal bytes, but for what `provenance` was given. Recording is buffered: a call
/// that does not fill a chunk only copies. Different recorders may be used from different threads.
/// Failures to write throw WriteError; misuse (undeclared axis, wrong slice length, a series left
/// out of a step) throws std::logic_error.
class Recorder {
 public:
  /// Opens `<path>.part`, which must not exist unless `force`, and never while another process
  /// writes it.
  /// @throws OutputExists: `path` or the part file is there and `force` is false
  /// `format` names the kind of file.
  /// @throws WriteError: the file cannot be made, or `path` is no regular file
  Recorder(const std::filesystem::path& path, bool force,
           const std::string& format = "sojourn-run");
  /// Writes no file: axes and series go to `sink`, which must outlive this, and all else nowhere.
  explicit Recorder(SeriesSink& sink);
  ~Recorder();
  Recorder(Recorder&&) noexcept;
  Recorder& operator=(Recorder&&) noexcept;

  /// An axis of fixed length, at least 1.
  void add_axis(const Axis& axis);
  /// An axis that `step` extends; its coordinates are doubles. xarray turns them into dates if
  /// `units` is "days since 2014-01-01" (months it cannot decode); a year axis has units "1".
  void add_time_axis(const std::string& name, const std::string& units,
                     const std::string& long_name);

  /// A dataset whose first axis is a time axis and whose others are fixed.
  template <class T>
  Series<T> add_series(const DatasetInfo& info);
  /// Adds the slice of the axis's latest step: row-major over the series' other axes.
  template <class T>
  void append(Series<T> series, std::type_identity_t<std::span<const T>> slice);
  /// Adds a number to a series without other axes.
  template <class T>
  void append(Series<T> series, std::type_identity_t<T> value) {
    append(series, std::span<const T>(&value, 1));
  }

  /// A dataset over fixed axes (or none: one number), whole: row-major.
  /// T: int32_t, int64_t, double or std::string; `write<double>(info, vector)`.
  template <class T>
  void write(const DatasetInfo& info, std::type_identity_t<std::span<const T>> values);

  /// A group in which datasets of fixed axes can be written, as "GROUP/NAME".
  void add_group(const std::string& name, const std::string& long_name);
  /// A group `name` of columns that share the growing axis `row`.
  Table add_table(const std::string& name, const std::string& long_name,
                  const std::vector<Column>& columns);
  /// One cell per column, each of its column's type.
  void append_row(Table table, std::vector<RowValue> row);

  /// Root attribute; `title`, `seed`, `start`, `tick`, `scenario` are expected. `format` and
  /// `format_version` are written by the recorder itself.
  void attribute(const std::string& name, const AttributeValue& value);
  /// Attribute of the group /provenance, the one part that may differ between equal runs.
  void provenance(const std::string& name, const AttributeValue& value);

  /// Begins the next step of a time axis, at coordinate `value` (the start of the tick or year).
  void step(std::string_view time_axis, double value);
  /// Flushes on every 32nd call: what an interrupted process leaves in the part file is then at
  /// most that old. Counted, not timed, so that files stay byte-equal.
  void end_tick();
  /// Brings everything recorded so far to the part file.
  void flush();
  /// From now on every row is noted in `journal`, too, which must outlive this; null: no longer.
  void keep(Journal* journal) { journal_ = journal; }
  /// Closes the file and gives it its final name. The recorder is then spent.
  /// @throws WriteError (OutputExists if a file appeared meanwhile); nothing is left behind
  void finish();

  /// The final name.
  const std::filesystem::path& path() const;

 private:
  std::unique_ptr<Recording> file_;
  SeriesSink* sink_ = nullptr;
  Journal* journal_ = nullptr;
};

}  // namespace sojourn
