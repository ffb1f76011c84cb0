#include "tools/sojourn/run/point_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "sim/record/part_file.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/progress.hpp"
#include "tools/sojourn/outcomes/asked_outcomes.hpp"
#include "tools/sojourn/run/checkpoints.hpp"
#include "tools/sojourn/run/one_run.hpp"
#include "tools/sojourn/run/run_outputs.hpp"
#include "tools/sojourn/run/summary.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/estimate.hpp"
#include "tools/sojourn/study/memory.hpp"
#include "tools/sojourn/study/regimes.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

PointRuns::PointRuns(const RunRequest& request, const Catalog& catalog, bool alone, bool tell)
    : request_(request), catalog_(catalog), alone_(alone), plan_(plan_of(request, catalog, tell)) {
  refuse_inputs(request);
  const CheckedScenario checked = check_scenario(plan_.scenario, catalog);
  kept_ = std::make_unique<KeptRuns>(plan_, checked, catalog);
  seed_ = checked.world.seed;
  if (!request.force) require_memory(estimate(checked), available_memory());
  for (const fs::path& output : outputs_of(request)) replicates_.push_back({output});
}

void PointRuns::refuse_others() const {
  std::vector<fs::path> others;
  for (std::size_t r = 0; r < replicates_.size(); ++r) {
    const fs::path& output = replicates_[r].output;
    if (!can_go_on(output) && !kept_->is_whole(output, seed_of(r))) others.push_back(output);
  }
  refuse_existing(others);
}

void PointRuns::check_outcomes() const {
  command::check_outcomes(plan_.from > 0 ? plan_.regime : plan_.scenario, catalog_);
}

bool PointRuns::pass(std::set<std::string>& told) {
  for (std::size_t r = 0; r < replicates_.size(); ++r) {
    if (replicates_[r].state != State::kMissing) continue;
    if (InterruptGuard::asked()) return false;
    look_at(r, told);
    if (replicates_[r].state == State::kUnfinished) return false;
  }
  return true;
}

/// A run may have ended between the look at its file and the taking of its lease. Who lost the
/// lease of a run, and does not know it yet, is still at it.
void PointRuns::look_at(std::size_t r, std::set<std::string>& told) {
  Replicate& one = replicates_[r];
  const auto lease = is_kept(r) ? nullptr : lease_of(r);
  if (is_kept(r)) {
    one.state = State::kWhole;
    if (!request_.quiet) std::cerr << one.output.string() << " is whole and is kept\n";
  } else if (lease != nullptr && (alone_ || !is_being_written(through_links(one.output)))) {
    const bool complete = make(r, *lease, told);
    one.state = complete ? State::kWhole : State::kUnfinished;
    if (!complete) tell_interrupted(one.output);
  }
}

std::size_t PointRuns::n_elsewhere() const {
  const auto missing = [](const Replicate& one) { return one.state == State::kMissing; };
  return static_cast<std::size_t>(std::ranges::count_if(replicates_, missing));
}

/// An unfinished replicate would spoil the mean, and is shown where there is nothing else.
void PointRuns::print_summary() const {
  std::vector<fs::path> whole, unfinished;
  for (const Replicate& one : replicates_) {
    if (one.state == State::kWhole) whole.push_back(one.output);
    if (one.state == State::kUnfinished) unfinished.push_back(one.output);
  }
  const std::vector<fs::path>& shown = whole.empty() ? unfinished : whole;
  if (!shown.empty()) command::print_summary(shown, std::cout);
}

std::vector<IndexedRun> PointRuns::index() const {
  std::vector<IndexedRun> all;
  for (std::size_t r = 0; r < replicates_.size(); ++r) {
    all.push_back({replicates_[r].output.filename().string(),
                   {},
                   static_cast<int>(r + 1),
                   static_cast<std::int64_t>(seed_of(r)),
                   request_.scenario.varied});
  }
  return all;
}

RunPlan PointRuns::plan_for(std::size_t r) const {
  RunPlan one = plan_;
  one.scenario = with_seed(plan_.scenario, seed_of(r));
  if (plan_.from > 0) one.regime = with_seed(plan_.regime, seed_of(r));
  return one;
}

bool PointRuns::is_kept(std::size_t r) const {
  return !alone_ && !request_.force &&
         kept_->is_whole(through_links(replicates_[r].output), seed_of(r));
}

std::unique_ptr<Lease> PointRuns::lease_of(std::size_t r) const {
  const fs::path output = through_links(replicates_[r].output);
  return alone_ ? Lease::require(output) : Lease::take(output);
}

bool PointRuns::make(std::size_t r, Lease& lease, std::set<std::string>& told) const {
  const fs::path output = through_links(replicates_[r].output);
  const std::size_t n = replicates_.size();
  Progress progress(std::cerr, progress_style(request_.quiet),
                    n > 1 ? fmt::format("replicate {} of {}", r + 1, n) : "");
  warn_if_left_behind(output);
  const RunJob job{plan_for(r),          output,         parse_interval(request_.checkpoint_every),
                   request_.threads,     request_.force, request_.quiet,
                   request_.command_line};
  return do_run(job, lease, catalog_, progress, told);
}

}  // namespace sojourn::command
