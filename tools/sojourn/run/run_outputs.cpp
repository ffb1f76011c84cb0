#include "tools/sojourn/run/run_outputs.hpp"

#include <fmt/format.h>

#include <string>

#include "sim/record/part_file.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/run/run_plan.hpp"
#include "tools/sojourn/run/run_request.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

/// "name-SUFFIX.h5"
fs::path with_suffix(const fs::path& out, const std::string& suffix) {
  fs::path name = out.stem();
  name += "-" + suffix;
  name += out.extension();
  return out.parent_path() / name;
}

}  // namespace

fs::path point_path(const fs::path& out, std::size_t point, std::size_t n) {
  return n == 1 ? out : with_suffix(out, fmt::format("p{}", point));
}

fs::path replicate_path(const fs::path& out, int replicate, int n) {
  return n == 1 ? out : with_suffix(out, fmt::format("{}", replicate));
}

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

fs::path index_path(const RunRequest& request) {
  return out_of(request).parent_path() / (out_of(request).stem().string() + "-index.csv");
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

}  // namespace sojourn::command
