#pragma once

#include <array>

#include "sim/base/causes.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {
class Settings;
}

namespace sojourn::models {

/// Chance that a citizen of a state who asks for protection is granted it (ODD 7.27), by state and,
/// where definitions or courts differ, by host. Of those who ask, D/(D + half) are driven out at
/// the rate D, the sum of its causes D_k; unrest counts as violence. A definition means the share
/// w_k of those whom a cause drives out, and courts apply it to q of them:
/// p = floor + (ceiling - floor)*q_j*sum_k w_jk*D_k/(D + half).
class Recognition final : public HomeFront {
 public:
  Recognition(Settings& settings, const World&);

  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) override;

 private:
  using Definition = std::array<double, kCauses>;

  /// Of the place's state, with unrest [1 / year].
  PlaceArray driven(const Conditions& now) const;
  /// Those of `driven` whom a definition does not mean [1 / year].
  double not_meant(const Scene& scene, PlaceId place, double driven,
                   const Definition& definition) const;
  double chance(double driven, double meant, double courts) const;
  Definition definition_of(const Scene& scene, StateId host) const;
  void tell_hosts_apart(const Scene& scene, const PlaceArray& driven, Stances& stances) const;

  double floor_, ceiling_, half_, instability_, calm_;
  Definition definition_;  // of whoever has declared none
  double courts_;
};

}  // namespace sojourn::models
