#include "tools/sojourn/compare/comparison.hpp"

#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

std::vector<double> ComparedRegime::sample(std::size_t outcome) const {
  std::vector<double> values;
  for (const auto& run : runs) values.push_back(run ? run->means[outcome] : kNoValue);
  return values;
}

std::size_t Comparison::n_finished() const {
  std::size_t n = 0;
  for (const ComparedRegime& regime : regimes) {
    for (const auto& run : regime.runs) n += run.has_value() ? 1 : 0;
  }
  return n;
}

MeanInterval Comparison::mean(std::size_t regime, std::size_t outcome) const {
  return student_interval(regimes[regime].sample(outcome));
}

MeanInterval Comparison::difference(std::size_t regime, std::size_t outcome) const {
  const ComparedRegime& one = regimes[regime];
  return student_interval(
      paired_differences(one.sample(outcome), regimes[one.reference].sample(outcome)));
}

}  // namespace sojourn::command
