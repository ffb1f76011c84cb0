#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn {
class Settings;
}

namespace sojourn::models {

/// Custom forbids to send back whoever would be recognised as a refugee (ODD 7.27). A state breaks
/// the rule where a breach gains it more than it costs, and the cost grows with its rule of law: of
/// those whom the law protects it spares the share 1 - exp(-cost*rule_of_law). The rule binds a
/// state's own guards: interceptions at its borders, returns over them, deportation to the own
/// country. The partners' law alone protects those whom partners hold on a state's behalf.
class NonRefoulement final : public Enact {
 public:
  NonRefoulement(Settings& settings, const World&);

  void enact(const Scene& scene, Rules& rules) const override;

  /// Share of a state's breaches that its law keeps it from, in [0, 1].
  double force(const Scene& scene, StateId state) const;
  /// The same of interceptions by its own guards.
  double force_at(const Scene& scene, StateId state, Mode mode) const {
    return (mode == Mode::kSea ? at_sea_ : 1) * force(scene, state);
  }

 private:
  void spare_at_corridor(const Scene& scene, CorridorId corridor, Rules& rules) const;

  double cost_;
  double at_sea_;
};

}  // namespace sojourn::models
