#include "tools/sojourn/run/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <set>
#include <vector>

#include "models/catalog.hpp"
#include "sim/input/characters.hpp"
#include "sim/record/part_file.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/progress.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/outcomes/asked_outcomes.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/run/checkpoints.hpp"
#include "tools/sojourn/run/kept_runs.hpp"
#include "tools/sojourn/run/one_run.hpp"
#include "tools/sojourn/run/run_plan.hpp"
#include "tools/sojourn/run/summary.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/estimate.hpp"
#include "tools/sojourn/study/memory.hpp"
#include "tools/sojourn/study/regimes.hpp"
#include "tools/sojourn/study/threads.hpp"
#include "tools/sojourn/study/vary.hpp"
#include "tools/sojourn/study/whole_ranges.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;
/// The run file, before replicates and points have names of their own.
fs::path out_of(const RunRequest& request) {
  const fs::path name = request.scenario.file.stem().concat(".h5");
  return request.out.empty() ? name : output_path(request.out, name);
}

std::vector<fs::path> outputs_of(const RunRequest& request) {
  std::vector<fs::path> outputs;
  for (int r = 1; r <= request.replicates; ++r) {
    outputs.push_back(replicate_path(out_of(request), r, request.replicates));
  }
  return outputs;
}

/// "name-SUFFIX.h5"
fs::path with_suffix(const fs::path& out, const std::string& suffix) {
  fs::path name = out.stem();
  name += "-" + suffix;
  name += out.extension();
  return out.parent_path() / name;
}

/// "name-index.csv": what the files of a sweep are.
fs::path index_path(const RunRequest& request) {
  return out_of(request).parent_path() / (out_of(request).stem().string() + "-index.csv");
}

bool varied(const RunRequest& request) {
  return !request.variations.empty();
}

void refuse_existing(const std::vector<fs::path>& outputs) {
  std::string found;
  for (const fs::path& output : outputs) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(output, ignored))) continue;
    found += fmt::format("{}{} exists already", found.empty() ? "" : "\n", output.string());
  }
  if (!found.empty()) throw OutputExists(found);
}

/// Whether forced or not.
void refuse_inputs(const RunRequest& request) {
  std::vector<fs::path> outputs = outputs_of(request);
  std::erase_if(outputs, [](const fs::path& output) { return !replaces_something(output); });
  if (outputs.empty()) return;
  const ScenarioRequest all = all_of(request);
  std::vector<fs::path> read = all.overlays;
  read.push_back(all.file);
  for (const fs::path& output : outputs) refuse_input(output, read);
  const Node scenario = load_scenario(all);
  for (const fs::path& output : outputs) refuse_files_of(scenario, output);
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

/// Says which files lie there already and are not what is asked for; those that are, or can be gone
/// on with, are kept.
void refuse_others(const RunRequest& request, const KeptRuns& kept, std::uint64_t seed) {
  std::vector<fs::path> others;
  for (const fs::path& output : outputs_of(request)) {
    if (!can_go_on(output) && !kept.is_whole(output, seed)) others.push_back(output);
    ++seed;
  }
  refuse_existing(others);
}

/// A point as it will run.
struct Planned {
  RunPlan plan;
  KeptRuns kept;
  std::uint64_t seed;

  /// With the seed of replicate `r`, counted from 0.
  RunPlan replicate(std::size_t r) const {
    RunPlan one = plan;
    one.scenario = with_seed(plan.scenario, seed + r);
    if (plan.from > 0) one.regime = with_seed(plan.regime, seed + r);
    return one;
  }
};

/// All that can be wrong is told before anything runs.
Planned planned(const RunRequest& request, const Catalog& catalog, bool tell) {
  RunPlan plan = plan_of(request, catalog, tell);
  refuse_inputs(request);
  const CheckedScenario checked = check_scenario(plan.scenario, catalog);
  KeptRuns kept(plan, checked, catalog);
  if (!request.force) require_memory(estimate(checked), available_memory());
  return {std::move(plan), std::move(kept), checked.world.seed};
}

/// @param index takes the files that are whole
/// @return whether all replicates were done
bool run_replicates(const RunRequest& request, bool make_folder, bool alone,
                    std::vector<IndexedRun>& index, std::set<std::string>& told) {
  const std::vector<fs::path> outputs = outputs_of(request);
  const Catalog catalog = models::standard_catalog();
  const Planned point = planned(request, catalog, true);
  if (make_folder) make_folder_of(outputs.front());
  check_outcomes(point.plan.from > 0 ? point.plan.regime : point.plan.scenario, catalog);

  const Progress::Style style = progress_style(request.quiet);
  std::vector<fs::path> done;  // of the summary: an unfinished replicate would spoil the mean
  bool complete = true;
  for (std::size_t r = 0; r < outputs.size() && complete; ++r) {
    const fs::path output = through_links(outputs[r]);
    const bool is_kept = !alone && !request.force && point.kept.is_whole(output, point.seed + r);
    if (is_kept && !request.quiet) std::cerr << outputs[r].string() << " is whole and is kept\n";
    if (!is_kept) {
      std::string label;
      if (outputs.size() > 1) label = fmt::format("replicate {} of {}", r + 1, outputs.size());
      Progress progress(std::cerr, style, label);
      warn_if_left_behind(output);
      const RunJob job{point.replicate(r),  output,        parse_interval(request.checkpoint_every),
                       request.threads,     request.force, request.quiet,
                       request.command_line};
      complete = do_run(job, catalog, progress, told);
    }
    if (!complete) tell_interrupted(outputs[r]);
    if (complete || done.empty()) done.push_back(outputs[r]);
    index.push_back({outputs[r].filename().string(),
                     {},
                     static_cast<int>(r + 1),
                     static_cast<std::int64_t>(point.seed + r),
                     request.scenario.varied});
    complete = complete && (r + 1 == outputs.size() || !InterruptGuard::asked());
  }
  if (!request.quiet) print_summary(done, std::cout);
  return complete;
}

/// A fault of the last point, or a file of something else in its place, is found before the first
/// one runs.
void check_points(const std::vector<RunRequest>& points) {
  const Catalog catalog = models::standard_catalog();
  for (const RunRequest& point : points) {
    const Planned one = planned(point, catalog, false);
    if (!point.force) refuse_others(point, one.kept, one.seed);
  }
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

/// "point 2 of 3: modules.wage.b_wage=1"
void print_point(const RunRequest& at_point, std::size_t number, std::size_t n) {
  std::cout << fmt::format("{}point {} of {}: {}\n", number > 1 ? "\n" : "", number, n,
                           escaped(joined(at_point.scenario.varied, ", ")));
}

}  // namespace

fs::path point_path(const fs::path& out, std::size_t point, std::size_t n) {
  return n == 1 ? out : with_suffix(out, fmt::format("p{}", point));
}

fs::path replicate_path(const fs::path& out, int replicate, int n) {
  return n == 1 ? out : with_suffix(out, fmt::format("{}", replicate));
}

int run(const RunRequest& asked) {
  RunRequest request = asked;
  request.threads = threads_to_be_had(asked.threads);
  parse_interval(request.checkpoint_every);
  const std::vector<RunRequest> points = requests_at_points(request);
  const bool alone = points.size() == 1 && request.replicates == 1;
  if (alone && !request.force) refuse_whole(points.front());
  warn_of_samples(request.samples, std::cerr);
  if (!alone) check_points(points);
  const bool replaces = request.force || (varied(request) && replaces_index(points));
  if (!replaces && varied(request)) refuse_existing({index_path(request)});
  const bool make_folder = !request.out.empty() && !request.out.has_filename();
  const InterruptGuard guard;
  std::vector<IndexedRun> index;
  std::set<std::string> told;  // warnings
  bool complete = true;
  for (std::size_t p = 0; p < points.size() && complete; ++p) {
    if (points.size() > 1 && !request.quiet) print_point(points[p], p + 1, points.size());
    complete = run_replicates(points[p], make_folder, alone, index, told);
    complete = complete && (p + 1 == points.size() || !InterruptGuard::asked());
  }
  if (varied(request)) write_run_index(index_path(request), index, replaces);
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
