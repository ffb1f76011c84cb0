#pragma once

#include <filesystem>

namespace sojourn::command {

/// A file beside `path` that this process alone writes: PATH.HOST-NUMBER. Processes that make the
/// same result at once do not meet.
std::filesystem::path own_file(const std::filesystem::path& path);

/// Gives what was written there its final name; what has it is replaced. @throws WriteError
void publish_own(const std::filesystem::path& own, const std::filesystem::path& path);

}  // namespace sojourn::command
