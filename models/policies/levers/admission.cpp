#include <algorithm>

#include "models/policies/channel_group.hpp"
#include "models/policies/eligibility.hpp"
#include "models/policies/lever_list.hpp"

namespace sojourn::models {

namespace {

/// Some of the nationals may not come by some channels; they choose again among the rest.
class RefusedAdmission final : public PolicyLever {
 public:
  /// `closes_to_all`: of those whom the policy means; else those who are eligible may come.
  RefusedAdmission(std::vector<TargetGroup> groups, ChannelGroup channels, bool closes_to_all)
      : groups_(std::move(groups)), channels_(std::move(channels)), closes_to_all_(closes_to_all) {}

  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    using enum Gateway::Effect;
    if (closes_to_all_) return {gateway(scope, "admit", kCloses, channels_.ids())};
    std::vector<Gateway> all{gateway(scope, "admit", kOpens, channels_.ids())};
    for (const TargetGroup& group : groups_) {
      all.push_back(gateway(scope, "admit", kClosesToRest, channels_.ids()));
      all.back().who = group;
    }
    return all;
  }

  bool acts_when_announced(const PolicyScope& /*scope*/) const override {
    return std::ranges::any_of(groups_, &TargetGroup::is_of_kinds);
  }
  void bind(const ModuleSet& modules) override { channels_.bind(modules); }
  void enact(const Order& order, Rules& rules) const override {
    for (const TargetGroup& group : groups_) {
      rules.refusals.push_back({.who = group,
                                .from = {},
                                .to = order.scope.in,
                                .channels = channels_.ids(),
                                .when = order.when,
                                .by = order.by});
    }
  }
  void announce(const Order& order, double closeness, Rules& rules) const override {
    for (const TargetGroup& group : groups_) {
      declare_closed(group, {}, order.scope.in, channels_.ids(), closeness, rules);
    }
  }
  std::string warning() const override { return nobody_comes_by(channels_.missing()); }

 private:
  std::vector<TargetGroup> groups_;
  ChannelGroup channels_;
  bool closes_to_all_;
};

}  // namespace

std::unique_ptr<PolicyLever> read_admission(Settings& settings, const World& /*world*/,
                                            const PolicyScope& scope) {
  const std::string admit = settings.choice("admit", {"everyone", "eligible", "nobody"}, "everyone",
                                            "who of the nationals may come by `channels`: "
                                            "eligible: those with the traits that are named; "
                                            "nobody: those may not");
  ChannelGroup channels(settings, "channels",
                        "ways that `admit` is about; empty: all by leave of the state");
  if (admit == "everyone") return nullptr;
  require_places(settings, "admit", scope);
  const bool named = admit == "nobody";
  auto groups = named ? std::vector{scope.who} : others_than(scope.who);
  if (groups.empty()) {
    settings.fault("admit",
                   "expected `sexes`, `skills`, `ages` or `years_since_arrival`: who is "
                   "eligible");
  }
  return std::make_unique<RefusedAdmission>(std::move(groups), std::move(channels), named);
}

}  // namespace sojourn::models
