#include "models/compacts/objectives/dilution.hpp"

#include <algorithm>

namespace sojourn::models {

namespace {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

Eigen::ArrayXd median_shortfall(const CompactText& text, const Roles& roles,
                                const Eigen::ArrayXd& capacity, double fund) {
  Eigen::ArrayXd medians(std::ssize(text));
  for (std::size_t o = 0; o < text.size(); ++o) {
    const Objective& objective = text[o];
    const Eigen::ArrayXd lack =
        (roles.obligor.col(o) * (objective.cost * (1 - objective.practice)) - capacity - fund)
            .max(0);
    medians[o] = median({lack.begin(), lack.end()});
  }
  return medians;
}

CompactText diluted(CompactText text, const Eigen::ArrayXd& shortfall, const Dilution& dilution) {
  for (std::size_t o = 0; o < text.size(); ++o) {
    Objective& objective = text[o];
    const double asked = objective.cost * (1 - objective.practice);
    const double excess = std::max(0.0, shortfall[o] - dilution.tolerated);
    if (asked <= 0 || excess <= 0) continue;
    const double cut = dilution.share * std::min(1.0, excess / asked);
    objective.precision *= 1 - dilution.wording * cut;
    objective.cost *= 1 - (1 - dilution.wording) * cut;
    objective.substance *= 1 - (1 - dilution.wording) * cut;
  }
  return text;
}

}  // namespace sojourn::models
