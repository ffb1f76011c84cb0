#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace sojourn::command {

/// Rows of cells, every column as wide as its widest cell, counted in code points.
class TextTable {
 public:
  void add(std::vector<std::string> row);
  /// Numbers stand to the right, from column `first` on.
  void align_right_from(std::size_t first) { first_right_ = first; }
  bool empty() const { return rows_.empty(); }
  void print(std::ostream& out) const;

  /// Of the widest row as it is printed.
  std::size_t width() const;
  /// Code points.
  static std::size_t width(const std::string& text);

 private:
  std::vector<std::size_t> widths() const;
  void print_row(const std::vector<std::string>& row, const std::vector<std::size_t>& widths,
                 std::ostream& out) const;

  std::vector<std::vector<std::string>> rows_;
  std::size_t first_right_ = SIZE_MAX;
};

}  // namespace sojourn::command
