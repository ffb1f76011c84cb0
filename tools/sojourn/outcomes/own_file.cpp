#include "tools/sojourn/outcomes/own_file.hpp"

#include <fmt/format.h>

#include <system_error>

#include "sim/record/h5.hpp"
#include "tools/sojourn/program/process_identity.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

fs::path own_file(const fs::path& path) {
  fs::path own = path;
  const ProcessIdentity process = this_process();
  own += fmt::format(".{}-{}", process.host, process.number);
  return own;
}

void publish_own(const fs::path& own, const fs::path& path) {
  std::error_code error, ignored;
  fs::rename(own, path, error);
  if (!error) return;
  fs::remove(own, ignored);
  throw WriteError(fmt::format("cannot write {}: {}", path.string(), error.message()));
}

}  // namespace sojourn::command
