#pragma once

#include <memory>
#include <vector>

#include "models/policies/contradictions/contradictions.hpp"
#include "models/policies/lever.hpp"

namespace sojourn::models {

/// What governments do, by dated decree: levers of entry, stay, border and exit, where, for whom
/// and when (docs/POLICIES.md). Its levers are in force together.
class Policy final : public Shock, public Decree {
 public:
  Policy(Settings& settings, const World& world);

  void bind(const ModuleSet& modules) override;
  void apply(const Scene& scene, Conditions& conditions) const override;
  void announce(const Scene& scene, EventLog& log) const override;
  void enact(const Scene& scene, Rules& rules) const override;
  bool is_policy() const override { return true; }
  std::string warning() const override;

  /// Whether it gives some of its nationals places of a channel within the run.
  bool gives_places(ChannelId channel) const;
  const PolicyScope& scope() const { return scope_; }
  /// Whether a lever sets `what` (PolicyLever::sets).
  bool sets(const std::string& what) const;
  /// Which ways it opens and closes, once it is bound.
  Gateways gateways() const { return gateways_of(ordered()); }
  /// The parts of the tick in which this policy, and not the end of an earlier protection
  /// (`ended`), decides for protected people.
  std::vector<PartOfTick> shelters(StateId citizenship, PlaceId place, const Term& ended,
                                   int tick) const;

 private:
  /// Whether those whom it means are, wherever it applies, citizens of that state.
  bool means_own_citizens_alone() const;
  Order order(const Scene& scene, PartOfTick when) const;
  Ordered ordered() const { return {name(), scope_, levers_}; }
  /// What it orders that cannot be, by itself or beside other policies and closed borders.
  std::vector<std::string> contradicted() const;

  const World& world_;
  PolicyScope scope_;
  std::vector<std::unique_ptr<PolicyLever>> levers_;
  std::vector<const Policy*> all_;  // of the simulation
  const ModuleSet* modules_ = nullptr;
  IdRange<ChannelId> channels_{0};
  bool hurries_ = true;  // whether anybody acts on what is announced
};

}  // namespace sojourn::models
