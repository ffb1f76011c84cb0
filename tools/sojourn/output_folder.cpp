#include "tools/sojourn/output_folder.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "sim/recorder.hpp"
#include "sim/run_file.hpp"

namespace sojourn {

void refuse_other_result(const std::filesystem::path& file, const std::string& key, bool force) {
  std::error_code ignored;
  if (force || !std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) return;
  try {
    if (RunFile(file).attribute_text("key") == key) return;
  } catch (const ReadError&) {
    // Not ours to replace.
  }
  throw OutputExists(
      fmt::format("{} exists already, of other settings or of another program", file.string()));
}

std::string utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace sojourn
