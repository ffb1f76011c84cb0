#include "sim/input/csv/parser.hpp"

#include <algorithm>
#include <utility>

#include "sim/input/text/characters.hpp"

namespace sojourn {

namespace {

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

int is_blank(unsigned char c) {
  return c == ' ' ? 1 : 0;
}

int is_blank_or_tab(unsigned char c) {
  return c == ' ' || c == '\t' ? 1 : 0;
}

/// How often `c` stands in a line outside of quotes.
std::size_t count_outside_quotes(std::string_view line, char c) {
  std::size_t n = 0;
  bool quoted = false;
  for (const char each : line) {
    if (each == '"') quoted = !quoted;
    if (each == c && !quoted) ++n;
  }
  return n;
}

constexpr std::string_view kSeparators = ",;\t|";

/// What spreadsheets write before the header, "sep=;": the separator; else NUL.
char told_separator(std::string_view csv) {
  constexpr std::string_view kBefore = "sep=";
  if (!csv.starts_with(kBefore) || csv.size() < kBefore.size() + 2) return '\0';
  const char told = csv[kBefore.size()];
  const bool known = kSeparators.find(told) != kSeparators.npos;
  return known && ends_line(csv[kBefore.size() + 1]) ? told : '\0';
}

}  // namespace

char separator_of(std::string_view csv) {
  if (const char told = told_separator(csv); told != '\0') return told;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find_first_of("\r\n"), csv.size());
    const std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (trimmed(line).empty() || trimmed(line).front() == '#') continue;
    const auto count = [line](char c) { return count_outside_quotes(line, c); };
    return std::ranges::max(kSeparators, {}, count);
  }
  return ',';
}

CsvParser::CsvParser(char separator, std::size_t most) : separator_(separator), most_(most) {
  // Strict: a stray or missing quote is a fault, not a guess.
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  csv_set_space_func(&parser_, separator == '\t' ? is_blank : is_blank_or_tab);
}

std::string CsvParser::parse(std::string_view text) {
  bool comment = told_separator(text) != '\0';  // says how to read, and is no row
  for (std::size_t i = 0; i < text.size(); ++i) {
    comment = (comment || (text[i] == '#' && row_.empty() && !in_cell_)) && !ends_line(text[i]);
    if (!comment && !feed(text[i])) {
      return "a quote within a cell; quote the whole cell and double the quote";
    }
    advance(text[i], i + 1 < text.size() ? text[i + 1] : '\0');
  }
  if (csv_fini(&parser_, on_cell, on_row, this) == 0) return {};
  line_ = cell_line_;
  column_ = cell_column_;
  return "this cell's quote is never closed";
}

bool CsvParser::feed(char c) {
  const bool blank = c == ' ' || (c == '\t' && separator_ != '\t');
  const bool opens = !in_cell_ && !blank;
  if (opens) {
    in_cell_ = true;
    cell_line_ = line_;
    cell_column_ = column_;
  }
  const bool fed = csv_parse(&parser_, &c, 1, on_cell, on_row, this) == 1;
  if (opens && ends_line(c)) in_cell_ = false;  // no cell: an empty line
  return fed;
}

void CsvParser::advance(char c, char next) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '\n' || (c == '\r' && next != '\n')) {
    ++line_;
    column_ = 1;
  } else if ((byte & 0xC0U) != 0x80U) {  // columns count characters
    ++column_;
  }
}

void CsvParser::on_cell(void* text, std::size_t length, void* self) {
  auto& parser = *static_cast<CsvParser*>(self);
  // A last cell that ends with the file may have no byte of its own.
  if (!parser.in_cell_) {
    parser.cell_line_ = parser.line_;
    parser.cell_column_ = parser.column_;
  }
  const std::size_t kept = parser.rows_.size() < parser.most_ ? length : 0;
  parser.row_.push_back(
      {std::string(static_cast<const char*>(text), kept), parser.cell_line_, parser.cell_column_});
  parser.in_cell_ = false;
}

void CsvParser::on_row(int /*terminator*/, void* self) {
  auto& parser = *static_cast<CsvParser*>(self);
  ++parser.n_rows_;
  if (parser.rows_.size() < parser.most_) parser.rows_.push_back(std::move(parser.row_));
  parser.row_.clear();
}

}  // namespace sojourn
