#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace sojourn::command {

class Cli;

/// What `sojourn new` was asked for.
struct NewRequest {
  std::filesystem::path out;         // empty or "-": standard output
  std::vector<std::string> modules;  // kinds whose tables are written out
  bool force = false;
};

/// Declares `sojourn new`.
void add_new(Cli& cli);

/// Writes a scenario that runs as it is: two countries, a way between them and a drought. Every
/// other key of its tables, and of the modules asked for, is there as a comment with its default,
/// range and meaning.
/// @throws InputError: no module of that kind; OutputExists, WriteError
void write_new_scenario(const NewRequest& request, std::ostream& out);

}  // namespace sojourn::command
