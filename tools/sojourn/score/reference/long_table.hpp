#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// Numbers by year and ordered pair, as a long table holds them.
struct LongTable {
  std::map<int, std::vector<PairFlows>> by_year;  // by value column; pairs without a row are 0
  PairMask known;                                 // pairs of countries with rows and no empty value
  std::set<std::string> others;                   // ids that are not among the countries
  std::size_t n_left_out = 0;                     // rows of these

  /// Of one value column. @return null: no such year
  const PairFlows* find(int year, std::size_t value = 0) const;
  std::vector<int> years() const;
};

/// What is asked of a long table.
struct LongTableRequest {
  std::filesystem::path file;
  std::vector<std::string> values;  // columns; none: the only one beside year and pair
  std::string value_option;         // what names them on the command line, for messages
  bool leave_out_others = false;    // rows of ids that are unknown; else they are faults
  bool all_values = false;          // an empty value is a fault; else its pair does not count
};

/// Whether the file has the column, so that its kind of table can be told. @throws InputError
bool has_column(const std::filesystem::path& file, const std::string& column);

/// Reads a CSV table with columns for the year (year0, year), origin (orig, origin, citizenship),
/// destination (dest, destination, residence) and values not below 0; others are not read. Rows of
/// a country with itself do not count.
/// @param ids of the countries, in the order of the tables that are made
/// @throws InputError: with file, line, column and the nearest known word
LongTable read_long_table(const LongTableRequest& request, const std::vector<std::string>& ids);

}  // namespace sojourn::command
