#include "tools/sojourn/run/kept_runs.hpp"

#include "sim/record/h5.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/program/program_identity.hpp"
#include "tools/sojourn/run/checkpoints.hpp"
#include "tools/sojourn/study/regimes.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// Calls look(run); false where it cannot be read.
template <class Look>
bool of_run_file(const fs::path& path, const Look& look) {
  if (!is_there(path)) return false;
  try {
    return look(RunFile(path));
  } catch (const ReadError&) {
    return false;
  }
}

/// Two programs may say that they are of one commit, if something is not committed.
bool is_of(const RunFile& run, const std::string& program) {
  const auto found = run.provenance().find("program_digest");
  return found != run.provenance().end() && to_string(found->second) == program;
}

}  // namespace

bool can_go_on(const fs::path& output) {
  return has_checkpoint(output) &&
         of_run_file(output, [](const RunFile& run) { return !run.unfinished().empty(); });
}

KeptRuns::KeptRuns(const RunPlan& plan, const CheckedScenario& checked, const Catalog& catalog)
    : program_(program_identity()), scenario_(checked.resolved) {
  if (plan.from == 0) return;
  regime_ = check_scenario(plan.regime, catalog).resolved;
  from_ = checked.world.calendar.label(plan.from);
}

bool KeptRuns::is_whole(const fs::path& output, std::uint64_t seed) const {
  return of_run_file(output, [&](const RunFile& run) {
    return is_of(run, program_) && run.unfinished().empty() &&
           run.attribute_text("scenario") == to_toml(with_seed(scenario_, seed)) &&
           run.attribute_text("regime_from") == from_ &&
           (from_.empty() || run.attribute_text("regime") == to_toml(with_seed(regime_, seed)));
  });
}

}  // namespace sojourn::command
