#pragma once

#include <string>
#include <vector>

namespace sojourn::intake {

/// A table of the folder that is written.
struct TableText {
  std::string file;  // "countries.csv"
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Takes away columns from `first` on that are empty in every row.
void drop_empty_columns(TableText& table, std::size_t first);

/// Six digits, without zeros at the end.
std::string number_text(double value);

}  // namespace sojourn::intake
