#pragma once

#include "models/deals/pact.hpp"
#include "models/policies/contradictions/gateway.hpp"
#include "models/policies/recruitment_fees.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

class Policy;

/// An agreement between two states or unions by the scenario's order: terms, beginning and end are
/// given, and nobody weighs them (ODD 7.11). In force it is what bargained deals are, a
/// ContainmentAgreement and a LabourAgreement with each state of the supplying side.
class ScriptedDeal final : public Negotiation, public FeeCap, public Stateful {
 public:
  static constexpr bool kOneOfAType = false;
  ScriptedDeal(Settings& settings, const World& world);
  bool is_policy() const override { return true; }
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  bool gives_places(ChannelId channel) const override {
    return pact_.labour.places_per_year > 0 && channel_ == channel;
  }
  bool caps_fees(ChannelId channel) const override {
    return pact_.labour.work.fee_cap >= 0 && channel_ == channel;
  }
  const Pact& pact() const { return pact_; }
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void state(Archive& archive) override;

 private:
  /// How much of a term falls to each state of the supplying side.
  struct Shares {
    std::vector<double> gdp, people, refugees;  // by member of the supplier, each sums to 1
  };
  Shares shares_of(const Scene& scene) const;
  /// Refugees to be taken over in this tick for people sent back [persons].
  double due_now(const Scene& scene);
  AgreementList in_force(const Scene& scene, double share, double due) const;
  ContainmentTerms terms_for(const Scene& scene, const Shares& shares, std::size_t member,
                             double share, double due) const;
  LabourTerms places_for(const Scene& scene, const Shares& shares, std::size_t member) const;
  void log_terms(const Scene& scene, EventLog& log);

  /// Which ways it opens, and to whom.
  Gateways gateways() const;
  /// Terms of work that a policy sets as well, for the same people on the same days.
  std::vector<std::string> set_too(const Policy& policy) const;
  /// Policies that set its terms of work, and policies and closed borders that turn away people
  /// whom it lets in.
  std::vector<std::string> contradicted() const;

  const World& world_;
  Pact pact_;
  ChannelId channel_;
  const ModuleSet* modules_ = nullptr;
  std::vector<bool> holds_;  // by member of the supplier: its corridors are those to control
  std::vector<std::string> without_effect_, among_others_;  // what a user should know of
  bool told_ = false, ended_ = false;
  OneForOne owed_;
  bool binding_ = false;   // in the tick before
  double taken_over_ = 0;  // refugees, so far [persons]
};

}  // namespace sojourn::models
