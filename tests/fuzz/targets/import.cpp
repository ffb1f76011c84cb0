#include "tools/sojourn/import/import.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

#include "tests/fuzz/targets/check_and_run.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/sections.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"

namespace sojourn::fuzz {

namespace fs = std::filesystem;

namespace {

/// A world that is written is one that can be run.
void import_and_run(const command::ImportRequest& request) {
  std::ostringstream out, err;
  command::write_import(request, out, err);
  check_and_run(alone(request.out / "scenario.toml"));
}

constexpr std::array<std::string_view, 10> kFleeFiles{
    "input_csv/locations.csv",     "input_csv/routes.csv",
    "input_csv/closures.csv",      "input_csv/registration_corrections.csv",
    "input_csv/conflicts.csv",     "input_csv/sim_period.csv",
    "source_data/data_layout.csv", "source_data/refugees.csv",
    "source_data/refuge.csv",      "input_csv/flood_level.csv"};

}  // namespace

void take_import(std::string_view bytes) {
  const testing::ScratchFolder folder;
  command::ImportRequest request;
  request.year = 2005;
  request.until = 2010;
  request.out = folder.path() / "world";
  const auto publishers = intake::publishers();
  request.files.resize(publishers.size());
  for (const Section& section : sections_of(bytes)) {
    const auto found = std::ranges::find(publishers, section.name, &intake::Publisher::option);
    if (found == publishers.end()) continue;
    auto& files = request.files[static_cast<std::size_t>(found - publishers.begin())];
    const std::string name =
        std::string(found->option).substr(2) + std::to_string(files.size()) + ".csv";
    files.push_back(written(folder.path() / "files" / name, section.text));
  }
  may_refuse([&] { import_and_run(request); });
}

void take_flee(std::string_view bytes) {
  const testing::ScratchFolder folder;
  command::ImportRequest request;
  request.out = folder.path() / "world";
  request.flee = folder.path() / "conflict";
  fs::create_directories(request.flee);
  for (const Section& section : sections_of(bytes)) {
    if (std::ranges::find(kFleeFiles, section.name) == kFleeFiles.end()) continue;
    written(request.flee / section.name, section.text);
  }
  may_refuse([&] { import_and_run(request); });
}

}  // namespace sojourn::fuzz
