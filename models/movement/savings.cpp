#include "models/movement/savings.hpp"

#include <fmt/format.h>

#include "models/movement/intention.hpp"
#include "models/payoffs/wage.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

void Savings::bind(const ModuleSet& modules) {
  double gamma = 0, b_wage = 0;
  if (const auto* intention = modules.find<Intention>()) {
    gamma = intention->gamma();
  }
  if (const auto* wage = modules.find<WageTerm>()) b_wage = wage->b_wage();
  hump_ = gamma * b_wage * s_savings_;
}

std::string Savings::warning() const {
  if (hump_ < 1) return {};
  return fmt::format(
      "no migration hump: gamma*b_wage*s_savings = {:.2f} is not below 1, so emigration falls with "
      "income everywhere",
      hump_);
}

}  // namespace sojourn::models
