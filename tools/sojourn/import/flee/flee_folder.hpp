#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/sojourn/import/write/folder.hpp"

namespace sojourn::intake {

/// A conflict of Flee as a scenario in days, with towns and camps as places.
struct FleeWorld {
  std::string summary;
  std::vector<FileText> files;
};

/// Reads `input_csv` and `source_data` of a conflict of FabFlee: locations, routes, conflicts,
/// closures, the period, and camps' registrations.
/// @throws InputError
FleeWorld read_flee_folder(const std::filesystem::path& folder);

}  // namespace sojourn::intake
