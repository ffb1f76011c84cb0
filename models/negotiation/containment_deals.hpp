#pragma once

#include <map>
#include <memory>

#include "models/agreements/containment_agreement.hpp"
#include "models/negotiation/containment_deal.hpp"
#include "models/negotiation/cost_history.hpp"
#include "models/negotiation/entries.hpp"

namespace sojourn {

class AsylumChannel;
class StatusQuoCost;

/// Bilateral deals for containment (MODEL.md section 7, ML18): every quarter every party weighs
/// every state as a partner, nobody is gated; the best partner is approached, and the deal is signed
/// after `delay` if it still pays. Deals in force are reviewed every quarter by both sides.
class ContainmentDeals final : public Negotiation {
 public:
  ContainmentDeals(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  void negotiate(const Scene& scene, Agreements& agreements, std::vector<Event>& events) override;

  /// E_i of a party: its excess cost, and what those would have cost whom its deals hold back
  /// [GDP share / year].
  double pressure(const Scene& scene, std::size_t party) const;
  const Entries& entries() const { return entries_; }

 private:
  struct Pair {
    std::size_t demander;
    StateId supplier;
    auto operator<=>(const Pair&) const = default;
  };
  struct InForce {
    std::shared_ptr<ContainmentAgreement> agreement;
    int since = 0;
  };
  /// What a pair would agree on today.
  struct Proposal {
    ContainmentCase facts;
    ContainmentDeal deal;
    ContainmentTerms terms;
  };

  Proposal propose(const Scene& scene, Pair pair) const;
  ContainmentCase facts(const Scene& scene, Pair pair) const;
  double capacity(const Scene& scene, Pair pair) const;
  double gain_of_member(const Scene& scene, StateId member, const Proposal& proposal) const;
  bool approved(const Scene& scene, Pair pair, const Proposal& proposal,
                std::vector<Event>& events) const;

  void count_held_back(const Scene& scene);
  void approach(const Scene& scene, std::vector<Event>& events);
  void tell_refusal(const Scene& scene, Pair pair, const Proposal& offer,
                    std::vector<Event>& events);
  void sign_due(const Scene& scene, std::vector<Event>& events);
  void review(const Scene& scene, std::vector<Event>& events);
  void enter(const Scene& scene, Pair pair, const Proposal& proposal, int since);
  void publish(Agreements& agreements) const;

  std::string name_of(const Scene& scene, Pair pair) const;
  std::string terms_text(const Scene& scene, Pair pair, const Proposal& proposal) const;
  void tell(const Scene& scene, std::vector<Event>& events, std::string kind,
            std::string text) const;

  double host_cost_, stay_, crowding_, friction_, contract_cost_;
  double impatience_, impatience_paid_, impatience_rise_;
  double visas_, visa_value_, readmission_, resettlement_;
  int delay_ = 2, term_ = 12, start_ = 12;  // [ticks]
  std::vector<Party> parties_;
  Entries entries_;
  CostHistory history_;
  const StatusQuoCost* cost_ = nullptr;
  const AsylumChannel* asylum_ = nullptr;
  std::map<Pair, InForce> in_force_;
  std::map<Pair, int> due_;                // pairs that negotiate, and the tick of signature
  std::map<std::size_t, StateId> refused_;  // the partner last told to be out of reach
};

}  // namespace sojourn
