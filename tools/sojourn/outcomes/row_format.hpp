#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sojourn::command {

/// How rows look: what stands before each cell and after the last, and how a text is written.
struct RowFormat {
  std::vector<std::string> before;  // by column
  std::string after;
  std::string (*text)(const std::string&);
  std::string_view not_a_number;
  std::string_view infinity;  // without its sign
};

/// RFC 4180 with line feeds; texts are quoted where they must be, or hold a '#'.
RowFormat csv_format(const std::vector<std::string>& columns);

/// An object per line, as JSON Lines and NDJSON have it.
RowFormat json_lines_format(const std::vector<std::string>& columns);

/// A text as a cell of a CSV file.
std::string csv_text(const std::string& text);

/// Alike, behind a "'" where a spreadsheet would take it for a formula.
std::string safe_csv_text(const std::string& text);

}  // namespace sojourn::command
