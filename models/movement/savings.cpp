#include "models/movement/savings.hpp"

#include <fmt/format.h>

#include "models/movement/intention.hpp"
#include "models/payoffs/wage.hpp"
#include "sim/catalog.hpp"

namespace sojourn {

void Savings::bind(const ModuleSet& modules) {
  double gamma = 0, b_wage = 0;
  for (const auto& departure : modules.departures) {
    if (const auto* intention = dynamic_cast<const Intention*>(departure.get())) {
      gamma = intention->gamma();
    }
  }
  for (const auto& term : modules.payoffs) {
    if (const auto* wage = dynamic_cast<const WageTerm*>(term.get())) b_wage = wage->b_wage();
  }
  hump_ = gamma * b_wage * s_savings_;
}

std::string Savings::warning() const {
  if (hump_ < 1) return {};
  return fmt::format(
      "no migration hump: gamma*b_wage*s_savings = {:.2f} is not below 1, so emigration falls with "
      "income everywhere",
      hump_);
}

}  // namespace sojourn
