#pragma once

#include <string>

namespace sojourn::command {

/// "0.1.0"
std::string program_version();
/// The commit the program was built from, with "-dirty" if files were changed since; "unknown"
/// outside a git checkout.
std::string program_commit();
/// "sojourn 0.1.0 (0123456789ab)": what --version prints.
std::string version_line();

}  // namespace sojourn::command
