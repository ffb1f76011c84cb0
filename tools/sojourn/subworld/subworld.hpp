#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "sim/input/scenario.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn subworld` was asked for.
struct SubworldRequest {
  ScenarioRequest scenario;
  std::string only;  // names, separated by commas
  std::string rest;
  std::filesystem::path out;
  int years = 2;  // over which flows are compared; 0: they are not
  int threads = 0;
  bool force = false;
};

/// Declares `sojourn subworld`.
void add_subworld(Cli& cli);

/// Writes a part of a world as tables and a scenario that runs by itself, and tells what was left
/// out and how far its flows are from those within the whole.
/// @throws InputError, WriteError, OutputExists
void write_subworld(const SubworldRequest& request, std::ostream& out);

}  // namespace sojourn::command
