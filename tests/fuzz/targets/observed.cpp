#include "tools/sojourn/report/observed.hpp"

#include <string>
#include <vector>

#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/stored_run.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/calibrate/targets.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/score/reference/long_table.hpp"

namespace sojourn::fuzz {

namespace fs = std::filesystem;

namespace {

void hold_against(const fs::path& table, const fs::path& run) {
  const RunFile file(run);
  const command::RunView view(file);
  const std::vector<command::TimedFile> runs{command::timed(view)};
  command::observed(command::read_observations(table, runs.front()), runs).dump();
}

}  // namespace

void take_observed(std::string_view bytes) {
  const testing::ScratchFolder folder;
  const fs::path run = written(folder.path() / "run.h5", stored_run());
  const fs::path table = written(folder.path() / "run-index.csv", bytes);
  may_refuse([&] { hold_against(table, run); });
  may_refuse([&] { command::read_targets(table); });
  may_refuse([&] { command::read_run_index(table); });
  may_refuse([&] { command::read_long_table({table, {}, "--value", true, false}, {"A", "B"}); });
}

}  // namespace sojourn::fuzz
