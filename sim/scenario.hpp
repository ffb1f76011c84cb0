#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/node.hpp"

namespace sojourn {

/// What the user named on the command line.
struct ScenarioRequest {
  std::filesystem::path file;
  std::vector<std::filesystem::path> overlays;  // later ones win
  std::vector<std::string> assignments;         // "modules.wage.b_wage=1.2", TOML values
};

/// Reads the file, its `include`s, overlays and assignments into one table: tables merge, every
/// other value is replaced. Relative paths in a file are relative to that file.
/// @throws InputError: unreadable, not UTF-8, no TOML (first syntax error of each file), cyclic
/// include, larger than 16 MiB, missing or unknown `format_version`.
Node load_scenario(const ScenarioRequest& request);

}  // namespace sojourn
