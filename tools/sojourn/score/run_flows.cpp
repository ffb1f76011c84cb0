#include "tools/sojourn/score/run_flows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/source.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/report/periods.hpp"
#include "tools/sojourn/score/replicates.hpp"

namespace sojourn::command {

namespace {

/// Whether it has a first axis of time or periods, then origin and destination.
bool is_of_pairs(const StoredDataset& dataset) {
  return dataset.axes.size() >= 3 && (dataset.axes[0] == "time" || dataset.axes[0] == "period") &&
         dataset.axes[1] == "origin" && dataset.axes[2] == "destination";
}

std::string chosen_series(const RunFile& run, const std::string& asked) {
  if (asked.empty()) {
    for (const char* name : {"transitions", "departures"}) {
      const StoredDataset* dataset = run.find(name);
      if (dataset && dataset->n_slices() > 0) return name;
    }
  }
  std::vector<std::string> known;
  for (const StoredDataset& dataset : run.datasets()) {
    if (is_of_pairs(dataset)) known.push_back(dataset.name);
  }
  if (std::ranges::count(known, asked) > 0) return asked;
  throw InputError({run.path().string(), 0, 0},
                   fmt::format("no series \"{}\" by origin and destination in it{}",
                               asked.empty() ? "transitions" : asked, nearest_hint(asked, known)));
}

/// 2005 of "2005-01".
int year_of(const std::string& date) {
  return std::stoi(date.substr(0, 4));
}

bool is_first_of_year(const std::string& date) {
  return date.ends_with("-01") && date.substr(4, 3) == "-01";
}

/// Whether a tick is the last of its year: December, or its last day.
bool is_last_of_year(const std::string& date) {
  return date.substr(4, 3) == "-12" && (date.size() == 7 || date.ends_with("-31"));
}

}  // namespace

std::string to_string(const Span& span) {
  return fmt::format("{} to {}", span.year, span.year + span.years);
}

RunFlows::RunFlows(std::vector<RunFile> runs, const std::string& series)
    : runs_(std::move(runs)),
      atlas_(runs_.front()),
      series_(chosen_series(runs_.front(), series)),
      is_by_period_(runs_.front().find(series_)->axes.front() == "period"),
      ids_(runs_.front().labels("citizenship")),
      times_(runs_.front().labels(is_by_period_ ? "period" : "time")) {
  require_replicates(runs_, series_);
}

std::optional<std::size_t> RunFlows::slice_of(const Span& span) const {
  const std::vector<std::int64_t> lengths = runs_.front().integers("period_years");
  for (std::size_t i = 0; i < times_.size(); ++i) {
    if (year_of(times_[i]) == span.year && lengths[i] == span.years) return i;
  }
  return std::nullopt;
}

bool RunFlows::covers(const Span& span) const {
  if (times_.empty()) return false;
  if (is_by_period_) return slice_of(span).has_value();
  const int first = year_of(times_.front()) + (is_first_of_year(times_.front()) ? 0 : 1);
  const int end = year_of(times_.back()) + (is_last_of_year(times_.back()) ? 1 : 0);
  return first <= span.year && span.year + span.years <= end;
}

std::string RunFlows::extent() const {
  if (times_.empty()) return fmt::format("{} has no whole period", series_);
  if (!is_by_period_)
    return fmt::format("{} from {} to {}", series_, times_.front(), times_.back());
  return fmt::format("{} over {} years from {}", series_,
                     runs_.front().integers("period_years").front(), joined(times_, ", "));
}

PairFlows RunFlows::sum_of(const RunFile& run, std::size_t first, std::size_t count) const {
  const std::vector<int>& country = atlas_.country_of_place();
  const std::size_t slice = run.find(series_)->slice_cells();
  const std::size_t per_pair = slice / (country.size() * country.size());
  const auto n = static_cast<Eigen::Index>(ids_.size());
  PairFlows sum = PairFlows::Zero(n, n);
  for (std::size_t at = first; at < first + count; ++at) {
    const std::vector<double> cells = run.reals(series_, at, 1);
    for (std::size_t cell = 0; cell < slice; ++cell) {
      if (cells[cell] == 0) continue;
      const int from = country[cell / per_pair / country.size()];
      const int to = country[cell / per_pair % country.size()];
      if (from >= 0 && to >= 0 && from != to) sum(from, to) += cells[cell];
    }
  }
  return sum;
}

PairFlows RunFlows::moves_of(std::size_t run, const Span& span) const {
  const auto in_span = [&](const std::string& date) {
    return span.year <= year_of(date) && year_of(date) < span.year + span.years;
  };
  const auto first = std::ranges::find_if(times_, in_span);
  return sum_of(runs_[run], static_cast<std::size_t>(first - times_.begin()),
                static_cast<std::size_t>(std::ranges::count_if(times_, in_span)));
}

PairFlows RunFlows::of(std::size_t run, const Span& span) const {
  return is_by_period_ ? sum_of(runs_[run], *slice_of(span), 1) : moves_of(run, span);
}

FlowsByKind RunFlows::by_kind(std::size_t run, const Span& span) const {
  const std::vector<double> cells = runs_[run].reals(series_, *slice_of(span), 1);
  const std::vector<int>& country = atlas_.country_of_place();
  const auto n = static_cast<Eigen::Index>(ids_.size());
  FlowsByKind kinds;
  kinds.fill(PairFlows::Zero(n, n));
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const int from = country[cell / kKinds / country.size()];
    const int to = country[cell / kKinds % country.size()];
    if (from >= 0 && to >= 0 && from != to) kinds[cell % kKinds](from, to) += cells[cell];
  }
  return kinds;
}

PairFlows RunFlows::mean(const Span& span) const {
  PairFlows sum = of(0, span);
  for (std::size_t run = 1; run < runs_.size(); ++run) sum += of(run, span);
  return sum / static_cast<double>(runs_.size());
}

FlowsByKind RunFlows::mean_by_kind(const Span& span) const {
  FlowsByKind sum = by_kind(0, span);
  for (std::size_t run = 1; run < runs_.size(); ++run) {
    const FlowsByKind more = by_kind(run, span);
    for (std::size_t kind = 0; kind < kKinds; ++kind) sum[kind] += more[kind];
  }
  for (PairFlows& kind : sum) kind /= static_cast<double>(runs_.size());
  return sum;
}

}  // namespace sojourn::command
