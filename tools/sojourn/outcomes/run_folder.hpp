#pragma once

#include <filesystem>
#include <vector>

#include "sim/record/run_file.hpp"

namespace sojourn::command {

/// The run files of a folder, by seed; other files are passed over.
/// @throws ReadError: there is none, or one cannot be read
std::vector<RunFile> runs_in(const std::filesystem::path& folder);

}  // namespace sojourn::command
