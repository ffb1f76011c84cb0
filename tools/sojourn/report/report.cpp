#include "tools/sojourn/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/report/page.hpp"
#include "tools/sojourn/report/page_data.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

using nlohmann::ordered_json;

/// Run files of a folder, by seed.
std::vector<RunFile> runs_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".h5") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<RunFile> runs;
  for (const fs::path& path : paths) {
    RunFile run(path);
    if (run.attribute_text("format") == "sojourn-run") runs.push_back(std::move(run));
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

ordered_json data_of_file(const fs::path& path) {
  const RunFile file(path);
  const std::string format = file.attribute_text("format");
  if (format == "sojourn-compare") return page_of_comparison(file);
  if (format == "sojourn-run") return page_of_run(file);
  throw ReadError(fmt::format("{}: neither a run file nor a comparison", path.string()));
}

ordered_json data_of(const fs::path& input) {
  if (!fs::is_directory(input)) return data_of_file(input);
  if (fs::exists(input / "compare.h5")) return data_of_file(input / "compare.h5");
  const std::vector<RunFile> runs = runs_in(input);
  return runs.size() == 1 ? page_of_run(runs.front()) : page_of_replicates(runs);
}

/// "runs/corridor.h5" and "runs/corridor/" give "corridor.html", here.
fs::path default_out(const fs::path& input) {
  const fs::path whole = fs::weakly_canonical(input);
  return fs::path(fs::is_directory(whole) ? whole.filename() : whole.stem()).concat(".html");
}

}  // namespace

int report(const ReportRequest& request) {
  const auto page = page_template();
  if (!page) {
    throw std::runtime_error(
        "this sojourn was built without the report page: install nodejs (18 or later) and npm, "
        "then configure and build again");
  }
  const fs::path out = request.out.empty() ? default_out(request.input) : request.out;
  write_page(out, filled_page(*page, data_of(request.input)), request.force);
  fmt::print("{}\n", out.string());
  return 0;
}

}  // namespace sojourn::command
