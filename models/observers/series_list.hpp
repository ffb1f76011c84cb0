#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Series that are each one function of the scene: declared and appended in one place.
class SeriesList {
 public:
  using Counts = std::function<std::vector<double>(const Scene&)>;

  /// Whole persons to whom something happened during the step.
  void flow(Recorder& recorder, DatasetInfo info, Counts counts) {
    info.over_time = OverTime::kSum;
    persons(recorder, info, std::move(counts));
  }
  /// Whole persons, at its end.
  void persons(Recorder& recorder, const DatasetInfo& info, Counts counts) {
    integers_.emplace_back(recorder.add_series<std::int64_t>(info), std::move(counts));
  }
  void reals(Recorder& recorder, const DatasetInfo& info, Counts values) {
    reals_.emplace_back(recorder.add_series<double>(info), std::move(values));
  }
  void append(const Scene& scene, Recorder& recorder) const {
    std::vector<std::int64_t> rounded;
    for (const auto& [series, counts] : integers_) {
      const std::vector<double> values = counts(scene);
      rounded.assign(values.size(), 0);
      for (std::size_t i = 0; i < values.size(); ++i) rounded[i] = std::llround(values[i]);
      recorder.append(series, rounded);
    }
    for (const auto& [series, values] : reals_) recorder.append(series, values(scene));
  }

 private:
  std::vector<std::pair<Series<std::int64_t>, Counts>> integers_;
  std::vector<std::pair<Series<double>, Counts>> reals_;
};

/// Counts of agents as persons, in their order.
template <class Agents>
std::vector<double> as_persons(const Scene& scene, const Agents& agents) {
  std::vector<double> persons;
  persons.reserve(agents.size());
  for (const std::int64_t n : agents) persons.push_back(scene.persons(n));
  return persons;
}

}  // namespace sojourn::models
