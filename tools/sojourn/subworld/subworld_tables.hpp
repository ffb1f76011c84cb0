#pragma once

#include <filesystem>
#include <vector>

#include "sim/input/node.hpp"

namespace sojourn::command {

/// Every file that `write_tables` may write.
std::vector<std::filesystem::path> table_files(const std::filesystem::path& folder);

/// Writes a scenario whose rows stand in it as FOLDER/scenario.toml and a CSV file for each table
/// of rows. @throws WriteError, OutputExists
void write_tables(const Node& scenario, const std::filesystem::path& folder, bool force);

}  // namespace sojourn::command
