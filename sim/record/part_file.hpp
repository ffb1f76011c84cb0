#pragma once

#include <filesystem>
#include <stdexcept>

namespace sojourn {

/// The output is there already and overwriting was not asked for.
class OutputExists : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The file that is written until a run file is whole, PATH.part. Without `force` an existing PATH
/// or part is refused; with it, what a dead process left is removed. @throws OutputExists,
/// WriteError
std::filesystem::path part_of(const std::filesystem::path& path, bool force);

/// Gives `part` its final name. @throws OutputExists, WriteError
void publish(const std::filesystem::path& part, const std::filesystem::path& path, bool force);

/// Makes the new name durable; file systems that cannot are left alone.
void sync_directory(const std::filesystem::path& path);

}  // namespace sojourn
