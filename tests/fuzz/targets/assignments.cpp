#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "tests/fuzz/targets/check_and_run.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/study/vary.hpp"
#include "tools/sojourn/study/whole_ranges.hpp"

namespace sojourn::fuzz {

namespace {

constexpr int kSamples = 4;
constexpr std::size_t kMostPoints = 3;

/// The first points of what is varied, if anything is.
std::vector<command::Point> points_of(const std::vector<std::string>& texts,
                                      const ScenarioRequest& request) {
  std::vector<command::Variation> variations;
  for (const std::string& text : texts) variations.push_back(command::parse_variation(text));
  command::find_whole_ranges(variations, request);
  const bool ranges = std::ranges::any_of(variations, &command::Variation::is_range);
  std::vector<command::Point> points = command::design(variations, ranges ? kSamples : 0);
  points.resize(std::min(points.size(), kMostPoints));
  return points;
}

void lay(ScenarioRequest request, const std::vector<std::string>& varied) {
  const Node plain = load_scenario(request.plain());
  for (const command::Point& point : points_of(varied, request.plain())) {
    with_assignments(plain, request.assignments, point);
    request.varied = point;
    check_and_run(request);
  }
}

}  // namespace

void take_assignments(std::string_view bytes) {
  const testing::ScratchFolder folder;
  ScenarioRequest request = alone(written(folder.path() / "scenario.toml", wide_world()));
  std::vector<std::string> varied;
  std::istringstream lines{std::string(bytes)};
  for (std::string line; std::getline(lines, line);) {
    const bool varies = line.starts_with('~');
    (varies ? varied : request.assignments).push_back(varies ? line.substr(1) : line);
  }
  may_refuse([&] { lay(request, varied); });
}

}  // namespace sojourn::fuzz
