#pragma once

#include <array>

#include "models/demography/age_profile.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Who wants to leave (ODD 7.8):
/// h0*age_profile(age)*exp(gamma*(logsum_i - logsum_ref) + leaving_i) + displacement_i(t), ages by
/// Rogers and Castro. Displacement strikes all ages alike.
class Intention final : public Departure {
 public:
  Intention(Settings& settings, const World&)
      : h0_(settings.real("h0", "1 / year", {0, 1}, 8e-5,
                          "rate at which people of average prospects intend to move")),
        gamma_(settings.real("gamma", "1", {0, 3}, 0.9,
                             "how strongly prospects weigh on the intention")),
        ceiling_(settings.real("ceiling", "1 / year", {0, 1}, 0.05,
                               "largest rate that prospects alone can bring about")) {
    for (std::size_t age = 0; age < profile_.size(); ++age) {
      profile_[age] = rogers_castro(age);
    }
  }

  double gamma() const { return gamma_; }
  double rate(const Scene& scene, const Cohort& cohort) const override {
    const double prospects =
        scene.prospects.residents(cohort.place, cohort.skill, is_student_age(cohort.age));
    const auto age = static_cast<std::size_t>(std::min(cohort.age, 99));
    const double driven = scene.conditions.displacement[cohort.place];
    if (!std::isfinite(prospects)) return driven;
    return std::min(ceiling_,
                    h0_ * profile_[age] *
                        fixed::exp(gamma_ * prospects + scene.world.leaving[cohort.place])) +
           driven;
  }

 private:
  double h0_, gamma_, ceiling_;
  std::array<double, 100> profile_{};
};

}  // namespace sojourn::models
