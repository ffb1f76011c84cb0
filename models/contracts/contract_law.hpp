#pragma once

#include <algorithm>
#include <cmath>

#include "models/channels/contract_years.hpp"
#include "sim/input/settings.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

/// What a contract for a term says to citizens of o in place j: what the rules say there
/// (Rules::contracts), else the settings, and the fees that rules add (Rules::fees). Where workers
/// may not change employer the employer keeps a part of their wage (Naidu, Nyarko, Wang 2016,
/// DOI 10.1086/688877); form and numbers are this project's.
class ContractLaw {
 public:
  explicit ContractLaw(Settings& settings)
      : fee_(settings.real("fee", "int. $", {0, 1e6}, 1500, "what recruiters ask for a place")),
        debt_(settings.real("debt", "1", {0, 1}, 0.5, "share of the fee that can be borrowed")),
        term_(settings.real("term", "years", kContractYears, 2, "for how long a permit is good")),
        renewal_(settings.real("renewal", "1", {0, 1}, 0.8,
                               "chance that a permit is renewed while labour demand is as usual")),
        cut_(settings.real("cut", "1", {0, 100}, 4,
                           "share of renewals lost per share of labour demand lost")),
        tied_(settings.real("tied", "1", {0, 1}, 1,
                            "how far a worker is tied to the sponsor; 0: may change employer")),
        withheld_(settings.real("withheld", "1", {0, 0.95}, 0.5,
                                "share of the wage lost by the tied where they have no rights")) {}

  /// Asked for a place, without what rules add [int. $].
  double fee() const { return fee_; }
  /// Share of the fee that can be borrowed.
  double debt() const { return debt_; }
  /// [int. $]
  double borrowed(const Scene& scene, ChannelId channel, StateId citizenship, PlaceId place) const {
    return debt_ * (fee_ + added_fee(scene.rules, channel, citizenship, place));
  }
  /// [ticks]
  int term(const Scene& scene, StateId citizenship, PlaceId place) const {
    const double years = said(scene, citizenship, place).years;
    const double ticks = (std::isnan(years) ? term_ : years) / scene.dt();
    return std::max(1, static_cast<int>(std::lround(ticks)));
  }
  /// Chance that a permit which falls due is renewed: renewal*(1 - cut*(1 - labour_demand_j)).
  double renewal(const Scene& scene, StateId citizenship, PlaceId place) const {
    const double chance = said(scene, citizenship, place).renewal;
    const double lost = cut_ * (1 - scene.conditions.labour_demand[place]);
    return std::clamp((std::isnan(chance) ? renewal_ : chance) * (1 - lost), 0.0, 1.0);
  }
  double tied(const Scene& scene, StateId citizenship, PlaceId place) const {
    const auto tied = said(scene, citizenship, place).tied;
    return tied ? *tied : tied_;
  }
  /// Share of the wage that is paid: 1 - tied*withheld*(1 - rights_j).
  double pay(const Scene& scene, StateId citizenship, PlaceId place) const {
    const double rights = rights_for(scene.rules, citizenship, place);
    return 1 - tied(scene, citizenship, place) * withheld_ * (1 - rights);
  }

 private:
  static ContractTerms said(const Scene& scene, StateId citizenship, PlaceId place) {
    const auto& terms = scene.rules.contracts;
    return terms.empty() ? ContractTerms{} : terms(citizenship, place);
  }

  double fee_, debt_, term_, renewal_, cut_, tied_, withheld_;
};

}  // namespace sojourn::models
