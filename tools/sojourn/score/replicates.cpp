#include "tools/sojourn/score/replicates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/source.hpp"
#include "tools/sojourn/outcomes/run_folder.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

RunFile run_of(const fs::path& path) {
  RunFile run(path);
  if (run.attribute_text("format") == "sojourn-run") return run;
  throw ReadError(fmt::format("{}: no run file", path.string()));
}

void refuse_twice(const std::vector<RunFile>& runs) {
  for (auto run = runs.begin(); run != runs.end(); ++run) {
    const auto same = std::find_if(runs.begin(), run, [&](const RunFile& earlier) {
      return fs::equivalent(earlier.path(), run->path());
    });
    if (same == run) continue;
    throw InputError({run->path().string(), 0, 0},
                     fmt::format("it is there twice, as {} too: a run is no replicate of itself",
                                 same->path().string()));
  }
}

/// The first axis by which the series of two runs differ; empty: by none.
std::string other_axis(const RunFile& run, const RunFile& first, const std::string& series) {
  const StoredDataset &one = *run.find(series), &other = *first.find(series);
  if (one.axes != other.axes) return one.axes.empty() ? other.axes.front() : one.axes.front();
  for (std::size_t i = 0; i < one.axes.size(); ++i) {
    const std::string& axis = one.axes[i];
    if (one.shape[i] != other.shape[i] || run.labels(axis) != first.labels(axis)) return axis;
  }
  const bool is_by_period = std::ranges::count(one.axes, "period") > 0;
  const bool alike =
      !is_by_period || run.integers("period_years") == first.integers("period_years");
  return alike ? "" : "period_years";
}

}  // namespace

std::vector<RunFile> read_replicates(const std::vector<fs::path>& paths) {
  std::vector<RunFile> runs;
  for (const fs::path& path : paths) {
    if (!fs::is_directory(path)) {
      runs.push_back(run_of(path));
      continue;
    }
    for (RunFile& run : runs_in(path)) runs.push_back(std::move(run));
  }
  refuse_twice(runs);
  return runs;
}

void require_replicates(const std::vector<RunFile>& runs, const std::string& series) {
  const RunFile& first = runs.front();
  for (const RunFile& run : runs) {
    if (run.find(series) == nullptr) {
      throw InputError({run.path().string(), 0, 0},
                       fmt::format("no series \"{}\" in it, which {} has: these are no replicates "
                                   "of one run",
                                   series, first.path().string()));
    }
    const std::string axis = other_axis(run, first, series);
    if (axis.empty()) continue;
    throw InputError({run.path().string(), 0, 0},
                     fmt::format("its {} has another axis `{}` than that of {}: these are no "
                                 "replicates of one run",
                                 series, axis, first.path().string()));
  }
}

}  // namespace sojourn::command
