#pragma once

#include <map>
#include <memory>

#include "models/deals/labour_agreement.hpp"
#include "models/deals/labour_case.hpp"
#include "models/deals/labour_hazard.hpp"
#include "models/deals/pair.hpp"
#include "models/parties/party.hpp"
#include "models/policies/recruitment_fees.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// Agreements by which a state short of labour admits another's workers (ODD 7.12). Each January
/// two states that both would gain sign with the chance that LabourHazard says; what is agreed
/// beside places is drawn as known agreements have it, and no money is paid. Who would come is what
/// the choice model expects.
class LabourDeals final : public Negotiation, public FeeCap, public Stateful {
 public:
  LabourDeals(Settings& settings, const World& world);
  bool is_policy() const override { return true; }
  void bind(const ModuleSet& modules) override;
  void watch(const Scene& scene) override;
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  bool gives_places(ChannelId channel) const override { return channel == labour_; }
  bool caps_fees(ChannelId channel) const override { return channel == labour_; }
  std::string warning() const override {
    return labour_.valid() ? "" : "no deals: the channel \"labour\" is off";
  }
  void state(Archive& archive) override;

 private:
  struct InForce {
    std::shared_ptr<LabourAgreement> agreement;
    int since = 0;
  };
  /// How often known agreements have a term, and what it is worth where it is agreed.
  struct TermShares {
    double quota, contract, security, renewal, back;
  };

  bool wants(const Scene& scene, std::size_t party) const;
  double vacancies(const Scene& scene, const Party& party) const;
  double come_anyway(const Scene& scene, Pair pair) const;
  double candidates(const Scene& scene, Pair pair) const;
  LabourCase facts(const Scene& scene, Pair pair) const;
  double saved(const Scene& scene, Pair pair) const;
  std::vector<Pair> pairs_in_force() const;
  std::vector<Pair> by_lot(const Scene& scene) const;
  LabourDyad dyad(const Scene& scene, Pair pair, const std::vector<Pair>& before) const;
  double signed_by(const Party& party, const std::vector<Pair>& before) const;
  LabourTerms terms(const Scene& scene, Pair pair, const LabourDeal& deal, Draws& draws) const;
  void end_due(const Scene& scene, EventLog& log);
  void sign(const Scene& scene, EventLog& log);
  std::string name_of(const Scene& scene, Pair pair) const;
  std::string terms_text(const Scene& scene, Pair pair, const LabourTerms& terms) const;

  std::vector<Party> parties_;
  double tolerated_, value_, absence_, remitted_, friction_, contract_cost_, years_;
  LabourHazard hazard_;
  TermShares shares_;
  double contract_rights_, security_rights_, fee_cap_, renewed_, permit_years_;
  int term_ = 0, start_ = 0;  // [ticks]
  ChannelId labour_;
  std::map<Pair, InForce> in_force_;
  // This tick's yearly proposals for work by destination, of those asked for.
  mutable std::map<StateId, PlaceArray> expected_;
};

}  // namespace sojourn::models
