#include "tools/sojourn/report/sweep/sweep_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/outcomes/unfinished.hpp"
#include "tools/sojourn/report/one_world.hpp"

namespace sojourn::command {

namespace {

/// The runs that others are held against: all have its dates and places, those of its point its
/// scenario.
struct FirstRun {
  RunFile file;
  RunView view;
  explicit FirstRun(const std::filesystem::path& path) : file(path), view(file) {}
  FirstRun(const FirstRun&) = delete;
  FirstRun& operator=(const FirstRun&) = delete;
};

void require_seed(const RunFile& file, const IndexedRun& run, const std::filesystem::path& index) {
  const std::string own = file.attribute_text("seed");
  if (own == std::to_string(run.seed)) return;
  throw ReadError(fmt::format("{}: its seed is {}, and {} of {} in {}, so that it is another run",
                              file.path().string(), own, run.seed, run.file, index.string()));
}

void require_same(const RunFile& first, const RunFile& other, const char* axis) {
  if (first.labels(axis) == other.labels(axis)) return;
  throw ReadError(
      fmt::format("{} has another `{}` than {}: response curves are of runs of the "
                  "same places and dates",
                  other.path().string(), axis, first.path().string()));
}

}  // namespace

SweepFiles::SweepFiles(RunIndex index) : index_(std::move(index)) {
  for (const IndexedRun& run : index_.runs) {
    if (!run.regime.empty()) {
      throw ReadError(
          fmt::format("{}: a table of regimes, whose page is that of the compare.h5 "
                      "beside it",
                      index_.path.string()));
    }
    if (std::ranges::count(points_, run.point) == 0) points_.push_back(run.point);
    if (std::ranges::count(seeds_, run.seed) == 0) seeds_.push_back(run.seed);
  }
  if (index_.runs.size() > n_runs()) {
    throw ReadError(
        fmt::format("{}: two runs of one seed and the same values", index_.path.string()));
  }
}

std::filesystem::path SweepFiles::path_of(const IndexedRun& run) const {
  return index_.path.parent_path() / run.file;
}

std::vector<std::filesystem::path> SweepFiles::paths() const {
  std::vector<std::filesystem::path> all;
  for (const IndexedRun& run : index_.runs) all.push_back(path_of(run));
  return all;
}

const IndexedRun* SweepFiles::find(std::size_t point, std::size_t replicate) const {
  const auto found = std::ranges::find_if(index_.runs, [&](const IndexedRun& run) {
    return run.point == points_[point] && run.seed == seeds_[replicate];
  });
  return found == index_.runs.end() ? nullptr : &*found;
}

bool SweepFiles::is_whole(const RunFile& file, const IndexedRun& run) const {
  require_seed(file, run, index_.path);
  warn_if_unfinished(file);
  return file.unfinished().empty();
}

/// By point, so that runs of one are held against its first.
std::vector<SweepFiles::Whole> SweepFiles::whole_runs() const {
  std::vector<Whole> whole;
  std::optional<FirstRun> first, of_point;
  for (std::size_t point = 0; point < n_points(); ++point) {
    of_point.reset();
    for (std::size_t replicate = 0; replicate < n_replicates(); ++replicate) {
      const IndexedRun* run = find(point, replicate);
      if (run == nullptr) continue;
      if (!std::filesystem::exists(path_of(*run))) {
        std::cerr << fmt::format("warning: {} is missing\n", escaped(path_of(*run).string()));
        continue;
      }
      const RunFile file(path_of(*run));
      if (!is_whole(file, *run)) continue;
      if (!first) first.emplace(file.path());
      if (!of_point) of_point.emplace(file.path());
      for (const char* axis : {"time", "place", "citizenship"}) {
        require_same(first->file, file, axis);
      }
      require_replicate(of_point->view, RunView(file));
      whole.push_back({point, replicate, run});
    }
  }
  return whole;
}

void SweepFiles::each(const WithRun& with_run) {
  std::vector<Whole> whole = whole_runs();
  if (whole.empty()) {
    throw ReadError(fmt::format("{}: none of its runs is whole", index_.path.string()));
  }
  std::ranges::stable_sort(whole, {}, &Whole::replicate);
  for (const Whole& one : whole) {
    const RunFile file(path_of(*one.run));
    with_run(one.point, one.replicate, RunView(file));
  }
  n_whole_ = whole.size();
}

}  // namespace sojourn::command
