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
    // Nobody reads what a row that stands alone would make for options that are closed to it.
    if (row.in_common == nullptr) return add_to_open(scene, who, row);
    const Whom whom = Whom::citizens(who.citizenship, who.skill);
    row.utility += row.common().by_option(this, whom, [&] { return gain_by_option(scene, who); });
  }

  /// What a sure place is worth beside one whose chance nobody tells from none.
  double worth_of_a_place() const { return -b_admission_ * fixed::log(least_chance_); }

 private:
  void add_to_open(const Scene& scene, const Viewpoint& who, PayoffRow& row) const {
    for (const ChannelId c : scene.modules.channel_ids()) {
      for (const PlaceId j : scene.world.place_ids()) {
        if (std::isfinite(row.cost(c, j))) row.utility(c, j) += gain(scene, who, c, j);
      }
    }
  }
  PayoffRow::Block gain_by_option(const Scene& scene, const Viewpoint& who) const {
    PayoffRow::Block gains(scene.modules.channel_ids().size(), scene.world.n_places());
    for (const ChannelId c : scene.modules.channel_ids()) {
      for (const PlaceId j : scene.world.place_ids()) gains(c, j) = gain(scene, who, c, j);
    }
    return gains;
  }
  /// The same wherever people of this citizenship and schooling live.
  double gain(const Scene& scene, const Viewpoint& who, ChannelId c, PlaceId j) const {
    const Channel& channel = *scene.modules.of<Channel>()[c.index()];
    const double chance =
        perceived_chance(scene.rules, who, c, j) * channel.admission(scene, who.citizenship, j);
    const bool asks = !channel.walks() && channel.prospective_status() != Status::kIrregular;
    const double waived = asks ? scene.rules.visa(who.citizenship, j) : 0;
    const double eased = chance + waived * (1 - std::min(1.0, chance));
    return b_admission_ * fixed::log(std::max(least_chance_, eased));
  }

  double b_admission_, least_chance_;
};

}  // namespace sojourn::models
