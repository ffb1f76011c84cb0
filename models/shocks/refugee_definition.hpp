#pragma once

#include <array>
#include <string>
#include <vector>

#include "sim/base/causes.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Whom a text on refugees means, in the states that are party to it: a share of those whom each
/// cause drives out. Where a state is party to several, the widest counts for each cause.
class RefugeeDefinition final : public Shock {
 public:
  RefugeeDefinition(Settings& settings, const World& world);

  void apply(const Scene& scene, Conditions& conditions) const override;
  void announce(const Scene& scene, EventLog& log) const override;
  std::string warning() const override;

 private:
  std::vector<StateId> parties_;
  Term term_;
  int n_ticks_;
  std::array<double, kCauses> means_{};
};

}  // namespace sojourn::models
