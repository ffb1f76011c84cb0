#include "sim/input/csv/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/input/csv/parser.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn {

namespace {

constexpr std::uintmax_t kMaxTableBytes = 256 * 1024 * 1024;

std::string names_from(const CellRow& cells, std::size_t first) {
  std::string names;
  for (std::size_t i = first; i < cells.size(); ++i) {
    names += (names.empty() ? "" : ", ") + toml_key(cells[i].text);
  }
  return names;
}

/// Where cells are not separated by commas, one cell such as "0,5" tells that commas are decimal.
bool has_decimal_commas(const std::vector<CellRow>& rows, char separator) {
  if (separator == ',') return false;
  return std::ranges::any_of(rows, [](const CellRow& row) {
    return std::ranges::any_of(row, [](const Cell& c) { return has_decimal_comma(c.text); });
  });
}

/// Turns rows of cells into tables by the header's names.
class TableMaker {
 public:
  TableMaker(const std::string& file, const std::vector<CellRow>& rows, char separator,
             Diagnostics& diagnostics)
      : file_(file),
        header_(rows.front()),
        separator_(separator),
        decimal_comma_(has_decimal_commas(rows, separator)),
        diagnostics_(diagnostics) {}

  bool header_is_good() {
    bool good = true;
    std::map<std::string, const Cell*> seen;
    for (const Cell& cell : header_) {
      const auto [first, fresh] = seen.emplace(cell.text, &cell);
      if (fresh || cell.text.empty()) continue;
      diagnostics_.add(source(cell), fmt::format("column {} appears twice, first at {}:{}",
                                                 inline_toml(Node{cell.text, {}}),
                                                 first->second->line, first->second->column));
      good = false;
    }
    return good;
  }

  std::vector<CsvColumn> columns() const {
    std::vector<CsvColumn> columns;
    for (const Cell& cell : header_) columns.push_back({cell.text, source(cell)});
    return columns;
  }

  bool fits(const CellRow& row) {
    if (row.size() == header_.size()) return true;
    const bool few = row.size() < header_.size();
    const std::string names =
        few ? names_from(header_, row.size()) : names_from(row, header_.size());
    diagnostics_.add(source(few ? row.front() : row[header_.size()]),
                     fmt::format("row has {} cells, the header has {}{}; {}: {}", row.size(),
                                 header_.size(), separated(), few ? "missing" : "surplus", names));
    return false;
  }

  Node read(const CellRow& row) const {
    Node::Table table;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string_view text = trimmed(row[i].text);
      if (!text.empty() && !header_[i].text.empty()) {
        table.emplace(header_[i].text, value(text, source(row[i])));
      }
    }
    return {std::move(table), source(row.front())};
  }

 private:
  Source source(const Cell& cell) const { return {file_, cell.line, cell.column}; }

  std::string separated() const {
    switch (separator_) {
      case '\t':
        return ", separated by tabs";
      case ';':
        return ", separated by semicolons";
      case '|':
        return ", separated by bars";
      default:
        return {};
    }
  }

  Node value(std::string_view text, const Source& where) const {
    return decimal_comma_ ? untyped_value_with_comma(text, where) : untyped_value(text, where);
  }

  const std::string& file_;
  const CellRow& header_;
  char separator_;
  bool decimal_comma_;
  Diagnostics& diagnostics_;
};

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& file, const Source& named_at,
                   Diagnostics& diagnostics, std::size_t most) {
  std::optional<std::string> text = read_text(file, kMaxTableBytes, named_at, diagnostics);
  if (!text) return;
  if (text->empty()) {
    refuse_file(file, named_at, "it is empty", diagnostics);
    return;
  }
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);  // byte order mark
  const std::string name = file.string();
  separator_ = separator_of(*text);
  CsvParser parser(separator_, most + 2);  // with the header and the first that is too many
  if (const std::string fault = parser.parse(*text); !fault.empty()) {
    diagnostics.add({name, parser.line(), parser.column()}, fault);
    return;
  }
  std::vector<CellRow>& rows = parser.rows();
  if (rows.empty()) {
    diagnostics.add({name, 1, 1}, "expected a header row, found only blanks");
    return;
  }
  if (parser.n_rows() > most + 1) {
    excess_ = {{name, rows.back().front().line, rows.back().front().column}, parser.n_rows() - 1};
    return;
  }
  TableMaker maker(name, rows, separator_, diagnostics);
  if (!maker.header_is_good()) return;
  columns_ = maker.columns();
  bool all_fit = true;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const bool fit = maker.fits(rows[i]);
    if (fit) rows_.push_back(maker.read(rows[i]));
    all_fit = all_fit && fit;
    CellRow().swap(rows[i]);
  }
  if (!all_fit) rows_.clear();
}

}  // namespace sojourn
