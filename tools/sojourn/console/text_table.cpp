#include "tools/sojourn/console/text_table.hpp"

#include <algorithm>
#include <ostream>

#include "sim/input/text/characters.hpp"

namespace sojourn::command {

void TextTable::add(std::vector<std::string> row) {
  for (std::string& cell : row) cell = escaped(cell);
  rows_.push_back(std::move(row));
}

void TextTable::print(std::ostream& out) const {
  const std::vector<std::size_t> each = widths();
  for (const auto& row : rows_) print_row(row, each, out);
}

std::size_t TextTable::width() const {
  std::size_t sum = 0;
  for (const std::size_t column : widths()) sum += 2 + column;
  return sum;
}

std::size_t TextTable::width(const std::string& text) {
  std::size_t n = 0;
  for (const char c : text) n += (c & 0xC0) != 0x80 ? 1 : 0;
  return n;
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> all;
  for (const auto& row : rows_) {
    all.resize(std::max(all.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) all[i] = std::max(all[i], width(row[i]));
  }
  return all;
}

void TextTable::print_row(const std::vector<std::string>& row,
                          const std::vector<std::size_t>& widths, std::ostream& out) const {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string padding(widths[i] - width(row[i]), ' ');
    const bool right = i >= first_right_;
    line += "  " + (right ? padding + row[i] : row[i]);
    if (!right && i + 1 < row.size()) line += padding;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

}  // namespace sojourn::command
