#pragma once

#include <filesystem>
#include <string>

namespace sojourn::command {

class Cli;

/// What `sojourn resume` was asked for.
struct ResumeRequest {
  std::filesystem::path run;
  int threads = 0;  // 0: every core
  std::string checkpoint_every = "10min";
  bool quiet = false;
  std::string command_line;  // for the provenance
};

/// Declares `sojourn resume`.
void add_resume(Cli& cli);

/// Goes on with a run from its newest checkpoint that is undamaged, without the files of its
/// scenario: the run file is the one that the run would have made without a break. A run that is
/// whole stays as it is.
/// @throws InputError: no checkpoint that can be used; WriteError
/// @return 0, or 130 when interrupted
int resume(const ResumeRequest& request);

}  // namespace sojourn::command
