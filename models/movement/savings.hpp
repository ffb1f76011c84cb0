#pragma once

#include "models/movement/sent_home.hpp"
#include "models/payoffs/skill_wages.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What an intender can pay: log-logistic around kappa*w with scale s, drawn per attempt. Under
/// this law the migration hump of ODD 7.7 is exact: the affordable share at cost K is
/// 1/(1 + (K/(kappa*w))^(1/s)), a hump exists iff gamma*b_wage*s < 1, with its peak at
/// w* = (K/kappa)*((1-g)/g)^s, g = gamma*b_wage*s.
class Savings final : public Capability {
 public:
  Savings(Settings& settings, const World&)
      : kappa_(settings.real("kappa", "years of income", {0.01, 100}, 0.4, "median savings")),
        s_savings_(settings.real("s_savings", "1", {0.05, 3}, 0.5, "spread of log savings")) {
    const double step = settings.real("premium", "1", {1, 5}, 1.3, "income per step of schooling");
    for (const Skill s : kAllSkills) income_[position(s)] = fixed::pow(step, position(s) - 1.0);
  }

  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  double savings(const Scene& scene, PlaceId place, Skill skill, double u) const override {
    const double wage = scene.labour.wage[place] * premium(skill);
    return kappa_ * wage * means(place, skill) * fixed::pow(u / (1 - u), s_savings_);
  }
  /// Income beside that of medium schooling [1].
  double premium(Skill skill) const { return income_[position(skill)]; }

 private:
  /// By how much wages of that schooling, and what comes from abroad, change what one can pay [1].
  double means(PlaceId place, Skill skill) const {
    const double wage = skills_ == nullptr ? 1 : skills_->beside_mean(skill)[place];
    return sent_home_ == nullptr ? wage : wage * sent_home_->means(place);
  }

  double kappa_, s_savings_;
  std::array<double, kSkills> income_{};  // beside medium schooling
  const SkillWages* skills_ = nullptr;
  const SentHome* sent_home_ = nullptr;
  double hump_ = 0;  // gamma*b_wage*s_savings
};

}  // namespace sojourn::models
