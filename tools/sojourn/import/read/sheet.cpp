#include "tools/sojourn/import/read/sheet.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "sim/input/text/characters.hpp"
#include "sim/input/untyped.hpp"
#include "tools/sojourn/import/read/encoding.hpp"

namespace sojourn::intake {

namespace {

constexpr std::uintmax_t kMaxBytes = 512UL * 1024 * 1024;
constexpr std::size_t kHeadLines = 60;  // among which the header stands

/// Some publishers write Latin-1; a file that begins as UTF-16 does is left to `read_text`.
std::optional<std::string> latin_text(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return {};
  if (std::filesystem::file_size(file, error) > kMaxBytes) return {};
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!stream || wide || bytes.find('\0') != bytes.npos || is_utf8(bytes)) return {};
  return from_windows_1252(bytes);
}

/// What separates the cells of the line that has most of them: lines above the header may have
/// none.
char separator_among(std::string_view text) {
  std::string head;
  std::size_t most = 0;
  char best = ',';
  for (std::size_t n = 0; n < kHeadLines && !text.empty(); ++n) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const char separator = separator_of(line);
    const auto count = static_cast<std::size_t>(std::ranges::count(line, separator));
    if (count <= most) continue;
    most = count;
    best = separator;
  }
  return best;
}

/// `#` at the starts of lines, taken away.
void drop_hashes(std::string& text) {
  if (text.starts_with('#')) text.erase(0, 1);
  for (std::size_t at = 0; (at = text.find("\n#", at)) != text.npos;) text.erase(at + 1, 1);
}

bool any_cell(const std::vector<CellRow>& rows, bool (*holds)(std::string_view)) {
  return std::ranges::any_of(rows, [holds](const CellRow& row) {
    return std::ranges::any_of(row, [holds](const Cell& cell) { return holds(cell.text); });
  });
}

/// "1.234.567"
bool is_grouped_twice(std::string_view text) {
  return std::ranges::count(text, '.') > 1 && may_be_grouped_by_points(text);
}

/// "0.5", "12.34": a point that groups no thousands.
bool is_decimal(std::string_view text) {
  return std::ranges::count(text, '.') == 1 && parse_number(text, {}).has_value() &&
         !may_be_grouped_by_points(text);
}

NumberStyle style_of(const std::vector<CellRow>& rows, char separator) {
  // Between commas, too, a quoted "0,5" tells that commas are decimal.
  const bool comma = any_cell(rows, has_decimal_comma) || any_cell(rows, is_grouped_twice);
  if (separator == ',') return {comma, !comma, true};
  return {comma, false, any_cell(rows, is_decimal)};
}

}  // namespace

std::optional<Sheet> read_sheet(const std::filesystem::path& file, Diagnostics& diagnostics,
                                bool hash_is_text) {
  Sheet sheet;
  sheet.file = file.string();
  std::optional<std::string> text = latin_text(file);
  sheet.latin = text.has_value();
  if (!text) text = read_text(file, kMaxBytes, {}, diagnostics);
  if (!text) return {};
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);  // byte order mark
  if (hash_is_text) drop_hashes(*text);
  const char separator = separator_among(*text);
  CsvParser parser(separator);
  if (const std::string fault = parser.parse(*text); !fault.empty()) {
    diagnostics.add({sheet.file, parser.line(), parser.column()}, fault);
    return {};
  }
  sheet.rows = std::move(parser.rows());
  std::erase_if(sheet.rows, [](const CellRow& row) { return row.empty(); });
  if (sheet.rows.empty()) {
    refuse_file(file, {}, "it is empty", diagnostics);
    return {};
  }
  sheet.style = style_of(sheet.rows, separator);
  return sheet;
}

}  // namespace sojourn::intake
