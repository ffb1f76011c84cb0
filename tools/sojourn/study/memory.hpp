#pragma once

#include <filesystem>

namespace sojourn::command {

/// Memory a new process can use without swapping or being killed [bytes]: the least of free memory
/// (half of the machine's where the kernel does not say), the limits of the control groups
/// (versions 1 and 2) and the shell's limit. File pages that can be dropped count as free.
/// @param root where /proc and /sys lie
double available_memory(const std::filesystem::path& root = "/");

/// What this program has taken at most so far [bytes], 0 where the system does not say. (Of
/// getrusage it would be what the process took before it became this program, too.)
double memory_taken(const std::filesystem::path& root = "/");

}  // namespace sojourn::command
