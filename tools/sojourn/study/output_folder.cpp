#include "tools/sojourn/study/output_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/record/recorder.hpp"
#include "sim/record/run_file.hpp"

namespace sojourn::command {

namespace {

/// Whether nothing is lost where a result of `runs` takes the place of this one.
bool is_contained(const RunFile& result, const std::vector<std::string>& runs) {
  if (result.attribute_text("complete") == "0") return true;
  const std::set<std::string> known(runs.begin(), runs.end());
  return std::ranges::all_of(result.texts("run"),
                             [&](const std::string& run) { return known.contains(run); });
}

}  // namespace

void refuse_other_result(const std::filesystem::path& file, const std::string& format,
                         const std::vector<std::string>& runs) {
  std::error_code ignored;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) return;
  std::string what = "is finished, of other settings or of another program";
  try {
    const RunFile result(file);
    if (result.attribute_text("format") == format && is_contained(result, runs)) return;
    if (result.attribute_text("format") != format) what = "is another kind of file";
  } catch (const ReadError&) {
    what = "cannot be read as a result of this command";
  }
  throw OutputExists(fmt::format("{} exists already and {}", file.string(), what));
}

}  // namespace sojourn::command
