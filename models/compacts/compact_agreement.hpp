#pragma once

#include "models/compacts/effects.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What states do about a compact, in force: by state and deed, how far each goes beyond what it
/// practised before.
class CompactAgreement final : public Agreement, public Stateful {
 public:
  CompactAgreement() = default;  // to be loaded
  /// `payments` by state, of a fund [int. $ / year]; empty: none.
  CompactAgreement(EffectSizes sizes, Deeds deeds, StateArray payments = {})
      : sizes_(sizes), deeds_(std::move(deeds)), payments_(std::move(payments)) {}

  const Deeds& deeds() const { return deeds_; }
  void enact(const Scene& scene, Rules& rules) const override;
  void develop(const Scene& scene, Conditions& conditions) const override;
  void state(Archive& archive) override {
    archive.bulk(&sizes_, 1);
    archive(deeds_, payments_);
  }

 private:
  double done(StateId state, Deed deed) const { return deeds_(state.value, position(deed)); }
  void on_corridors(const World& world, Rules& rules) const;
  void on_places(const World& world, IdRange<ChannelId> channels, Rules& rules) const;
  void on_papers_and_returns(const Scene& scene, Rules& rules) const;
  void on_remittances(const Scene& scene, Rules& rules) const;
  void on_rights_abroad(const Scene& scene, Rules& rules) const;

  EffectSizes sizes_;
  Deeds deeds_;
  StateArray payments_;
};

}  // namespace sojourn::models
