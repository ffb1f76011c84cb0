#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/record/run_file.hpp"

namespace sojourn::command {

/// The run files that are named, and those of folders that are.
/// @throws ReadError: no run file; InputError: the same file twice, which would narrow every band
std::vector<RunFile> read_replicates(const std::vector<std::filesystem::path>& paths);

/// That the runs differ by chance alone, as far as the axes of a series tell: places and dates, and
/// the lengths of periods.
/// @throws InputError
void require_replicates(const std::vector<RunFile>& runs, const std::string& series);

}  // namespace sojourn::command
