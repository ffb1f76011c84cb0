#include "tools/sojourn/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <vector>

#include "sim/input/source.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/outcomes/run_folder.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/outcomes/unfinished.hpp"
#include "tools/sojourn/report/page/page.hpp"
#include "tools/sojourn/report/page/page_data.hpp"
#include "tools/sojourn/report/sweep/sweep_page.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

void refuse_observed(const fs::path& path, const fs::path& observed) {
  if (observed.empty()) return;
  throw InputError({"--observed"},
                   fmt::format("{} has no series by year: observed ones are drawn beside runs, "
                               "comparisons and sweeps",
                               path.string()));
}

Json data_of_file(const fs::path& path, const fs::path& observed) {
  std::vector<RunFile> files;
  const RunFile& file = files.emplace_back(path);
  warn_if_unfinished(file);
  const std::string format = file.attribute_text("format");
  if (format == "sojourn-run") return page_of_runs(files, observed);
  if (format == "sojourn-compare") return page_of_comparison(file, observed);
  if (format != "sojourn-sensitivity") {
    throw ReadError(fmt::format("{}: neither a run file, nor a comparison, nor a sensitivity file",
                                path.string()));
  }
  refuse_observed(path, observed);
  return page_of_sensitivity(file);
}

Json data_of(const fs::path& input, const fs::path& observed) {
  const bool is_folder = fs::is_directory(input);
  for (const char* name : {"compare.h5", "sensitivity.h5"}) {
    if (is_folder && fs::exists(input / name)) return data_of_file(input / name, observed);
  }
  if (const auto index = sweep_index(input)) return page_of_sweep(*index, observed);
  return is_folder ? page_of_runs(runs_in(input), observed) : data_of_file(input, observed);
}

std::vector<fs::path> read_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::path ending = entry.path().extension();
    if (ending == ".h5" || ending == ".csv") files.push_back(entry.path());
  }
  return files;
}

/// What is read: the table of a sweep names its runs.
std::vector<fs::path> inputs_of(const ReportRequest& request) {
  std::vector<fs::path> files;
  if (!request.observed.empty()) files.push_back(request.observed);
  if (fs::is_directory(request.input)) {
    std::ranges::copy(read_in(request.input), std::back_inserter(files));
    return files;
  }
  files.push_back(request.input);
  if (request.input.extension() != ".csv" || !fs::exists(request.input)) return files;
  for (const IndexedRun& run : read_run_index(request.input).runs) {
    files.push_back(request.input.parent_path() / run.file);
  }
  return files;
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
  const fs::path name = default_out(request.input);
  const fs::path out = request.out.empty() ? name : output_path(request.out, name);
  refuse_input(out, inputs_of(request));
  Json data = data_of(request.input, request.observed);
  const std::string title = data["title"].text();
  write_page(through_links(out), filled_page(*page, title, data), request.force);
  std::cout << out.string() << '\n';
  return 0;
}

void add_report(Cli& cli) {
  const auto request = std::make_shared<ReportRequest>();
  Options options = cli.add("report", "writes one page with figures of a run or a comparison",
                            [request](const std::string&) { return report(*request); });
  options.required(
      "INPUT", request->input,
      "run file, compare.h5, sensitivity.h5, NAME-index.csv of a sweep, or a folder of them");
  options.value("--out,-o", request->out, "page; INPUT with .html, here, if left out", "FILE");
  options.value("--observed", request->observed,
                "series that somebody counted, drawn beside the runs", "FILE.csv");
  options.flag("--force", request->force, "overwrite the page");
  options.example("sojourn report islands.h5 --out islands.html");
  options.example("sojourn report pair/compare.h5");
  options.example("sojourn report sweep-index.csv --observed counted.csv");
}

}  // namespace sojourn::command
