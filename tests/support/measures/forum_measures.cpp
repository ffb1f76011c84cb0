#include "tests/support/measures/forum_measures.hpp"

#include <cmath>

namespace sojourn::testing {

ForumsArm forums_arm(const std::map<std::string, std::string>& set) {
  ForumsArm arm;
  for (const auto& [key, value] : set) arm.set["modules.forum_politics." + key] = value;
  return arm;
}

std::vector<double> of_each(const std::vector<ForumsOutcome>& outcomes,
                            const std::function<double(const ForumsOutcome&)>& value) {
  std::vector<double> values;
  for (const ForumsOutcome& outcome : outcomes) values.push_back(value(outcome));
  return values;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

Effect paired(const std::vector<double>& one, const std::vector<double>& other) {
  const double n = static_cast<double>(one.size());
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    sum += one[i] - other[i];
    squares += (one[i] - other[i]) * (one[i] - other[i]);
  }
  const double middle = sum / n;
  const double half = 1.96 * std::sqrt((squares / n - middle * middle) / (n - 1));
  return {middle, middle - half, middle + half};
}

std::vector<double> born(const std::vector<ForumsOutcome>& outcomes) {
  return of_each(outcomes, [](const ForumsOutcome& o) { return o.born(); });
}

}  // namespace sojourn::testing
