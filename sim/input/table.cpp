#include "sim/input/table.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

constexpr std::uintmax_t kMaxBytes = 256 * 1024 * 1024;
constexpr std::size_t kMaxRowFaults = 20;  // a wrong separator spoils every row alike

/// The whole of `text` as a number of type T.
template <typename T>
std::optional<T> parse_number(std::string_view text) {
  T number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

struct Cell {
  std::string text;
  int line = 0;
  int column = 0;
};

using Row = std::vector<Cell>;

/// Feeds libcsv byte by byte and so knows where each cell begins.
class CsvParser {
 public:
  CsvParser() {
    // Strict: a stray or missing quote is a fault, not a guess.
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
  }
  ~CsvParser() { csv_free(&parser_); }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;

  /// Why `text` is no CSV; empty if it is.
  std::string parse(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!feed(text[i])) return "a quote within a cell; quote the whole cell and double the quote";
      advance(text[i], i + 1 < text.size() ? text[i + 1] : '\0');
    }
    if (csv_fini(&parser_, on_cell, on_row, this) == 0) return {};
    line_ = cell_line_;
    column_ = cell_column_;
    return "this cell's quote is never closed";
  }

  std::vector<Row>& rows() { return rows_; }
  int line() const { return line_; }
  int column() const { return column_; }

 private:
  bool feed(char c) {
    const bool opens = !in_cell_ && c != ' ' && c != '\t';
    if (opens) {
      in_cell_ = true;
      cell_line_ = line_;
      cell_column_ = column_;
    }
    const bool fed = csv_parse(&parser_, &c, 1, on_cell, on_row, this) == 1;
    if (opens && (c == '\n' || c == '\r')) in_cell_ = false;  // no cell: an empty line
    return fed;
  }

  void advance(char c, char next) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n' || (c == '\r' && next != '\n')) {
      ++line_;
      column_ = 1;
    } else if ((byte & 0xC0U) != 0x80U) {  // columns count characters
      ++column_;
    }
  }

  static void on_cell(void* text, std::size_t length, void* self) {
    auto& parser = *static_cast<CsvParser*>(self);
    // A last cell that ends with the file may have no byte of its own.
    if (!parser.in_cell_) {
      parser.cell_line_ = parser.line_;
      parser.cell_column_ = parser.column_;
    }
    parser.row_.push_back({std::string(static_cast<const char*>(text), length), parser.cell_line_,
                           parser.cell_column_});
    parser.in_cell_ = false;
  }

  static void on_row(int /*terminator*/, void* self) {
    auto& parser = *static_cast<CsvParser*>(self);
    parser.rows_.push_back(std::move(parser.row_));
    parser.row_.clear();
  }

  csv_parser parser_{};
  std::vector<Row> rows_;
  Row row_;
  int line_ = 1;
  int column_ = 1;
  int cell_line_ = 1;
  int cell_column_ = 1;
  bool in_cell_ = false;
};

/// Turns rows of cells into tables by the header's names.
class RowReader {
 public:
  RowReader(const std::string& file, const Row& header, Diagnostics& diagnostics)
      : file_(file), header_(header), diagnostics_(diagnostics) {}

  bool header_is_good() {
    bool good = true;
    std::map<std::string, const Cell*> seen;
    for (const Cell& cell : header_) {
      const auto [first, fresh] = seen.emplace(cell.text, &cell);
      if (cell.text.empty()) {
        diagnostics_.add(source(cell), "a column has no name");
      } else if (!fresh) {
        diagnostics_.add(source(cell),
                         fmt::format("column {} appears twice, first at {}:{}", shown(cell),
                                     first->second->line, first->second->column));
      }
      good = good && fresh && !cell.text.empty();
    }
    return good;
  }

  bool fits(const Row& row) {
    if (row.size() == header_.size()) return true;
    ++n_faults_;
    if (n_faults_ > kMaxRowFaults) return false;
    const bool few = row.size() < header_.size();
    const std::string names =
        few ? names_from(header_, row.size()) : names_from(row, header_.size());
    diagnostics_.add(source(few ? row.front() : row[header_.size()]),
                     fmt::format("row has {} cells, the header has {}; {}: {}", row.size(),
                                 header_.size(), few ? "missing" : "surplus", names));
    return false;
  }

  void report_rest() {
    if (n_faults_ <= kMaxRowFaults) return;
    diagnostics_.add(
        {file_}, fmt::format("{} more rows do not match the header", n_faults_ - kMaxRowFaults));
  }

  bool found_faults() const { return n_faults_ > 0; }

  Node read(const Row& row) const {
    Node::Table table;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].text.empty()) table.emplace(header_[i].text, value(row[i]));
    }
    return {std::move(table), source(row.front())};
  }

 private:
  Source source(const Cell& cell) const { return {file_, cell.line, cell.column}; }

  static std::string shown(const Cell& cell) { return inline_toml(Node{cell.text, {}}); }

  static std::string names_from(const Row& cells, std::size_t first) {
    std::string names;
    for (std::size_t i = first; i < cells.size(); ++i) {
      names += (names.empty() ? "" : ", ") + toml_key(cells[i].text);
    }
    return names;
  }

  Node value(const Cell& cell) const {
    if (const auto integer = parse_number<std::int64_t>(cell.text)) return {*integer, source(cell)};
    const auto real = parse_number<double>(cell.text);
    if (real && std::isfinite(*real)) return {*real, source(cell)};
    return {cell.text, source(cell)};
  }

  const std::string& file_;
  const Row& header_;
  Diagnostics& diagnostics_;
  std::size_t n_faults_ = 0;
};

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& file, Source named_at, Diagnostics& diagnostics) {
  const std::optional<std::string> text = read_text(file, kMaxBytes, named_at, diagnostics);
  if (!text) return;
  const std::string name = file.string();
  CsvParser parser;
  if (const std::string fault = parser.parse(*text); !fault.empty()) {
    diagnostics.add({name, parser.line(), parser.column()}, fault);
    return;
  }
  std::vector<Row>& rows = parser.rows();
  if (rows.empty()) {
    diagnostics.add({name}, "expected a header row, found only blanks");
    return;
  }
  RowReader reader(name, rows.front(), diagnostics);
  if (!reader.header_is_good()) return;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (reader.fits(rows[i])) rows_.push_back(reader.read(rows[i]));
    Row().swap(rows[i]);
  }
  reader.report_rest();
  if (reader.found_faults()) rows_.clear();
}

}  // namespace sojourn
