#include "tools/sojourn/outcomes/run_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/sojourn/outcomes/unfinished.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

std::vector<RunFile> runs_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".h5") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<RunFile> runs;
  for (const fs::path& path : paths) {
    RunFile run(path);
    if (run.attribute_text("format") != "sojourn-run") continue;
    warn_if_unfinished(run);
    runs.push_back(std::move(run));
  }
  if (runs.empty()) throw ReadError(fmt::format("{}: no run file in it", folder.string()));
  std::ranges::stable_sort(runs, {}, [](const RunFile& run) {
    const auto seed = run.attributes().find("seed");
    const auto* number =
        seed == run.attributes().end() ? nullptr : std::get_if<std::int64_t>(&seed->second);
    return number ? *number : 0;
  });
  return runs;
}

}  // namespace sojourn::command
