#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "tools/sojourn/read/events.hpp"

namespace sojourn::command {

class Cli;

/// What `sojourn info` was asked for.
struct InfoRequest {
  std::filesystem::path file;
  bool events = false;          // the event table alone; in JSON beside the rest
  EventFilter filter;           // where it asks for something: these events alone
  std::string format = "text";  // or "json"
};

/// Declares `sojourn info`.
void add_info(Cli& cli);

/// Describes a run file. To people: what was run, its axes, datasets and provenance; or, where they
/// are asked for, events and nothing else, one line each: "2016-03-20 deal EU-TUR: ...". To
/// programs: {attributes, provenance, datasets: [{name, axes, shape, type, is_axis, units,
/// long_name, and of numbers n_valid, min, mean, max, sum}]}, and events: [{date, kind, text}]
/// where they are asked for. NaN cells are left out of the statistics.
/// @throws ReadError; InputError: a filter that asks for what the run does not know
void print_info(const InfoRequest& request, std::ostream& out);

}  // namespace sojourn::command
