#pragma once

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// b_admission*ln(max(least_chance, p_admit)): people compare real chances. p_admit is last year's
/// chance of a proposal where places are contested, and the chance of recognition where states
/// judge. Visa facilitation waives a share of the refusals of whoever comes openly.
class AdmissionTerm final : public PayoffTerm {
 public:
  AdmissionTerm(Settings& settings, const World&)
      : b_admission_(settings.real("b_admission", "1", {0, 5}, 0.6,
                                   "weight of the log chance of admission")),
        least_chance_(settings.real("least_chance", "1", {1e-6, 1}, 0.02,
                                    "chance below which people do not tell chances apart")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    const auto skill = static_cast<std::size_t>(who.skill);
    for (Eigen::Index c = 0; c < row.utility.rows(); ++c) {
      const auto& perceived = scene.rules.admission[static_cast<std::size_t>(c)];
      const Channel& channel = *scene.modules.of<Channel>()[static_cast<std::size_t>(c)];
      for (Eigen::Index j = 0; j < row.utility.cols(); ++j) {
        if (!std::isfinite(row.cost(c, j))) continue;
        const double chance = perceived[static_cast<std::size_t>(j) * kSkills + skill] *
                              channel.admission(scene, who, PlaceId(j));
        const double waived = channel.walks() ? 0 : scene.rules.visa(who.citizenship.value, j);
        const double eased = chance + waived * (1 - std::min(1.0, chance));
        row.utility(c, j) += b_admission_ * std::log(std::max(least_chance_, eased));
      }
    }
  }

 private:
  double b_admission_, least_chance_;
};

}  // namespace sojourn::models
