#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace sojourn::fuzz {

/// A file that names no file outside its folder.
ScenarioRequest alone(const std::filesystem::path& file);

/// What `check` says of a scenario; where it is small, two ticks of it, after which all wages are
/// finite. @throws InputError
void check_and_run(const ScenarioRequest& request);

/// The same of a scenario that was loaded.
void run_if_small(const Node& scenario);

/// A world of three countries, a camp and most kinds of table, in TOML.
std::string wide_world();
/// The countries of that world alone.
std::string three_countries();

}  // namespace sojourn::fuzz
