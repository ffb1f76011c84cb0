#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

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
