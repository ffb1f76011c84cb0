#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "tests/fuzz/targets/check_and_run.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn::fuzz {

namespace {

constexpr std::array<std::string_view, 9> kTables{"countries", "places",     "corridors",
                                                  "stocks",    "affinities", "irregular",
                                                  "pairs",     "history",    "visas"};

}  // namespace

void take_table(std::string_view bytes) {
  const std::string_view name = bytes.substr(0, bytes.find('\n'));
  if (std::ranges::find(kTables, name) == kTables.end()) return;
  const testing::ScratchFolder folder;
  written(folder.path() / "table.csv", bytes.substr(std::min(bytes.size(), name.size() + 1)));
  const std::string scenario =
      fmt::format("format_version = 1\n[run]\nticks = 2\n[world]\n{} = \"table.csv\"\n", name) +
      (name == "countries" ? "" : three_countries());
  const ScenarioRequest request = alone(written(folder.path() / "scenario.toml", scenario));
  may_refuse([&] { check_and_run(request); });
}

}  // namespace sojourn::fuzz
