#pragma once

#include <algorithm>

#include "sim/base/archive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// A convention in force, by its index in Agreements::instruments. In every place of a state that
/// it binds, rights rise towards the text's: rights += kept*max(0, text - rights),
/// kept = credibility*capacity of the place: a soft text is kept less, and so is a text that a weak
/// administration has to carry out. Other states are not bound.
class ConventionAgreement final : public Agreement, public Stateful {
 public:
  ConventionAgreement() = default;  // to be loaded
  /// `rights` asked for by the text and its `credibility`, both in [0, 1].
  ConventionAgreement(std::size_t instrument, double rights, double credibility)
      : instrument_(instrument), rights_(rights), credibility_(credibility) {}

  void enact(const Scene& scene, Rules& rules) const override {
    const Instrument& text = scene.agreements.instruments[instrument_];
    for (const PlaceId p : scene.world.place_ids()) {
      if (!text.binds(scene.world.state_of(p))) continue;
      const double kept = credibility_ * scene.conditions.capacity[p];
      rules.rights[p] += kept * std::max(0.0, rights_ - rules.rights[p]);
    }
  }
  void state(Archive& archive) override { archive(instrument_, rights_, credibility_); }

 private:
  std::size_t instrument_ = 0;
  double rights_ = 0, credibility_ = 0;
};

}  // namespace sojourn::models
