#include "tests/fuzz/targets/check_and_run.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn::fuzz {

void take_overlay(std::string_view bytes) {
  const testing::ScratchFolder folder;
  ScenarioRequest request = alone(written(folder.path() / "scenario.toml", wide_world()));
  request.overlays.push_back(written(folder.path() / "overlay.toml", bytes));
  may_refuse([&] { check_and_run(request); });
}

}  // namespace sojourn::fuzz
