#include "tools/sojourn/read/export_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <span>
#include <variant>

namespace sojourn::command {

namespace {

constexpr std::size_t kRowsPerRead = std::size_t{1} << 14;  // of tables, whose cells may be texts
constexpr std::size_t kBytesPerWrite = std::size_t{1} << 16;

using Cells =
    std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>>;

Cells read(const RunFile& run, const StoredDataset& dataset, std::size_t first, std::size_t count) {
  if (dataset.type == ColumnType::kInteger) return run.integers(dataset.name, first, count);
  if (dataset.type == ColumnType::kReal) return run.reals(dataset.name, first, count);
  return run.texts(dataset.name, first, count);
}

// ---- what there is ----

std::string group_of(const std::string& name) {
  return name.substr(0, std::min(name.size(), name.find('/')));
}

std::string last_part(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

/// Columns of a table of the file lie in a group and share its axis `row`, which has no
/// coordinates.
bool is_column(const StoredDataset& dataset) {
  return dataset.name.find('/') != std::string::npos &&
         dataset.axes == std::vector<std::string>{"row"};
}

ExportColumn::Type type_of(ColumnType type) {
  if (type == ColumnType::kText) return ExportColumn::Type::kText;
  return type == ColumnType::kReal ? ExportColumn::Type::kReal : ExportColumn::Type::kInteger;
}

bool is_date(const StoredDataset& axis) {
  return axis.units.starts_with("days since ");
}

ExportColumn axis_column(const RunFile& run, const std::string& name) {
  const StoredDataset* axis = run.find(name);
  if (!axis) return {name, ExportColumn::Type::kInteger, "1", "position"};
  if (is_date(*axis)) return {name, ExportColumn::Type::kDate, "1", axis->long_name};
  return {name, type_of(axis->type), axis->units, axis->long_name};
}

ExportTable table_of_cells(const RunFile& run, const StoredDataset& dataset) {
  ExportTable table{dataset.name, dataset.long_name, {dataset}, true, {}};
  for (const std::string& axis : dataset.axes) table.columns.push_back(axis_column(run, axis));
  table.columns.push_back({"value", type_of(dataset.type), dataset.units, dataset.long_name});
  return table;
}

void add_column(const RunFile& run, const StoredDataset& dataset,
                std::vector<ExportTable>& tables) {
  const std::string group = group_of(dataset.name);
  if (tables.empty() || tables.back().name != group) {
    const FileAttributes told = run.attributes_of(group);
    const auto meaning = told.find("long_name");
    tables.push_back(
        {group, meaning == told.end() ? group : to_string(meaning->second), {}, false, {}});
  }
  tables.back().parts.push_back(dataset);
  tables.back().columns.push_back(
      {last_part(dataset.name), type_of(dataset.type), dataset.units, dataset.long_name});
}

// ---- rows ----

/// Gathers text and passes it on in blocks.
class Blocks {
 public:
  explicit Blocks(std::ostream& out) : out_(out) {}
  ~Blocks() { pass_on(); }
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;

  fmt::memory_buffer& buffer() { return buffer_; }
  void end_row() {
    if (buffer_.size() >= kBytesPerWrite) pass_on();
  }
  bool good() const { return out_.good(); }

 private:
  void pass_on() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

  std::ostream& out_;
  fmt::memory_buffer buffer_;
};

void append(std::string_view text, fmt::memory_buffer& to) {
  to.append(text.data(), text.data() + text.size());
}

void append_cell(std::int64_t cell, const RowFormat&, fmt::memory_buffer& to) {
  const fmt::format_int digits(cell);
  append({digits.data(), digits.size()}, to);
}

void append_cell(double cell, const RowFormat& format, fmt::memory_buffer& to) {
  if (std::isfinite(cell)) {
    append(fmt::format("{}", cell), to);
  } else if (std::isnan(cell) || format.infinity.empty()) {
    append(format.not_a_number, to);
  } else {
    append(cell < 0 ? "-" : "", to);
    append(format.infinity, to);
  }
}

void append_cell(const std::string& cell, const RowFormat& format, fmt::memory_buffer& to) {
  append(format.text(cell), to);
}

bool is_zero(const std::string&) {
  return false;
}
template <class Number>
bool is_zero(Number cell) {
  return cell == 0;
}

/// The cells of one dataset, one row each. The words of its axes are made once.
class CellRows {
 public:
  CellRows(const RunFile& run, const ExportTable& table, const RowFormat& format, bool nonzero,
           Blocks& out)
      : run_(run), dataset_(table.parts.front()), format_(format), nonzero_(nonzero), out_(out) {
    for (std::size_t i = 0; i < dataset_.axes.size(); ++i) words_.push_back(words_of(table, i));
  }

  void write() {
    if (dataset_.n_cells() == 0) return;
    const std::size_t step = dataset_.slices_per_read();
    for (std::size_t first = 0; first < dataset_.n_slices() && out_.good(); first += step) {
      const std::size_t count = std::min(step, dataset_.n_slices() - first);
      std::visit([&](const auto& cells) { write_slices(cells, first, count); },
                 read(run_, dataset_, first, count));
    }
  }

 private:
  /// What a row holds of axis `i`, by coordinate: the cell with what stands before it.
  std::vector<std::string> words_of(const ExportTable& table, std::size_t i) const {
    std::vector<std::string> words = run_.labels(dataset_.axes[i]);
    words.reserve(dataset_.shape[i]);
    while (words.size() < dataset_.shape[i]) words.push_back(std::to_string(words.size()));
    words.resize(dataset_.shape[i]);
    for (std::string& word : words) {
      constexpr std::size_t kMonth = std::string_view("2014-01").size();
      const ExportColumn::Type type = table.columns[i].type;
      if (type == ExportColumn::Type::kDate && word.size() == kMonth) word += "-01";
      const bool number = type == ExportColumn::Type::kInteger || type == ExportColumn::Type::kReal;
      word = format_.before[i] + (number ? word : format_.text(word));
    }
    return words;
  }

  template <class T>
  void write_slices(const std::vector<T>& cells, std::size_t first, std::size_t count) {
    const T* next = cells.data();
    std::string line;
    if (dataset_.shape.empty()) return write_row(line, *next);
    for (std::size_t slice = first; slice < first + count; ++slice) {
      line = words_[0][slice];
      write_below(1, line, next);
    }
  }

  /// All cells below one coordinate of the axes before `axis`; `next` is the first of them.
  template <class T>
  void write_below(std::size_t axis, std::string& line, const T*& next) {
    if (axis == words_.size()) return write_row(line, *next++);
    const std::size_t length = line.size();
    for (const std::string& word : words_[axis]) {
      line += word;
      write_below(axis + 1, line, next);
      line.resize(length);
    }
  }

  template <class T>
  void write_row(const std::string& line, const T& cell) {
    if (nonzero_ && is_zero(cell)) return;
    append(line, out_.buffer());
    append(format_.before.back(), out_.buffer());
    append_cell(cell, format_, out_.buffer());
    append(format_.after, out_.buffer());
    out_.end_row();
  }

  const RunFile& run_;
  const StoredDataset& dataset_;
  const RowFormat& format_;
  bool nonzero_;
  Blocks& out_;
  std::vector<std::vector<std::string>> words_;  // by axis and coordinate
};

void write_table(const RunFile& run, const ExportTable& table, const RowFormat& format,
                 Blocks& out) {
  for (std::size_t first = 0; first < table.n_rows() && out.good(); first += kRowsPerRead) {
    const std::size_t count = std::min(kRowsPerRead, table.n_rows() - first);
    std::vector<Cells> columns;
    for (const StoredDataset& part : table.parts) {
      columns.push_back(read(run, part, first, count));
    }
    for (std::size_t row = 0; row < count; ++row) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        append(format.before[i], out.buffer());
        std::visit([&](const auto& cells) { append_cell(cells[row], format, out.buffer()); },
                   columns[i]);
      }
      append(format.after, out.buffer());
      out.end_row();
    }
  }
}

}  // namespace

std::size_t ExportTable::n_rows() const {
  if (one_row_per_cell) return parts.front().n_cells();
  const auto shorter = [](const StoredDataset& a, const StoredDataset& b) {
    return a.n_cells() < b.n_cells();
  };
  return std::ranges::min_element(parts, shorter)->n_cells();
}

std::vector<ExportTable> export_tables_of(const RunFile& run) {
  std::vector<ExportTable> tables;
  for (const StoredDataset& dataset : run.datasets()) {
    if (is_column(dataset)) {
      add_column(run, dataset, tables);
    } else if (!dataset.is_axis) {
      tables.push_back(table_of_cells(run, dataset));
    }
  }
  return tables;
}

void write_rows(const RunFile& run, const ExportTable& table, const RowFormat& format, bool nonzero,
                std::ostream& out) {
  Blocks blocks(out);
  if (table.one_row_per_cell) {
    CellRows(run, table, format, nonzero, blocks).write();
  } else {
    write_table(run, table, format, blocks);
  }
}

}  // namespace sojourn::command
