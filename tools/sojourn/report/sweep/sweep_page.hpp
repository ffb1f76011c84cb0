#pragma once

#include <filesystem>
#include <optional>

#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// The table NAME-index.csv that `input` is, or that a folder of that name has; nothing where there
/// is none. @throws ReadError: the folder has several
std::optional<std::filesystem::path> sweep_index(const std::filesystem::path& input);

/// The page of the runs of a sweep that the table names, with what is observed in the table
/// `observed_file`, if that is given: response curves, series and differences by country as those
/// of a comparison, whose regimes are the points, held against the first. A table of one point
/// gives the page of replicates.
/// @throws InputError, ReadError
Json page_of_sweep(const std::filesystem::path& index, const std::filesystem::path& observed_file);

}  // namespace sojourn::command
