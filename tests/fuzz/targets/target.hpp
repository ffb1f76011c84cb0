#pragma once

#include <span>
#include <string_view>

namespace sojourn::fuzz {

/// A door by which what others wrote comes into the program. What is wrong with it is refused in
/// words; whatever else happens, another exception, a signal, what a sanitizer tells, is a fault of
/// the program.
struct Target {
  const char* name;  // what was tried lies in tests/fuzz/corpus/NAME
  void (*take)(std::string_view bytes);
};

std::span<const Target> targets();

/// Null: there is none of that name.
const Target* find_target(std::string_view name);

/// A scenario: what `check` says of it and, where it is small, two of its ticks.
void take_scenario(std::string_view bytes);
/// An overlay of a scenario that has most tables.
void take_overlay(std::string_view bytes);
/// A table of a scenario: its name on the first line, then CSV.
void take_table(std::string_view bytes);
/// Assignments of `--set` a line each, of `--vary` those that begin with `~`.
void take_assignments(std::string_view bytes);
/// Edits of a run file, as `edits_of` reads them: its bytes, or what it holds.
void take_run_file(std::string_view bytes);
/// Edits of a checkpoint, and of its rows.
void take_checkpoint(std::string_view bytes);
/// Publishers' files, each after a line `== --OPTION`.
void take_import(std::string_view bytes);
/// Files of a conflict of Flee, each after a line `== NAME`.
void take_flee(std::string_view bytes);
/// A table of what others counted, to each command that reads one.
void take_observed(std::string_view bytes);

}  // namespace sojourn::fuzz
