#pragma once

#include <filesystem>

namespace sojourn::command {

class Cli;

/// What `sojourn report` was asked for.
struct ReportRequest {
  std::filesystem::path input;  // run file, compare.h5, sensitivity.h5, or a folder of them
  std::filesystem::path out;    // empty: the input's name with ".html", in the current folder
  std::filesystem::path observed = {};  // CSV table; empty: none
  bool force = false;
};

/// Declares `sojourn report`.
void add_report(Cli& cli);

/// Writes one page that shows a run, the replicates of a run, a comparison of regimes or a
/// sensitivity file, and needs nothing else, network included. Of a folder: its compare.h5 or
/// sensitivity.h5 if there is one, else its run files, which must be replicates.
/// @throws ReadError, InputError, OutputExists, WriteError; std::runtime_error: this program was
/// built without the page
/// @return 0
int report(const ReportRequest& request);

}  // namespace sojourn::command
