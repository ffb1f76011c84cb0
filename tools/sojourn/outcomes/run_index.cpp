#include "tools/sojourn/outcomes/run_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "sim/input/assignment.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

namespace {

using Row = std::vector<std::string>;

void print(const Row& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) out << (i == 0 ? "" : ",") << csv_text(row[i]);
  out << '\n';
}

}  // namespace

void write_run_index(const std::filesystem::path& path, const std::vector<IndexedRun>& runs,
                     bool force) {
  if (runs.empty()) return;
  const bool regimes =
      std::ranges::any_of(runs, [](const auto& run) { return !run.regime.empty(); });
  TextFile file(path, force);
  Row head{"file"};
  if (regimes) head.emplace_back("regime");
  head.emplace_back("replicate");
  head.emplace_back("seed");
  for (const std::string& one : runs.front().point) {
    const std::size_t value = Assignment(one).value.size();
    head.push_back(one.substr(0, one.size() - value - 1));
  }
  print(head, file.stream());
  for (const IndexedRun& run : runs) {
    Row row{run.file};
    if (regimes) row.push_back(run.regime);
    row.push_back(std::to_string(run.replicate));
    row.push_back(std::to_string(run.seed));
    for (const std::string& one : run.point) row.emplace_back(Assignment(one).value);
    print(row, file.stream());
  }
  file.finish();
}

}  // namespace sojourn::command
