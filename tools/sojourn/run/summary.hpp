#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

namespace sojourn::command {

/// A short table for people of what run files hold: arrivals and deaths by route and year (by
/// destination where no route is counted), where people abroad are at the end, and whom policies
/// met. Of several replicates the mean. Ends with the paths.
/// @throws ReadError
void print_summary(const std::vector<std::filesystem::path>& replicates, std::ostream& out);

}  // namespace sojourn::command
