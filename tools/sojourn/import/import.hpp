#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace sojourn::command {

class Cli;

/// What `sojourn import` was asked for.
struct ImportRequest {
  int year = 0;   // 0: not given
  int until = 0;  // last year of histories; 0: the last that is held
  int years = 5;  // of the run
  int smallest_country = 50000, smallest_stock = 1;       // persons
  std::vector<std::vector<std::filesystem::path>> files;  // by publisher, as intake::publishers()
  std::filesystem::path flee;  // a folder of Flee, in place of all of them
  std::vector<std::string> ignored;
  std::filesystem::path out;
  int reach = 0;          // years beyond a publisher's own
  int born_across = 100;  // percent that counts of those born across a border drawn later
  bool fits_stocks = false;
  bool force = false;
};

/// Declares `sojourn import`.
void add_import(Cli& cli);

/// Writes a folder with a scenario, its tables and a page that says what stands in for what, out of
/// publishers' files; tells on `out` what it holds, on `err` which totals differ.
/// @throws InputError, WriteError, OutputExists; nothing is then written
void write_import(const ImportRequest& request, std::ostream& out, std::ostream& err);

}  // namespace sojourn::command
