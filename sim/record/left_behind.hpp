#pragma once

#include <filesystem>

namespace sojourn {

/// Removes the PATH.part that a run left behind. Where the file system has no locks no process is
/// seen to write it: the caller makes sure by other means that none does.
/// @throws WriteError: a process is writing it
void remove_left_behind(const std::filesystem::path& path);

}  // namespace sojourn
