#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>

namespace sojourn {

using InputStream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// Opens a file to read it. A pipe is read to its end, at most `limit` bytes and one more, when it
/// is opened for the first time; whoever opens it again reads the same once more. Who waits for
/// somebody to write to it says so. Null: errno tells why.
InputStream open_to_read(const std::filesystem::path& file, std::uintmax_t limit);

}  // namespace sojourn
