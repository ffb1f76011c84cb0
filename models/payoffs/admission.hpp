#pragma once

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// b_admission*ln(max(least_chance, p_admit)): people compare real chances. p_admit is last year's
/// chance of a proposal where places are contested, and the chance of recognition where states
/// judge. Visa facilitation waives a share of the refusals of whoever comes openly to stay.
class AdmissionTerm final : public PayoffTerm {
 public:
  AdmissionTerm(Settings& settings, const World&)
      : b_admission_(settings.real("b_admission", "1", {0, 5}, 0.6,
                                   "weight of the log chance of admission")),
        least_chance_(settings.real("least_chance", "1", {1e-6, 1}, 0.02,
                                    "chance below which people do not tell chances apart")) {}

  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    for (const ChannelId c : scene.modules.channel_ids()) {
      const Channel& channel = *scene.modules.of<Channel>()[c.index()];
      for (const PlaceId j : scene.world.place_ids()) {
        if (!std::isfinite(row.cost(c, j))) continue;
        const double chance =
            perceived_chance(scene.rules, who, c, j) * channel.admission(scene, who, j);
        const bool asks = !channel.walks() && channel.prospective_status() != Status::kIrregular;
        const double waived = asks ? scene.rules.visa(who.citizenship, j) : 0;
        const double eased = chance + waived * (1 - std::min(1.0, chance));
        row.utility(c, j) += b_admission_ * fixed::log(std::max(least_chance_, eased));
      }
    }
  }

  /// What a sure place is worth beside one whose chance nobody tells from none.
  double worth_of_a_place() const { return -b_admission_ * fixed::log(least_chance_); }

 private:
  double b_admission_, least_chance_;
};

}  // namespace sojourn::models
