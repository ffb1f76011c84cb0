#pragma once

#include <filesystem>
#include <iosfwd>

namespace sojourn::command {

/// Describes a run file to people: what was run, its axes, datasets and provenance; `events`
/// appends the event table, one line each: "2016-02 deal EU-TUR: ...".
/// @throws ReadError
void print_info(const std::filesystem::path& path, bool events, std::ostream& out);

/// The same for programs: {attributes, provenance, datasets: [{name, axes, shape, type, is_axis,
/// units, long_name, and of numbers n_valid, min, mean, max, sum}]}. NaN cells are left out of the
/// statistics.
/// @throws ReadError
void print_info_json(const std::filesystem::path& path, std::ostream& out);

}  // namespace sojourn::command
