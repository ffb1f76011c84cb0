#pragma once

#include <fmt/format.h>

#include <limits>

#include "models/parties/party.hpp"
#include "models/policies/corridor_group.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// Trade-like preferences that one side grants the other while a deal is in force.
struct Linkage {
  double sum = 0;     // [int. $ / year]
  double of_gdp = 0;  // of the GDP of who gets them [1 / year]
  double worth(double gdp) const { return sum + of_gdp * gdp; }
};

/// What a deal for containment obliges to (ODD 7.11).
struct ContainmentTerms {
  static constexpr double kNoLimit = std::numeric_limits<double>::infinity();

  double intensity = 0;              // c [0, 1]
  double payment = 0;                // [int. $ / year]
  double visas = 0;                  // share of refusals that visa facilitation waives [0, 1]
  double readmission = 0;            // probability that who gets across is sent back [0, 1]
  double resettlement = 0;           // refugees taken over [persons / year]
  std::vector<double> parts = {};    // of the payment, by member of the demander; empty: by GDP
  double resettled_most = kNoLimit;  // whom the deal may still take over [persons]
  IdSet<CorridorId> readmission_over = {};         // of those from the supplier to the demander
  IdSet<StateId> readmitted = {}, resettled = {};  // whose citizens
  Linkage to_supplier = {}, to_demander = {};
  PolicyId by = {};  // under which the refugees taken over are counted; invalid: none
};

/// Refugees in a place, of all citizenships or of some [agents].
inline std::int64_t refugees_of(const Scene& scene, PlaceId place,
                                const IdSet<StateId>& citizenships) {
  if (citizenships.all()) return scene.ledger.foreigners(place, Status::kRefugee);
  std::int64_t agents = 0;
  for (const StateId state : scene.world.states()) {
    const bool meant = citizenships.contains(state) && scene.world.state_of(place) != state;
    if (meant) agents += scene.ledger.stock(place, state, Status::kRefugee);
  }
  return agents;
}

/// A deal in force: the supplier controls its corridors to the demander (all of its corridors
/// abroad where none leads there), takes back whom the demander sends, and is paid. Bargained and
/// scripted deals are of this one kind.
class ContainmentAgreement final : public Agreement, public Stateful {
 public:
  ContainmentAgreement() = default;  // to be loaded
  ContainmentAgreement(const World& world, Party demander, StateId supplier, ContainmentTerms terms,
                       double capacity)
      : demander_(std::move(demander)),
        supplier_(supplier),
        terms_(std::move(terms)),
        capacity_(capacity) {
    for (const CorridorId c : world.corridor_ids()) {
      const StateId from = world.state_of(world.corridors[c.index()].from);
      const StateId to = world.state_of(world.corridors[c.index()].to);
      if (from != supplier || to == supplier) continue;
      (demander_.has(to) ? gates_ : exits_).push_back(c);
    }
  }

  const Party& demander() const { return demander_; }
  StateId supplier() const { return supplier_; }
  const ContainmentTerms& terms() const { return terms_; }
  bool adjacent() const { return !gates_.empty(); }
  const std::vector<CorridorId>& corridors() const { return adjacent() ? gates_ : exits_; }
  /// How much of its promise the supplier keeps, in [0, 1].
  double effort() const { return effort_; }
  void set_effort(double effort) { effort_ = effort; }
  /// Share of those who would get past whom the deal stops.
  double held() const { return terms_.intensity * capacity_ * effort_; }

  void enact(const Scene& scene, Rules& rules) const override {
    for (const CorridorId c : corridors()) {
      stop_on_behalf(c, held(), rules);
    }
    for (const CorridorId c : gates_) {
      if (!terms_.readmission_over.contains(c)) continue;
      send_back(scene.world, c, terms_.readmitted, terms_.readmission * effort_, rules);
    }
    enact_compensation(scene, rules);
  }
  void state(Archive& archive) override {
    archive(demander_, supplier_, terms_, capacity_, effort_, gates_, exits_);
  }

 private:
  /// Refugees and preferences by the members' GDP.
  void enact_compensation(const Scene& scene, Rules& rules) const {
    const double gdp = gdp_of(scene, demander_);
    const double linked =
        terms_.to_supplier.worth(gdp_of(scene, supplier_)) - terms_.to_demander.worth(gdp);
    const double refugees = std::min(terms_.resettlement, terms_.resettled_most / scene.dt());
    rules.transfers[supplier_] += terms_.payment + linked;
    for (std::size_t m = 0; m < demander_.members.size(); ++m) {
      const StateId member = demander_.members[m];
      const double share =
          gdp > 0 ? gdp_of(scene, member) / gdp : 1 / static_cast<double>(demander_.members.size());
      rules.transfers[member] -=
          (terms_.parts.empty() ? share * terms_.payment : terms_.parts[m]) + share * linked;
      resettle(scene, rules, member, share * refugees);
      for (const PlaceId place : scene.world.places_of(member)) {
        double& visa = rules.visa(supplier_, place);
        visa = std::max(visa, terms_.visas);
      }
    }
  }

  /// From all places of the supplier, by the refugees there.
  void resettle(const Scene& scene, Rules& rules, StateId to, double persons) const {
    const auto refugees = [&](PlaceId place) {
      return static_cast<double>(refugees_of(scene, place, terms_.resettled));
    };
    double all = 0;
    for (const PlaceId place : scene.world.places_of(supplier_)) all += refugees(place);
    if (persons <= 0 || all <= 0) return;
    for (const PlaceId place : scene.world.places_of(supplier_)) {
      const double share = refugees(place) / all;
      if (share > 0)
        rules.resettlement.push_back({.from = place,
                                      .to = place_of(to),
                                      .persons_per_year = share * persons,
                                      .citizenships = terms_.resettled,
                                      .by = terms_.by});
    }
  }

  Party demander_;
  StateId supplier_;
  ContainmentTerms terms_;
  double capacity_ = 0;
  double effort_ = 1;
  std::vector<CorridorId> gates_, exits_;
};

}  // namespace sojourn::models
