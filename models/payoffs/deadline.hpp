#pragma once

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

  void bind(const ModuleSet& modules) override {
    const auto* admission = modules.find<AdmissionTerm>();
    worth_ = admission == nullptr ? 0 : admission->worth_of_a_place();
  }
  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    for (const Announcement& coming : scene.rules.announced) {
      if (!means(coming, who)) continue;
      for (const ChannelId channel : scene.modules.channel_ids()) {
        if (!coming.channels.contains(channel)) continue;
        for (const PlaceId place : scene.world.place_ids()) {
          if (!coming.to.contains(place)) continue;
          row.utility(channel, place) += haste_ * coming.closeness * worth_;
        }
      }
    }
  }

 private:
  static bool means(const Announcement& coming, const Viewpoint& who) {
    return coming.citizenships.contains(who.citizenship) && coming.from.contains(who.residence) &&
           coming.skills[position(who.skill)];
  }

  double haste_;
  double worth_ = 0;
};

}  // namespace sojourn::models
