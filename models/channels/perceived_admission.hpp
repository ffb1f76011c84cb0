#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What people take their chance of a contested place to be: min(1, quota/first-round proposals) of
/// last year, 1 in the first.
class PerceivedAdmission final : public Enact {
 public:
  PerceivedAdmission(Settings&, const World&) {}

  void enact(const Scene& scene, Rules& rules) const override {
    if (!scene.ledger.has_last_year) return;
    const std::size_t cells = rules.quota.empty() ? 0 : rules.quota.front().size();
    for (std::size_t c = 0; c < rules.quota.size(); ++c) {
      for (std::size_t cell = 0; cell < cells; ++cell) {
        const double quota = rules.quota[c][cell];
        const double proposals = scene.persons(scene.ledger.last_year.proposals[c * cells + cell]);
        if (!std::isfinite(quota) || proposals <= 0) continue;
        rules.admission[c][cell] = std::min(1.0, quota / proposals);
      }
    }
  }
};

}  // namespace sojourn::models
