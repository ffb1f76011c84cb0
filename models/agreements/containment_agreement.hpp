#pragma once

#include <fmt/format.h>

#include "models/negotiation/party.hpp"

namespace sojourn {

/// What a deal for containment obliges to (MODEL.md section 7).
struct ContainmentTerms {
  double intensity = 0;     // c [0, 1]
  double payment = 0;       // [int. $ / year]
  double visas = 0;         // share of refusals that visa facilitation waives [0, 1]
  double readmission = 0;   // probability that who gets across is sent back [0, 1]
  double resettlement = 0;  // refugees taken over [persons / year]
};

/// A deal in force: the supplier controls its corridors to the demander (all of its corridors
/// abroad where none leads there), takes back whom the demander sends, and is paid.
class ContainmentAgreement final : public Agreement {
 public:
  ContainmentAgreement(const World& world, Party demander, StateId supplier,
                       const ContainmentTerms& terms, double capacity)
      : demander_(std::move(demander)), supplier_(supplier), terms_(terms), capacity_(capacity) {
    for (std::size_t c = 0; c < world.corridors.size(); ++c) {
      const StateId from = world.state_of(world.corridors[c].from);
      const StateId to = world.state_of(world.corridors[c].to);
      if (from != supplier || to == supplier) continue;
      (demander_.has(to) ? entrances_ : exits_).push_back(CorridorId(c));
    }
  }

  const Party& demander() const { return demander_; }
  StateId supplier() const { return supplier_; }
  const ContainmentTerms& terms() const { return terms_; }
  bool adjacent() const { return !entrances_.empty(); }
  const std::vector<CorridorId>& corridors() const { return adjacent() ? entrances_ : exits_; }
  /// How much of its promise the supplier keeps, in [0, 1].
  double effort() const { return effort_; }
  void set_effort(double effort) { effort_ = effort; }
  /// Share of those who would get past whom the deal stops.
  double held() const { return terms_.intensity * capacity_ * effort_; }

  void enact(const Scene& scene, Rules& rules) const override {
    for (const CorridorId c : corridors()) {
      double& e = rules.enforcement[c.index()];
      e = 1 - (1 - e) * (1 - held());
    }
    for (const CorridorId c : entrances_) {
      double& back = rules.readmission[c.index()];
      back = 1 - (1 - back) * (1 - terms_.readmission * effort_);
    }
    enact_compensation(scene, rules);
  }

 private:
  /// Payments and refugees by the members' GDP.
  void enact_compensation(const Scene& scene, Rules& rules) const {
    const double gdp = gdp_of(scene, demander_);
    rules.transfers[supplier_.value] += terms_.payment;
    for (int j = 0; j < scene.world.n_places(); ++j) {
      if (!demander_.has(scene.world.state_of(PlaceId(j)))) continue;
      double& visa = rules.visa(supplier_.value, j);
      visa = std::max(visa, terms_.visas);
    }
    for (const StateId member : demander_.members) {
      const double share = gdp > 0 ? gdp_of(scene, member) / gdp : 0;
      rules.transfers[member.value] -= share * terms_.payment;
      if (terms_.resettlement <= 0) continue;
      rules.resettlement.push_back(
          {PlaceId(supplier_.value), PlaceId(member.value), share * terms_.resettlement});
    }
  }

  Party demander_;
  StateId supplier_;
  ContainmentTerms terms_;
  double capacity_;
  double effort_ = 1;
  std::vector<CorridorId> entrances_, exits_;
};

}  // namespace sojourn
