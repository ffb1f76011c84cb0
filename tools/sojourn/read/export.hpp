#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace sojourn::command {

class Cli;

/// What `sojourn export` was asked for.
struct ExportRequest {
  std::filesystem::path file;
  std::string table;           // empty: all
  std::string format = "csv";  // "csv" or "json": JSON lines
  std::filesystem::path out;   // empty, "-", a file or a folder
  bool nonzero = false;        // leave out cells that are 0
  bool safe_csv = false;  // texts that a spreadsheet would take for formulas are marked as texts
  bool force = false;
};

/// Declares `sojourn export`.
void add_export(Cli& cli);

/// Writes one table to `out` (the stream where the request names no file or "-"; into a folder that
/// is there, under the table's own name), or every table into a folder, with a data package
/// (datapackage.json) that names their columns, units and meanings. Where neither table nor folder
/// is asked for, lists the tables on `out`; with format json as a data package.
/// @throws ReadError; InputError: no table of that name; OutputExists (before anything is written);
/// WriteError
void export_tables(const ExportRequest& request, std::ostream& out);

}  // namespace sojourn::command
