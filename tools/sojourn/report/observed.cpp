#include "tools/sojourn/report/observed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sim/base/calendar.hpp"
#include "tools/sojourn/report/page/page_values.hpp"

namespace sojourn::command {

namespace {

/// "year", "month" or "day": what a date spans, no finer than a tick of the run.
std::string span_of(const std::string& date, bool days) {
  if (date.size() == 4) return "year";
  return date.size() == 7 || !days ? "month" : "day";
}

std::size_t length_of(const std::string& unit) {
  return unit == "year" ? 4 : unit == "month" ? 7 : 10;
}

/// All that is observed of one series, by one span of time.
struct Observed {
  std::string series;
  std::map<std::string, std::string> keys;
  std::string unit;
  std::map<std::string, double> values;  // by label of the period
  std::size_t n_outside = 0;

  bool is_of(const Observation& one, const std::string& span) const {
    return series == one.series && keys == one.keys && unit == span;
  }
};

std::vector<Observed> gathered(const std::vector<Observation>& observations, bool days) {
  std::vector<Observed> all;
  for (const Observation& one : observations) {
    const std::string unit = span_of(one.date, days);
    auto found = std::ranges::find_if(all, [&](const Observed& o) { return o.is_of(one, unit); });
    if (found == all.end()) {
      found = all.insert(all.end(), {one.series, one.keys, unit, {}, 0});
    }
    const std::string label = one.date.substr(0, length_of(unit));
    if (!found->values.emplace(label, one.value).second) {
      throw InputError(one.where, fmt::format("\"{}\" of {} is there twice", one.series, label));
    }
  }
  return all;
}

/// Whether the label `index` of an axis is meant by `label`: a country means its places.
bool is_meant(const TimedFile& run, const std::vector<std::string>& labels, std::size_t index,
              const std::string& axis, const std::string& label) {
  if (labels[index] == label) return true;
  const auto& country = run.country_of_place;
  if (axis == "citizenship" || labels.size() != country.size()) return false;
  const auto place = static_cast<std::size_t>(std::ranges::find(labels, label) - labels.begin());
  return place < run.n_countries && country[index] == country[place];
}

/// The cells of a slice that the keys pick out, as one group.
Grouping picked(const TimedFile& run, const StoredDataset& dataset,
                const std::map<std::string, std::string>& keys) {
  Grouping grouping{{0}, 1};
  for (std::size_t i = 1; i < dataset.axes.size(); ++i) {
    const std::string& axis = dataset.axes[i];
    const std::vector<std::string> labels = run.file.labels(axis);
    const auto key = keys.find(axis);
    std::vector<int> finer;
    finer.reserve(grouping.group_of_cell.size() * labels.size());
    for (const int outer : grouping.group_of_cell) {
      for (std::size_t label = 0; label < labels.size(); ++label) {
        const bool in = key == keys.end() || is_meant(run, labels, label, axis, key->second);
        finer.push_back(in ? outer : -1);
      }
    }
    grouping.group_of_cell = std::move(finer);
  }
  return grouping;
}

/// Whether the run has the whole of a year, month or day, and not a part of it alone.
std::vector<bool> whole_periods(const std::vector<std::string>& times, const Periods& periods) {
  const Date first = parse_date(times.front()).value_or(Date{});
  const Date last = parse_date(times.back()).value_or(Date{});
  const bool days = times.back().size() == std::string_view("2015-01-20").size();
  const Date next = days ? date_of_day(day_number(last) + 1) : later(last, 1);
  std::vector<bool> whole(periods.size(), true);
  const auto begins = [&](const Date& date) {
    return periods.unit == "day" || (date.day == 1 && (periods.unit == "month" || date.month == 1));
  };
  if (!begins(first)) whole.front() = false;
  if (!begins(next)) whole.back() = false;
  return whole;
}

/// The same of a file by years, which counts the ticks of each.
std::vector<bool> whole_years(const RunFile& file) {
  constexpr double kNearlyAll = 0.999;
  const double length = std::get<double>(file.attributes().at("tick_years"));
  std::vector<bool> whole;
  for (const std::int64_t ticks : file.integers("ticks")) {
    whole.push_back(static_cast<double>(ticks) * length > kNearlyAll);
  }
  return whole;
}

/// NaN where nothing is known.
std::vector<double> by_period(const TimedFile& run, const Observed& one,
                              const std::vector<std::string>& labels) {
  const StoredDataset* dataset = run.file.find(one.series);
  if (dataset == nullptr) return std::vector<double>(labels.size(), std::nan(""));
  const Periods periods = periods_of(run.labels, one.unit);
  const Over over = over_of(*dataset);
  const auto sums =
      aggregate(run.file, one.series, periods, over, {picked(run, *dataset, one.keys)});
  const std::vector<bool> whole =
      run.is_by_years() ? whole_years(run.file) : whole_periods(run.labels, periods);
  std::vector<double> values;
  for (const std::string& label : labels) {
    const auto found = std::ranges::find(periods.labels, label);
    const auto i = static_cast<std::size_t>(found - periods.labels.begin());
    const bool known = found != periods.labels.end() && (whole[i] || over == Over::kMean);
    values.push_back(known ? sums.front().at(i, 0) : std::nan(""));
  }
  return values;
}

/// By years nothing finer is known.
std::vector<std::string> periods_with(const TimedFile& run, const std::string& unit) {
  if (run.is_by_years() && unit != "year") return {};
  return periods_of(run.labels, unit).labels;
}

HeldAgainst held(const Observed& one, const std::vector<TimedFile>& runs) {
  HeldAgainst all{one.series, one.keys, one.unit, {}, {}, {}, 0};
  all.labels = periods_with(runs.front(), one.unit);
  std::size_t n_within = 0;
  for (const std::string& label : all.labels) {
    const auto found = one.values.find(label);
    n_within += found == one.values.end() ? 0 : 1;
    all.observed.push_back(found == one.values.end() ? std::nan("") : found->second);
  }
  all.n_outside = one.values.size() - n_within;
  for (const TimedFile& run : runs) all.simulated.push_back(by_period(run, one, all.labels));
  return all;
}

}  // namespace

TimedFile timed(const RunView& run) {
  return {run.file, "time", run.file.labels("time"), run.atlas.country_of_place(),
          run.atlas.n_countries()};
}

Json rounded_all(const std::vector<double>& values) {
  Json all = Json::array();
  for (const double value : values) all.push_back(rounded(value));
  return all;
}

Json observed_head(const HeldAgainst& one, const TimedFile& file) {
  const StoredDataset* dataset = file.file.find(one.series);
  Json keys = Json::object();
  for (const auto& [axis, label] : one.keys) keys[axis] = label;
  return {{"series", one.series},
          {"keys", keys},
          {"units", dataset->units},
          {"long_name", dataset->long_name},
          {"stock", over_of(*dataset) == Over::kLast},
          {"unit", one.unit},
          {"labels", one.labels},
          {"observed", rounded_all(one.observed)},
          {"outside", one.n_outside}};
}

std::vector<HeldAgainst> held_against(const std::vector<Observation>& observations,
                                      const std::vector<TimedFile>& runs) {
  const bool days = runs.front().file.attribute_text("tick") == "day";
  std::vector<HeldAgainst> all;
  for (const Observed& one : gathered(observations, days)) all.push_back(held(one, runs));
  return all;
}

Json observed(const std::vector<Observation>& observations, const std::vector<TimedFile>& runs) {
  Json all = Json::array();
  for (const HeldAgainst& one : held_against(observations, runs)) {
    Json row = observed_head(one, runs.front());
    row["runs"] = Json::array();
    for (const auto& values : one.simulated) row["runs"].push_back(rounded_all(values));
    all.push_back(row);
  }
  return all;
}

}  // namespace sojourn::command
