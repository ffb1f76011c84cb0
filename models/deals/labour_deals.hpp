#pragma once

#include "models/deals/deal_making.hpp"
#include "models/deals/labour_agreement.hpp"
#include "models/deals/labour_case.hpp"

namespace sojourn::models {

struct LabourProposal {
  LabourCase facts;
  LabourDeal deal;
  LabourTerms terms;
  Offer offer;
};

/// Deals in which a state short of labour admits another's workers (ODD 7.12, ML18):
/// containment with the opposite sign. Who would come is what the choice model expects.
class LabourDeals final : public DealMaking<LabourAgreement, LabourProposal> {
 public:
  LabourDeals(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  void watch(const Scene& scene) override;
  std::string warning() const override {
    return labour_.valid() ? "" : "no deals: the channel \"labour\" is off";
  }

 private:
  bool wants(const Scene& scene, std::size_t party) const override;
  LabourProposal propose(const Scene& scene, Pair pair) const override;
  std::shared_ptr<LabourAgreement> conclude(const Scene& scene, Pair pair,
                                            const LabourProposal& proposal) const override;
  std::string terms_text(const Scene& scene, Pair pair,
                         const LabourProposal& proposal) const override;
  Worth worth(const LabourAgreement& deal, const LabourProposal& today) const override;

  double vacancies(const Scene& scene, const Party& party) const;
  double come_anyway(const Scene& scene, Pair pair) const;
  double candidates(const Scene& scene, Pair pair) const;
  LabourCase facts(const Scene& scene, Pair pair) const;

  double tolerated_, value_, absence_, remitted_, friction_, contract_cost_, partner_share_;
  double years_;
  ChannelId labour_;
  // This tick's yearly proposals for work by destination, of those asked for.
  mutable std::map<StateId, PlaceArray> expected_;
};

}  // namespace sojourn::models
