#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace sojourn::command {

class Cli;

/// What `sojourn info` was asked for.
struct InfoRequest {
  std::filesystem::path file;
  bool events = false;          // in a text: the event table too
  std::string format = "text";  // or "json"
};

/// Declares `sojourn info`.
void add_info(Cli& cli);

/// Describes a run file. To people: what was run, its axes, datasets and provenance; `events`
/// appends the event table, one line each: "2016-02 deal EU-TUR: ...". To programs: {attributes,
/// provenance, datasets: [{name, axes, shape, type, is_axis, units, long_name, and of numbers
/// n_valid, min, mean, max, sum}]}. NaN cells are left out of the statistics.
/// @throws ReadError
void print_info(const InfoRequest& request, std::ostream& out);

}  // namespace sojourn::command
