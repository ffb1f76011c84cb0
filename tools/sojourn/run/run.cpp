#include "tools/sojourn/run/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <iterator>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "models/catalog.hpp"
#include "sim/input/text/characters.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/run/checkpoints.hpp"
#include "tools/sojourn/run/kept_runs.hpp"
#include "tools/sojourn/run/point_runs.hpp"
#include "tools/sojourn/run/run_outputs.hpp"
#include "tools/sojourn/run/run_plan.hpp"
#include "tools/sojourn/study/threads.hpp"
#include "tools/sojourn/study/vary.hpp"
#include "tools/sojourn/study/whole_ranges.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

bool varied(const RunRequest& request) {
  return !request.variations.empty();
}

/// The request at every point of what is varied.
std::vector<RunRequest> requests_at_points(const RunRequest& request) {
  std::vector<Variation> variations;
  for (const std::string& text : request.variations) variations.push_back(parse_variation(text));
  find_whole_ranges(variations, all_of(request));
  refuse_varied_seed(variations, request.replicates);
  const std::vector<Point> points = design(variations, request.samples);
  warn_of_repeats(variations, request.samples, points.size(), std::cerr);
  std::vector<RunRequest> all;
  for (std::size_t p = 0; p < points.size(); ++p) {
    all.push_back(request);
    all.back().scenario.varied = points[p];
    all.back().out = point_path(out_of(request), p + 1, points.size());
  }
  return all;
}

/// A fault of the last point, or a file of something else in its place, is found before the first
/// one runs. @return all runs, whether they are there or not
std::vector<IndexedRun> check_points(const std::vector<RunRequest>& points, const Catalog& catalog,
                                     bool alone) {
  std::vector<IndexedRun> all;
  for (const RunRequest& point : points) {
    const PointRuns runs(point, catalog, false, false);
    if (!alone && !point.force) runs.refuse_others();
    std::ranges::copy(runs.index(), std::back_inserter(all));
  }
  return all;
}

/// Of a run alone: what is whole is not what was to be made.
void refuse_whole(const RunRequest& request) {
  std::vector<fs::path> outputs = outputs_of(request);
  std::erase_if(outputs, can_go_on);
  refuse_existing(outputs);
}

/// The table of what is varied is replaced where its runs are.
bool replaces_index(const std::vector<RunRequest>& points) {
  return std::ranges::any_of(points, [](const RunRequest& point) {
    return std::ranges::any_of(outputs_of(point),
                               [](const fs::path& output) { return fs::exists(output); });
  });
}

/// All points, one after the other. What other processes are at is waited for.
class Sweep {
 public:
  Sweep(const std::vector<RunRequest>& points, const Catalog& catalog, bool alone, bool make_folder)
      : points_(points), catalog_(catalog), alone_(alone), make_folder_(make_folder) {}

  /// @return whether all is there; false: it was asked to stop
  bool operator()() {
    for (std::size_t p = 0; p < points_.size(); ++p) {
      n_begun_ = p + 1;
      if (!begin(p)) return false;
      if (p + 1 < points_.size() && InterruptGuard::asked()) return false;
    }
    return waiting_.empty() || wait();
  }

  std::size_t n_begun() const { return n_begun_; }

 private:
  static constexpr std::chrono::milliseconds kLookEvery{300};
  struct RunsElsewhere {
    std::size_t point;
    std::unique_ptr<PointRuns> runs;
  };

  bool begin(std::size_t p) {
    print_point(p);
    auto runs = std::make_unique<PointRuns>(points_[p], catalog_, alone_, true);
    if (make_folder_) make_folder_of(out_of(points_[p]));
    runs->check_outcomes();
    const bool complete = runs->pass(told_);
    if (complete && runs->n_elsewhere() > 0) {
      waiting_.push_back({p, std::move(runs)});
    } else if (!points_[p].quiet) {
      runs->print_summary();
    }
    return complete;
  }

  bool wait() {
    tell_waiting();
    while (!waiting_.empty()) {
      std::this_thread::sleep_for(kLookEvery);
      for (RunsElsewhere& one : waiting_) {
        if (!one.runs->pass(told_)) {
          told_interrupted();
          return false;
        }
        if (one.runs->n_elsewhere() == 0) print_late(one);
      }
      std::erase_if(waiting_,
                    [](const RunsElsewhere& one) { return one.runs->n_elsewhere() == 0; });
    }
    return true;
  }

  void print_late(const RunsElsewhere& one) const {
    if (points_[one.point].quiet) return;
    print_point(one.point);
    one.runs->print_summary();
  }

  void tell_waiting() const {
    std::size_t n = 0;
    for (const RunsElsewhere& one : waiting_) n += one.runs->n_elsewhere();
    if (points_.front().quiet) return;
    std::cerr << fmt::format("waiting for {} that other processes are at\n",
                             n == 1 ? "a run" : fmt::format("{} runs", n));
  }

  /// "point 2 of 3: modules.wage.b_wage=1"
  void print_point(std::size_t p) const {
    if (points_.size() == 1 || points_[p].quiet) return;
    std::cout << fmt::format("{}point {} of {}: {}\n", p > 0 ? "\n" : "", p + 1, points_.size(),
                             escaped(joined(points_[p].scenario.varied, ", ")));
  }

  const std::vector<RunRequest>& points_;
  const Catalog& catalog_;
  bool alone_;
  bool make_folder_;
  std::vector<RunsElsewhere> waiting_;
  std::size_t n_begun_ = 0;
  std::set<std::string> told_;  // warnings
};

/// Of the runs that are there, whoever made them.
void write_index(const fs::path& path, std::vector<IndexedRun> runs, bool force) {
  const auto lease = Lease::wait(path, InterruptGuard::asked);
  if (lease == nullptr) return;  // who has it writes it
  std::erase_if(runs, [&](const IndexedRun& run) {
    std::error_code ignored;
    return !fs::exists(path.parent_path() / run.file, ignored);
  });
  write_run_index(path, runs, force);
}

}  // namespace

int run(const RunRequest& asked) {
  RunRequest request = asked;
  request.threads = threads_to_be_had(asked.threads);
  parse_interval(request.checkpoint_every);
  const std::vector<RunRequest> points = requests_at_points(request);
  const bool alone = points.size() == 1 && request.replicates == 1;
  if (alone && !request.force) refuse_whole(points.front());
  warn_of_samples(request.samples, std::cerr);
  const Catalog catalog = models::standard_catalog();
  std::vector<IndexedRun> runs;
  if (!alone || varied(request)) runs = check_points(points, catalog, alone);
  const bool replaces = request.force || (varied(request) && replaces_index(points));
  if (!replaces && varied(request)) refuse_existing({index_path(request)});
  const bool make_folder = !request.out.empty() && !request.out.has_filename();
  const InterruptGuard guard;
  Sweep sweep(points, catalog, alone, make_folder);
  const bool complete = sweep();
  // What `force` did not come to replace may be of other values.
  if (request.force) runs.resize(std::min(runs.size(), sweep.n_begun() * request.replicates));
  if (varied(request)) write_index(index_path(request), runs, replaces);
  return complete ? 0 : kInterrupted;
}

void add_run(Cli& cli) {
  const auto request = std::make_shared<RunRequest>();
  Options options =
      cli.add("run", "runs a scenario and writes a run file", [request](const std::string& line) {
        request->command_line = line;
        return run(*request);
      });
  options.scenario(request->scenario);
  options.value("--out,-o", request->out,
                "run file, or folder that ends with \"/\"; SCENARIO with .h5, here, if left out",
                "FILE");
  add_replicates(options, *request);
  options.value("--regime", request->regime, "overlays of a policy, laid over all others",
                "FILE[+FILE...]");
  options.value("--regime-from", request->regime_from, "when it begins; at the start if left out",
                "DATE");
  add_variations(options, *request);
  options.threads(request->threads);
  add_checkpoints(options, *request);
  options.flag("--force", request->force, "overwrite the run file");
  options.flag("--quiet", request->quiet, "no progress, no summary");
  options.example("sojourn run islands.toml");
  options.example("sojourn run islands.toml --seed 7 --replicates 5 --out runs/islands.h5");
  options.example("sojourn run islands.toml --set modules.wage.b_wage=1.2 --overlay policy.toml");
  options.example("sojourn run islands.toml --checkpoint-every 12");
  options.example("sojourn run islands.toml --vary countries.WEST.openness=0.1,0.5,0.9");
}

}  // namespace sojourn::command
