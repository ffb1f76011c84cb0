#pragma once

#include <algorithm>

#include "models/payoffs/admission.hpp"

namespace sojourn::models {

/// What it is worth to go before a door closes: haste*closeness*worth of a place, for options that
/// a policy will close and that are known to (Rules::announced). Closeness rises from 0 when the
/// policy is announced to 1 on the day before it begins; the worth of a place is that of a sure one
/// beside one without hope, b_admission*|ln least_chance|.
class DeadlineTerm final : public PayoffTerm {
 public:
  DeadlineTerm(Settings& settings, const World&)
      : haste_(settings.real("haste", "1", {0, 2}, 0.5,
                             "weight of going before a door closes, in worths of a place")) {}

  double haste() const { return haste_; }
  void bind(const ModuleSet& modules) override {
    const auto* admission = modules.find<AdmissionTerm>();
    worth_ = admission == nullptr ? 0 : admission->worth_of_a_place();
  }
  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    if (scene.rules.announced.empty()) return;
    row.utility += haste_ * nearest(scene, who, row.utility) * worth_;
  }

 private:
  /// How near the day is on which an option closes, 0 for those of which none is known. A door that
  /// several close is closed by the first.
  static PayoffRow::Block nearest(const Scene& scene, const Viewpoint& who,
                                  const PayoffRow::Block& like) {
    PayoffRow::Block closeness = PayoffRow::Block::Zero(like.rows(), like.cols());
    for (const Announcement& coming : scene.rules.announced) {
      if (!means(coming, who)) continue;
      for (const ChannelId channel : scene.modules.channel_ids()) {
        if (!coming.channels.contains(channel)) continue;
        for (const PlaceId place : scene.world.place_ids()) {
          double& near = closeness(channel, place);
          if (coming.to.contains(place)) near = std::max(near, coming.closeness);
        }
      }
    }
    return closeness;
  }
  static bool means(const Announcement& coming, const Viewpoint& who) {
    return coming.citizenships.contains(who.citizenship) && coming.from.contains(who.residence) &&
           coming.skills[position(who.skill)];
  }

  double haste_;
  double worth_ = 0;
};

}  // namespace sojourn::models
