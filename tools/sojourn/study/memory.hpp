#pragma once

#include <filesystem>

namespace sojourn::command {

/// Memory that new processes can have without swapping or being killed [bytes]: what the kernel
/// says is available (half of the machine's where it does not say), what is left below the lowest
/// limit of the control groups that this process is in (versions 1 and 2), or what the shell
/// allows a process, whichever is least. File pages that can be dropped count as free.
/// @param root where /proc and /sys lie
double available_memory(const std::filesystem::path& root = "/");

}  // namespace sojourn::command
