#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/node.hpp"

namespace sojourn {

/// What the user named on the command line.
struct ScenarioRequest {
  std::filesystem::path file;
  std::vector<std::filesystem::path> overlays;  // later ones win
  std::vector<std::string> assignments;         // "modules.wage.b_wage=1.2", TOML values
  std::vector<std::string> varied = {};         // alike, by `--vary`; come last
  /// Folders below which files may lie that a file names, beside those of `file` and `overlays`;
  /// nothing: files may lie anywhere.
  std::optional<std::vector<std::filesystem::path>> allowed = {};

  /// The same files without assignments.
  ScenarioRequest plain() const { return {file, overlays, {}, {}, allowed}; }
};

/// Reads the file, its `include`s, overlays and assignments into one table: tables merge, every
/// other value is replaced. Relative paths in a file are relative to that file.
/// @throws InputError: unreadable, not UTF-8, no TOML (first syntax error of each file), cyclic
/// include, includes more than 64 deep, a file that is not below an allowed folder, larger than 16
/// MiB, missing or unknown `format_version`.
///
/// What several files of a scenario include, or several overlays, is laid down once, at its first
/// place: overlays that share a foundation stack.
Node load_scenario(const ScenarioRequest& request);

/// Lays assignments, and then those of a point of `--vary`, over a scenario that was loaded.
/// @throws InputError
Node with_assignments(Node scenario, const std::vector<std::string>& assignments,
                      const std::vector<std::string>& varied = {});

/// A key to which two overlays give different values, though the later one does not build on the
/// earlier.
struct OverlayConflict {
  std::string path;  // "modules.wage.b_wage"
  Node earlier, later;
};

/// The conflicts among overlays and what they include, in the order in which they are laid.
/// @throws InputError: a file that cannot be read
std::vector<OverlayConflict> overlay_conflicts(const std::vector<std::filesystem::path>& overlays);

/// "KEY: VALUE at FILE:LINE:COLUMN, VALUE at FILE:LINE:COLUMN; the later one counts".
std::string to_string(const OverlayConflict& conflict);

}  // namespace sojourn
