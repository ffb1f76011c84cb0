#pragma once

#include "models/deals/containment/containment_proposal.hpp"
#include "models/deals/containment/ways_across.hpp"
#include "models/parties/cost_history.hpp"
#include "models/parties/first_entries.hpp"
#include "models/parties/remembered.hpp"

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
  /// The flow before a deal, and who it was made of.
  struct Flow {
    Remembered before;           // [persons / year]
    Remembered dependence;       // share of the demander's arrivals that it was
    std::vector<double> shares;  // of those who set out, by state, the part that came this way
  };
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

  double held_now(const Scene& scene, Pair pair, const ContainmentAgreement& deal) const;
  void remember(const Scene& scene);
  double dependence(Pair pair) const;
  double capacity(const Scene& scene, Pair pair) const;
  double know_the_law(const Scene& scene, Pair pair, Mode gate, ContainmentCase& now) const;
  ContainmentCase own_facts(const Scene& scene, Pair pair) const;
  double threat(const Scene& scene, Pair pair, const ContainmentCase& now) const;
  double elsewhere(const Scene& scene, Pair pair) const;
  std::string terms_text(const Scene& scene, Pair pair,
                         const ContainmentProposal& proposal) const override;

  double host_cost_, stay_, crowding_, friction_, contract_cost_;
  Impatience power_;
  double closure_, released_, release_cost_;
  double visa_value_, visa_cost_, readmission_, resettlement_, memory_;
  FirstEntries first_entries_;
  CostHistory history_;
  const StatusQuoCost* cost_ = nullptr;
  const NonRefoulement* law_ = nullptr;
  WaysAcross ways_;
  std::map<Pair, double> held_;                  // people whom deals hold in the partner
  std::map<Pair, Flow> flows_;                   // through the partner, before each deal
  std::map<std::size_t, Remembered> pressures_;  // of parties that have deals
  std::map<Pair, std::string> vetoes_;           // who objected when it was last told
  std::map<std::size_t, StateId> refused_;       // the partner last told to be out of reach
  // Of this tick, while no deal is signed or ends.
  mutable std::map<std::size_t, std::vector<Alternative>> alternatives_;
};

}  // namespace sojourn::models
