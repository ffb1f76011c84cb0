#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The chance of a contested place as `who` sees it: of a place kept for them, where there are
/// such; where none is exclusive, the places of all come to it.
inline double perceived_chance(const Rules& rules, const Viewpoint& who, ChannelId channel,
                               PlaceId place) {
  const double of_all = rules.admission(channel, place, who.skill);
  double refused = 1;
  bool exclusive = false;
  for (const Allotment& one : rules.allotments) {
    const bool covers = one.channel == channel && one.to.contains(place) &&
                        one.citizenships.contains(who.citizenship) &&
                        one.skills[position(who.skill)];
    if (!covers) continue;
    refused *= 1 - one.admission;
    exclusive = exclusive || one.exclusive;
  }
  if (refused == 1) return exclusive ? 0 : of_all;
  return 1 - refused * (exclusive ? 1 : 1 - of_all);
}

/// The chance of a contested place as people perceive it: min(1, quota/first choices of last year),
/// with the yearly quota of today; 1 in the first calendar year (ODD 7.5).
class PerceivedAdmission final : public Enact {
 public:
  PerceivedAdmission(Settings&, const World&) {}

  void enact(const Scene& scene, Rules& rules) const override {
    if (!scene.ledger.has_last_year) return;
    for (std::size_t cell = 0; cell < rules.quota.size(); ++cell) {
      const double quota = rules.quota[cell];
      const double proposals = scene.persons(scene.ledger.last_year.proposals[cell]);
      if (!std::isfinite(quota) || proposals <= 0) continue;
      rules.admission[cell] = std::min(1.0, quota / proposals);
    }
    for (Allotment& one : rules.allotments) {
      const double claims = yearly_claims(scene, one);
      if (claims > 0) one.admission = std::min(1.0, one.persons_per_year / claims);
    }
  }

 private:
  /// Of last year [persons / year]; below 0 where there is no last year to it.
  static double yearly_claims(const Scene& scene, const Allotment& one) {
    for (const AllotmentAccount& account : scene.ledger.allotments) {
      if (account.policy == one.by && account.number == one.number) {
        return account.yearly_claims * scene.world.persons_per_agent;
      }
    }
    return -1;
  }
};

}  // namespace sojourn::models
