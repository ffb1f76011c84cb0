#pragma once

#include <csv.h>

#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// A cell of a CSV file and where it begins.
struct Cell {
  std::string text;
  int line = 0;
  int column = 0;
};

using CellRow = std::vector<Cell>;

/// What separates the cells of the first line that is neither blank nor a comment: the most
/// frequent of comma, semicolon and tab outside quotes, the comma where there is none.
char separator_of(std::string_view csv);

/// Feeds libcsv byte by byte and so knows where each cell begins. Lines that begin with `#` are
/// comments.
class CsvParser {
 public:
  /// @param most rows that are kept, the header among them; others are counted
  explicit CsvParser(char separator, std::size_t most = std::string::npos);
  ~CsvParser() { csv_free(&parser_); }
  CsvParser(const CsvParser&) = delete;
  CsvParser& operator=(const CsvParser&) = delete;

  /// Why `text` is no CSV; empty if it is.
  std::string parse(std::string_view text);

  std::vector<CellRow>& rows() { return rows_; }
  /// Those that are not kept, too.
  std::size_t n_rows() const { return n_rows_; }
  int line() const { return line_; }
  int column() const { return column_; }

 private:
  bool feed(char c);
  void advance(char c, char next);
  static void on_cell(void* text, std::size_t length, void* self);
  static void on_row(int terminator, void* self);

  csv_parser parser_{};
  char separator_;
  std::size_t most_;
  std::size_t n_rows_ = 0;
  std::vector<CellRow> rows_;
  CellRow row_;
  int line_ = 1;
  int column_ = 1;
  int cell_line_ = 1;
  int cell_column_ = 1;
  bool in_cell_ = false;
};

}  // namespace sojourn
