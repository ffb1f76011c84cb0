#include "tools/sojourn/run/run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <set>
#include <vector>

#include "models/catalog.hpp"
#include "sim/input/characters.hpp"
#include "sim/record/recorder.hpp"
#include "sim/simulation.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/clock.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/progress.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/outcomes/asked_outcomes.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/program/version.hpp"
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
constexpr int kInterrupted = 130;

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

/// One run from the first tick to the finished file.
class Run {
 public:
  Run(const RunRequest& request, const fs::path& output, Progress& progress,
      std::set<std::string>& told)
      : request_(request),
        progress_(progress),
        told_(told),
        recorder_(output, request.force),
        date_(utc_now()),
        began_(std::chrono::steady_clock::now()) {
    recorder_.attribute("complete", std::int64_t{0});
  }

  /// @return whether all ticks were done
  bool operator()(const RunPlan& plan, std::uint64_t seed, const Catalog& catalog) {
    progress_.say("building the world");
    Simulation simulation(with_seed(plan.scenario, seed), catalog, request_.threads);
    if (plan.from > 0) simulation.schedule(with_seed(plan.regime, seed), catalog);
    tell_warnings(simulation);
    describe(simulation);
    if (plan.from > 0) describe_regime(simulation, plan.from);
    simulation.attach(recorder_);
    recorder_.flush();  // what a kill leaves can be read
    progress_.begin_ticks();
    while (!simulation.done() && !InterruptGuard::asked()) {
      if (plan.from > 0 && simulation.now() == plan.from) simulation.begin_regime(0);
      tick(simulation);
    }
    simulation.finish();
    finish(simulation.done());
    return simulation.done();
  }

 private:
  /// Quiet or not, and once for all replicates and points.
  void tell_warnings(const Simulation& simulation) {
    for (const std::string& text : simulation.warnings()) {
      if (told_.insert(text).second) std::cerr << "warning: " << escaped(text) << '\n';
    }
  }

  void describe(const Simulation& simulation) {
    const World& world = simulation.world();
    const bool daily = world.calendar.length() == TickLength::kDay;
    recorder_.attribute("title", world.title);
    recorder_.attribute("start", world.calendar.label(0));
    recorder_.attribute("tick", std::string(daily ? "day" : "month"));
    recorder_.attribute("ticks", std::int64_t{world.n_ticks});
    recorder_.attribute("seed", static_cast<std::int64_t>(world.seed));
    recorder_.attribute("persons_per_agent", world.persons_per_agent);
    recorder_.attribute("scenario", simulation.resolved());
  }

  void describe_regime(const Simulation& simulation, int from) {
    recorder_.attribute("regime", simulation.resolved(0));
    recorder_.attribute("regime_from", simulation.world().calendar.label(from));
  }

  void tick(Simulation& simulation) {
    const std::string date = simulation.world().calendar.label(simulation.now());
    simulation.tick();
    recorder_.end_tick();
    progress_.tick(simulation.now(), simulation.world().n_ticks, date);
  }

  void finish(bool complete) {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began_;
    recorder_.attribute("complete", std::int64_t{complete ? 1 : 0});
    recorder_.provenance("program", "sojourn " + program_version());
    recorder_.provenance("commit", program_commit());
    recorder_.provenance("command_line", request_.command_line);
    recorder_.provenance("threads", std::int64_t{Crew(request_.threads).n_threads()});
    recorder_.provenance("began", date_);
    recorder_.provenance("wall_seconds", wall.count());
    try {
      recorder_.finish();
    } catch (const OutputExists& error) {
      throw WriteError(error.what());  // the run is lost; it was not the command that was wrong
    }
    progress_.close();
  }

  const RunRequest& request_;
  Progress& progress_;
  std::set<std::string>& told_;
  Recorder recorder_;
  std::string date_;
  std::chrono::steady_clock::time_point began_;
};

/// The request at every point of what is varied.
std::vector<RunRequest> requests_at_points(const RunRequest& request) {
  std::vector<Variation> variations;
  for (const std::string& text : request.variations) variations.push_back(parse_variation(text));
  find_whole_ranges(variations, all_of(request));
  const std::vector<Point> points = design(variations, request.samples);
  std::vector<RunRequest> all;
  for (std::size_t p = 0; p < points.size(); ++p) {
    all.push_back(request);
    all.back().scenario.varied = points[p];
    all.back().out = point_path(out_of(request), p + 1, points.size());
  }
  return all;
}

/// @param index takes the files that are whole
/// @return whether all replicates were done
bool run_replicates(const RunRequest& request, bool make_folder, std::vector<IndexedRun>& index,
                    std::set<std::string>& told) {
  const std::vector<fs::path> outputs = outputs_of(request);
  const Catalog catalog = models::standard_catalog();
  const RunPlan plan = plan_of(request, catalog, true);
  refuse_inputs(request);
  const CheckedScenario checked = check_scenario(plan.scenario, catalog);
  if (!request.force) require_memory(estimate(checked), available_memory());
  const std::uint64_t seed = checked.world.seed;
  if (make_folder) make_folder_of(outputs.front());
  check_outcomes(plan.from > 0 ? plan.regime : plan.scenario, catalog);

  const Progress::Style style = progress_style(request.quiet);
  std::vector<fs::path> done;  // of the summary: an unfinished replicate would spoil the mean
  bool complete = true;
  for (std::size_t r = 0; r < outputs.size() && complete; ++r) {
    std::string label;
    if (outputs.size() > 1) label = fmt::format("replicate {} of {}", r + 1, outputs.size());
    Progress progress(std::cerr, style, label);
    warn_if_left_behind(through_links(outputs[r]));
    Run one(request, through_links(outputs[r]), progress, told);
    complete = one(plan, seed + r, catalog);
    if (!complete) {
      std::cerr << fmt::format("interrupted: {} holds the ticks that were done\n",
                               outputs[r].string());
    }
    if (complete || done.empty()) done.push_back(outputs[r]);
    index.push_back({outputs[r].filename().string(),
                     {},
                     static_cast<int>(r + 1),
                     static_cast<std::int64_t>(seed + r),
                     request.scenario.varied});
    complete = complete && (r + 1 == outputs.size() || !InterruptGuard::asked());
  }
  if (!request.quiet) print_summary(done, std::cout);
  return complete;
}

/// A fault of the last point is found before the first one runs.
void check_points(const std::vector<RunRequest>& points) {
  if (points.size() == 1) return;  // it is checked when it runs
  const Catalog catalog = models::standard_catalog();
  for (const RunRequest& point : points) {
    const RunPlan plan = plan_of(point, catalog, false);
    refuse_inputs(point);
    check_scenario(plan.scenario, catalog);
    if (plan.from > 0) check_scenario(plan.regime, catalog);
  }
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
  const std::vector<RunRequest> points = requests_at_points(request);
  for (const RunRequest& point : points) {
    if (!request.force) refuse_existing(outputs_of(point));
  }
  if (!request.force && varied(request)) refuse_existing({index_path(request)});
  warn_of_samples(request.samples, std::cerr);
  check_points(points);
  const bool make_folder = !request.out.empty() && !request.out.has_filename();
  const InterruptGuard guard;
  std::vector<IndexedRun> index;
  std::set<std::string> told;  // warnings
  bool complete = true;
  for (std::size_t p = 0; p < points.size() && complete; ++p) {
    if (points.size() > 1 && !request.quiet) print_point(points[p], p + 1, points.size());
    complete = run_replicates(points[p], make_folder, index, told);
    complete = complete && (p + 1 == points.size() || !InterruptGuard::asked());
  }
  if (varied(request)) write_run_index(index_path(request), index, request.force);
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
  options.flag("--force", request->force, "overwrite the run file");
  options.flag("--quiet", request->quiet, "no progress, no summary");
  options.example("sojourn run islands.toml");
  options.example("sojourn run islands.toml --seed 7 --replicates 5 --out runs/islands.h5");
  options.example("sojourn run islands.toml --set modules.wage.b_wage=1.2 --overlay policy.toml");
  options.example("sojourn run islands.toml --vary country.0.openness=0.1,0.5,0.9");
}

}  // namespace sojourn::command
