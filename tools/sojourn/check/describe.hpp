#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace sojourn::command {

class Cli;

/// What `sojourn describe` was asked for.
struct DescribeRequest {
  std::vector<std::string> words;  // a module or table, or what to look for; none: all are listed
  bool schema = false;             // of a scenario file, instead
  bool markdown = false;           // the page of all settings, instead
};

/// Declares `sojourn describe`.
void add_describe(Cli& cli);

/// Prints what was asked for. @throws InputError: nothing of that name, and nothing found
void describe(const DescribeRequest& request, std::ostream& out);

/// Lists the tables of a scenario file and all modules by stage.
void print_catalog(std::ostream& out);

/// What a module, or a table such as "country", does and each of its keys.
/// @return whether there is one of that name
bool print_description(const std::string& name, std::ostream& out);

/// JSON Schema (2020-12) of a scenario file, for editors.
void print_schema(std::ostream& out);

/// docs/SETTINGS.md: every table and module with its keys, in Markdown.
void print_settings_page(std::ostream& out);

}  // namespace sojourn::command
