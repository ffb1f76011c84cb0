#pragma once

#include "models/deals/containment_agreement.hpp"
#include "models/deals/containment_case.hpp"
#include "models/deals/deal_making.hpp"
#include "models/parties/cost_history.hpp"
#include "models/parties/first_entries.hpp"

namespace sojourn::models {

class StatusQuoCost;

struct ContainmentProposal {
  ContainmentCase facts;
  ContainmentDeal deal;
  ContainmentTerms terms;
  Offer offer;
};

/// Deals in which a state pays another for holding people back (ODD 7.11, ML18).
class ContainmentDeals final : public DealMaking<ContainmentAgreement, ContainmentProposal> {
 public:
  ContainmentDeals(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  void watch(const Scene& scene) override;
  std::string warning() const override {
    return cost_ != nullptr ? ""
                            : "no deals: \"status_quo_cost\" is off, so nothing presses states";
  }

  /// E_i of a party: its excess cost, plus the cost that people held back by its deals would have
  /// caused [GDP share / year].
  double pressure(const Scene& scene, std::size_t party) const;
  const FirstEntries& first_entries() const { return first_entries_; }

 private:
  bool wants(const Scene& scene, std::size_t party) const override {
    return pressure(scene, party) > 0;
  }
  ContainmentProposal propose(const Scene& scene, Pair pair) const override;
  std::shared_ptr<ContainmentAgreement> conclude(
      const Scene& scene, Pair pair, const ContainmentProposal& proposal) const override;
  Worth worth(const ContainmentAgreement& deal, const ContainmentProposal& today) const override;
  bool approved(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
                EventLog& log) override;
  void refused(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
               EventLog& log) override;

  void count_held_back(const Scene& scene);
  double capacity(const Scene& scene, Pair pair) const;
  ContainmentCase facts(const Scene& scene, Pair pair) const;
  std::vector<double> gains_of_members(const Scene& scene, Pair pair,
                                       const ContainmentProposal& proposal) const;
  std::vector<double> parts_of_members(const Scene& scene, Pair pair,
                                       const ContainmentProposal& proposal,
                                       const std::vector<double>& gains) const;
  std::string terms_text(const Scene& scene, Pair pair,
                         const ContainmentProposal& proposal) const override;

  double host_cost_, stay_, crowding_, friction_, contract_cost_;
  double impatience_, impatience_partner_, impatience_rise_;
  double visas_, visa_value_, readmission_, resettlement_;
  FirstEntries first_entries_;
  CostHistory history_;
  const StatusQuoCost* cost_ = nullptr;
  std::map<Pair, std::string> vetoes_;      // who objected when it was last told
  std::map<std::size_t, StateId> refused_;  // the partner last told to be out of reach
};

}  // namespace sojourn::models
