#include "models/movement/savings.hpp"

#include <fmt/format.h>

#include "models/movement/intention.hpp"
#include "models/payoffs/wage_beliefs.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

void Savings::bind(const ModuleSet& modules) {
  double gamma = 0;
  if (const auto* intention = modules.find<Intention>()) {
    gamma = intention->gamma();
  }
  WageBeliefs wages;
  wages.bind(modules);
  skills_ = modules.find<SkillWages, HomeFront>();
  sent_home_ = modules.find<SentHome, HomeFront>();
  hump_ = gamma * wages.b_wage() * s_savings_;
}

std::string Savings::warning() const {
  if (hump_ < 1) return {};
  return fmt::format(
      "no migration hump: gamma*b_wage*s_savings = {:.2f} is not below 1, so emigration falls with "
      "income everywhere",
      hump_);
}

}  // namespace sojourn::models
