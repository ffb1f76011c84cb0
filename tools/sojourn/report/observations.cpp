#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "sim/base/calendar.hpp"
#include "sim/input/csv/header.hpp"
#include "sim/input/csv/table.hpp"
#include "sim/input/settings.hpp"
#include "tools/sojourn/report/observed.hpp"

namespace sojourn::command {

namespace {

using Names = std::vector<std::string>;

bool is_over_time(const StoredDataset& dataset, const std::string& axis) {
  return !dataset.is_axis && !dataset.axes.empty() && dataset.axes.front() == axis;
}

Names series_of(const TimedFile& run) {
  Names names;
  for (const StoredDataset& dataset : run.file.datasets()) {
    if (is_over_time(dataset, run.axis)) names.push_back(dataset.name);
  }
  return names;
}

/// Axes by which series can be narrowed down, each once.
Names axes_of(const TimedFile& run) {
  std::set<std::string> names;
  for (const StoredDataset& dataset : run.file.datasets()) {
    if (is_over_time(dataset, run.axis)) names.insert(dataset.axes.begin() + 1, dataset.axes.end());
  }
  return {names.begin(), names.end()};
}

bool is_year(const std::string& text) {
  return text.size() == 4 &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// Reads one row, and notes what is wrong with it where it is written.
class RowOfObservations {
 public:
  RowOfObservations(Settings& row, const TimedFile& run, const Names& axes)
      : row_(row), run_(run), axes_(axes) {}

  std::optional<Observation> read() {
    Observation found;
    found.series = row_.required_text("series", "series of the run file");
    found.date = row_.required_text("date", "year, month or day");
    found.value = row_.required_real("value", "as the series", {}, "what was counted");
    for (const std::string& axis : axes_) {
      const std::string label = row_.text(axis, "", "label; none: all of them together");
      if (!label.empty()) found.keys[axis] = label;
    }
    found.where = row_.where("series");
    const StoredDataset* dataset = series(found.series);
    check_date(found.date);
    if (!dataset) return std::nullopt;
    for (const auto& [axis, label] : found.keys) check_key(*dataset, axis, label);
    check_measure(*dataset, found);
    return found;
  }

 private:
  const StoredDataset* series(const std::string& name) {
    if (name.empty()) return nullptr;  // told already
    const StoredDataset* dataset = run_.file.find(name);
    if (dataset && is_over_time(*dataset, run_.axis)) return dataset;
    row_.fault("series", fmt::format("the run has no series \"{}\" over time{}", name,
                                     nearest_hint(name, series_of(run_))));
    return nullptr;
  }
  void check_date(const std::string& date) {
    if (date.empty() || is_year(date) || parse_date(date)) return;
    row_.fault("date", fmt::format("expected 2015, 2015-04 or 2015-04-20, found \"{}\"", date));
  }
  void check_key(const StoredDataset& dataset, const std::string& axis, const std::string& label) {
    if (std::ranges::count(dataset.axes, axis) == 0) {
      Names own(dataset.axes.begin() + 1, dataset.axes.end());
      row_.fault(axis, fmt::format("\"{}\" has no axis `{}`; it has {}", dataset.name, axis,
                                   fmt::join(own, ", ")));
      return;
    }
    const Names labels = run_.file.labels(axis);
    if (std::ranges::count(labels, label) > 0) return;
    row_.fault(axis,
               fmt::format("the run has no {} \"{}\"{}", axis, label, nearest_hint(label, labels)));
  }
  /// Shares and rates of several places cannot be added up.
  void check_measure(const StoredDataset& dataset, const Observation& found) {
    if (over_of(dataset) != Over::kMean) return;
    for (std::size_t i = 1; i < dataset.axes.size(); ++i) {
      if (found.keys.contains(dataset.axes[i])) continue;
      row_.fault("series",
                 fmt::format("\"{}\" is no count, and cannot be added up: a `{}` is missing",
                             dataset.name, dataset.axes[i]));
    }
  }

  Settings& row_;
  const TimedFile& run_;
  const Names& axes_;
};

}  // namespace

Over over_of(const StoredDataset& dataset) {
  if (dataset.name == "stocks" || dataset.name == "residents") return Over::kLast;
  const bool of_a_tick = dataset.units != "1" && dataset.units.find(" / year") == std::string::npos;
  return of_a_tick ? Over::kSum : Over::kMean;
}

std::vector<Observation> read_observations(const std::filesystem::path& path,
                                           const TimedFile& file) {
  Diagnostics diagnostics;
  const CsvTable table(path, {}, diagnostics);
  diagnostics.throw_if_any();
  CsvHeader header = table.header();
  const Names axes = axes_of(file);
  std::vector<Observation> all;
  for (std::size_t i = 0; i < table.n_rows(); ++i) {
    Settings row(&table.row(i), "observed", &diagnostics, header);
    if (auto found = RowOfObservations(row, file, axes).read()) all.push_back(std::move(*found));
    row.finish();
    header.meet(row.introduced());
  }
  header.report_faults("observed", diagnostics);
  diagnostics.throw_if_any();
  if (all.empty()) throw InputError({path.string(), 1, 1}, "no row in it");
  return all;
}

}  // namespace sojourn::command
