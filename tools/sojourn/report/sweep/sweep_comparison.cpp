// Outcomes of a sweep: means, intervals and years of every point.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/page/page_values.hpp"
#include "tools/sojourn/report/sweep/sweep_parts.hpp"

namespace sojourn::command {

namespace {

double number_in(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : kNoValue;
}

/// A dataset as page_values.hpp has it, without values; the axes have their labels in `part`.
Json empty_series(Json& part, const std::vector<std::string>& axes, const std::string& units = "1",
                  const std::string& long_name = "") {
  Json series = {{"axes", axes},   {"labels", Json::array()}, {"shape", Json::array()},
                 {"units", units}, {"long_name", long_name},  {"values", Json::array()}};
  for (const std::string& axis : axes) {
    series["labels"].push_back(part[axis]);
    series["shape"].push_back(part[axis].size());
  }
  return series;
}

void add_interval(const MeanInterval& interval, const std::string& of, Json& part) {
  const bool is_mean = of.empty();
  part[is_mean ? "mean" : of]["values"].push_back(rounded(interval.mean));
  part[is_mean ? "low" : of + "_low"]["values"].push_back(rounded(interval.low));
  part[is_mean ? "high" : of + "_high"]["values"].push_back(rounded(interval.high));
}

}  // namespace

std::string SweepShape::name(std::size_t point) const {
  std::string text;
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    text += fmt::format("{}{}={}", p == 0 ? "" : ", ", parameters[p], points[point][p]);
  }
  return text;
}

SweepOutcomes::SweepOutcomes(SweepShape shape) : shape_(std::move(shape)), runs_(shape_.n_runs()) {}

void SweepOutcomes::take(std::size_t at, const RunView& run) {
  for (SweepOutcome& one : sweep_outcomes(run)) {
    const bool known =
        std::ranges::find(outcomes_, one.name, &SweepOutcome::name) != outcomes_.end();
    if (!known) outcomes_.push_back(std::move(one));
  }
  runs_[at] = numbers_of(run, outcomes_);
}

const OutcomeOfRun* SweepOutcomes::number(std::size_t run, std::size_t outcome) const {
  return outcome < runs_[run].size() ? &runs_[run][outcome] : nullptr;
}

double SweepOutcomes::mean_of(std::size_t run, std::size_t outcome) const {
  const OutcomeOfRun* found = number(run, outcome);
  return found == nullptr ? kNoValue : found->mean;
}

Json SweepOutcomes::json() const {
  Json part = names();
  part["parameters"] = parameters(part["regime"]);
  part = yearly(intervals(std::move(part)));
  part["regimes"] = Json::array();
  return part;
}

Json SweepOutcomes::names() const {
  Json part;
  for (std::size_t point = 0; point < shape_.n_points(); ++point) {
    part["regime"].push_back(shape_.name(point));
    part["reference"].push_back(0);
    for (const std::string& value : shape_.points[point]) part["parameter_texts"].push_back(value);
  }
  for (std::size_t r = 0; r < shape_.n_replicates; ++r) {
    part["replicate"].push_back(std::to_string(r + 1));
  }
  for (const SweepOutcome& one : outcomes_) {
    part["outcome"].push_back(one.name);
    part["outcome_units"].push_back(one.units);
    part["outcome_meaning"].push_back(one.meaning);
  }
  part["parameter"] = shape_.parameters;
  part["year"] = shape_.years;
  return part;
}

/// With every digit: a rounded setting is another one.
Json SweepOutcomes::parameters(const Json& points) const {
  Json part = {{"regime", points}, {"parameter", shape_.parameters}};
  Json values = empty_series(part, {"regime", "parameter"});
  for (const auto& point : shape_.points) {
    for (const std::string& text : point) {
      const double number = number_in(text);
      values["values"].push_back(std::isnan(number) ? Json() : Json(number));
    }
  }
  return values;
}

/// Of an outcome, by replicate; NaN where a run is missing.
std::vector<double> SweepOutcomes::sample(std::size_t point, std::size_t outcome) const {
  std::vector<double> values;
  for (std::size_t r = 0; r < shape_.n_replicates; ++r) {
    values.push_back(mean_of(point * shape_.n_replicates + r, outcome));
  }
  return values;
}

Json SweepOutcomes::intervals(Json part) const {
  part["outcomes"] = empty_series(part, {"regime", "replicate", "outcome"});
  for (const char* name :
       {"mean", "low", "high", "difference", "difference_low", "difference_high"}) {
    part[name] = empty_series(part, {"regime", "outcome"});
  }
  StudentLaw law;
  for (std::size_t point = 0; point < shape_.n_points(); ++point) {
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      const std::vector<double> own = sample(point, k);
      add_interval(student_interval(own, law), "", part);
      add_interval(student_interval(paired_differences(own, sample(0, k)), law), "difference",
                   part);
    }
  }
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    for (std::size_t k = 0; k < outcomes_.size(); ++k) {
      part["outcomes"]["values"].push_back(rounded(mean_of(run, k)));
    }
  }
  return part;
}

Json SweepOutcomes::yearly(Json part) const {
  part["series"] = Json::object();
  for (std::size_t k = 0; k < outcomes_.size(); ++k) {
    const auto& [name, units, meaning] =
        std::tie(outcomes_[k].name, outcomes_[k].units, outcomes_[k].meaning);
    Json series = empty_series(part, {"regime", "replicate", "year"}, units, meaning);
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const OutcomeOfRun* found = number(run, k);
      for (std::size_t year = 0; year < shape_.years.size(); ++year) {
        series["values"].push_back(rounded(found == nullptr ? kNoValue : found->yearly[year]));
      }
    }
    part["series"][name] = series;
  }
  return part;
}

}  // namespace sojourn::command
