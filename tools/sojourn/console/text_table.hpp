#pragma once

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace sojourn::command {

/// Rows of cells, every column as wide as its widest cell, counted in code points.
class TextTable {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// Numbers stand to the right, from column `first` on.
  void align_right_from(std::size_t first) { first_right_ = first; }
  bool empty() const { return rows_.empty(); }

  void print(std::ostream& out) const {
    const std::vector<std::size_t> each = widths();
    for (const auto& row : rows_) print_row(row, each, out);
  }

  /// Of the widest row as it is printed.
  std::size_t width() const {
    std::size_t sum = 0;
    for (const std::size_t column : widths()) sum += 2 + column;
    return sum;
  }
  /// Code points.
  static std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
  }

 private:
  std::vector<std::size_t> widths() const {
    std::vector<std::size_t> all;
    for (const auto& row : rows_) {
      all.resize(std::max(all.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) all[i] = std::max(all[i], width(row[i]));
    }
    return all;
  }

  void print_row(const std::vector<std::string>& row, const std::vector<std::size_t>& widths,
                 std::ostream& out) const {
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

  std::vector<std::vector<std::string>> rows_;
  std::size_t first_right_ = SIZE_MAX;
};

/// Control characters would let a file write to the terminal what it likes.
inline std::string printable(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text;
}

/// The text with line breaks for blanks, so that no line is longer than `columns` if words allow.
inline std::string wrapped(std::string text, std::size_t columns) {
  std::size_t begin = 0, blank = std::string::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') begin = i + 1, blank = std::string::npos;
    if (text[i] == ' ') blank = i;
    if (i - begin < columns || i < begin || blank == std::string::npos) continue;
    text[blank] = '\n';
    begin = blank + 1;
    blank = std::string::npos;
  }
  return text;
}

/// "1,234,567"
inline std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace sojourn::command
