#pragma once

#include <filesystem>
#include <iosfwd>

namespace sojourn::command {

class Cli;

/// Declares `sojourn diff`.
void add_diff(Cli& cli);

/// Compares the content of two run files, all outside /provenance, and lists what differs: datasets
/// with the number of cells, the largest absolute difference and where; attributes. Reals are equal
/// if their bits are, or if both are NaN.
/// @returns 0 if the content is equal, 1 if it differs
/// @throws ReadError
int print_diff(const std::filesystem::path& a, const std::filesystem::path& b, std::ostream& out);

}  // namespace sojourn::command
