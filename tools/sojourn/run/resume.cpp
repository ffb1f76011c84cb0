#include "tools/sojourn/run/resume.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <set>

#include "models/catalog.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/run/checkpoints.hpp"
#include "tools/sojourn/run/kept_runs.hpp"
#include "tools/sojourn/run/one_run.hpp"
#include "tools/sojourn/run/summary.hpp"
#include "tools/sojourn/study/threads.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;
Node scenario_of(const std::string& text, const fs::path& checkpoint) {
  Diagnostics diagnostics;
  const auto scenario = parse_toml(text, checkpoint.string(), diagnostics);
  diagnostics.throw_if_any();
  return *scenario;
}

/// What the newest checkpoint says that was run.
RunPlan plan_of(const fs::path& run) {
  const auto checkpoint = newest_checkpoint(run);
  if (checkpoint == nullptr) {
    throw InputError(Source{run.string()}, "no checkpoint beside it that can be gone on from");
  }
  const CheckpointHead& head = checkpoint->head();
  RunPlan plan{scenario_of(head.scenario, run), {}, head.from};
  if (head.from > 0) plan.regime = scenario_of(head.regime, run);
  return plan;
}

/// Removes what a run leaves that is killed after it has got its name.
bool is_whole(const fs::path& run) {
  std::error_code ignored;
  if (!fs::is_regular_file(run, ignored)) return false;
  const RunFile file(run);
  if (!file.unfinished().empty()) return false;
  const auto left = has_checkpoint(run) ? newest_checkpoint(run) : nullptr;
  if (left && left->head().scenario == file.attribute_text("scenario")) remove_checkpoints(run);
  return true;
}

}  // namespace

int resume(const ResumeRequest& request) {
  const fs::path run = through_links(request.run);
  const CheckpointInterval interval = parse_interval(request.checkpoint_every);
  if (is_whole(run)) {
    std::cerr << run.string() << " is whole\n";
    return 0;
  }
  const auto lease = Lease::require(run);
  const RunJob job{
      plan_of(run),        run, interval, threads_to_be_had(request.threads), false, request.quiet,
      request.command_line};
  const InterruptGuard guard;
  Progress progress(std::cerr, progress_style(request.quiet), "");
  std::set<std::string> told;
  const bool complete = do_run(job, *lease, models::standard_catalog(), progress, told);
  if (!complete) tell_interrupted(run);
  if (!request.quiet) print_summary({run}, std::cout);
  return complete ? 0 : kInterrupted;
}

void add_resume(Cli& cli) {
  const auto request = std::make_shared<ResumeRequest>();
  Options options = cli.add("resume", "goes on with a run that was interrupted or killed",
                            [request](const std::string& line) {
                              request->command_line = line;
                              return resume(*request);
                            });
  options.required("RUN", request->run, "run file, which need not be there yet");
  options.threads(request->threads);
  add_checkpoints(options, *request);
  options.flag("--quiet", request->quiet, "no progress, no summary");
  options.example("sojourn resume islands.h5");
}

}  // namespace sojourn::command
