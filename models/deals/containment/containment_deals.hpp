#pragma once

#include "models/deals/containment/before_deals.hpp"
#include "models/deals/containment/containment_proposal.hpp"
#include "models/deals/containment/ways_across.hpp"
#include "models/parties/cost_history.hpp"

namespace sojourn::models {

class NonRefoulement;
class StatusQuoCost;

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

  /// E_i of a party: its excess cost, plus the cost that people whom its deals keep away would have
  /// caused; at least what is left of what pressed it before them [GDP share / year].
  double pressure(const Scene& scene, std::size_t party) const;
  const FirstEntries& first_entries() const { return first_entries_; }
  /// What the two know today.
  ContainmentCase facts(const Scene& scene, Pair pair) const;
  const WaysAcross& ways() const { return ways_; }
  void state(Archive& archive) override;

 private:
  /// What a demander would have from one of its possible partners.
  struct Alternative {
    StateId partner;
    double worth = 0;  // [int. $ / year]
  };

  bool wants(const Scene& scene, std::size_t party) const override {
    return pressure(scene, party) > 0;
  }
  ContainmentProposal propose(const Scene& scene, Pair pair) const override;
  void deals_changed() override { alternatives_.clear(); }
  std::shared_ptr<ContainmentAgreement> conclude(
      const Scene& scene, Pair pair, const ContainmentProposal& proposal) const override;
  Worth worth(const ContainmentAgreement& deal, const ContainmentProposal& today) const override;
  bool approved(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
                EventLog& log) override;
  void refused(const Scene& scene, Pair pair, const ContainmentProposal& proposal,
               EventLog& log) override;

  void see_deals(const Scene& scene);
  double pressure_now(const Scene& scene, std::size_t party) const;
  ContainmentCase sizes(const Scene& scene, Pair pair) const;
  double hosted_share(const Scene& scene, Pair pair) const;
  double cost_of_arrival(const Scene& scene, const Party& demander) const;
  ContainmentCase pressed(const Scene& scene, Pair pair) const;
  ContainmentCase own_facts(const Scene& scene, Pair pair) const;
  double threat(const Scene& scene, Pair pair, const ContainmentCase& now) const;
  double elsewhere(const Scene& scene, Pair pair) const;
  std::string terms_text(const Scene& scene, Pair pair,
                         const ContainmentProposal& proposal) const override;

  double host_cost_, stay_, crowding_, friction_, contract_cost_;
  Impatience power_;
  double closure_, released_, release_cost_;
  double visa_value_, visa_cost_, readmission_, resettlement_;
  BeforeDeals before_;
  FirstEntries first_entries_;
  CostHistory history_;
  const StatusQuoCost* cost_ = nullptr;
  const NonRefoulement* law_ = nullptr;
  WaysAcross ways_;
  std::map<Pair, std::string> vetoes_;      // who objected when it was last told
  std::map<std::size_t, StateId> refused_;  // the partner last told to be out of reach
  // Of this tick, while no deal is signed or ends.
  mutable std::map<std::size_t, std::vector<Alternative>> alternatives_;
};

}  // namespace sojourn::models
