#include "models/policies/factor_lever.hpp"

#include <algorithm>

#include "models/policies/channel_group.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

class FactorLever final : public PolicyLever {
 public:
  FactorLever(Factor factor, double value) : factor_(std::move(factor)), value_(value) {}

  /// Factors are multiplied: nothing can be made of none.
  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    if (!factor_.channel.empty()) return {};
    return {{factor_.key, value_ > 0 ? "a factor" : "none"}};
  }
  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    using enum Gateway::Effect;
    const bool tells = value_ <= 0 || value_ > 1;
    if (!tells || !channel_.valid()) return {};
    return {gateway(scope, factor_.key, value_ > 1 ? kOpens : kCloses, set_of(channel_))};
  }
  void bind(const ModuleSet& modules) override {
    if (!factor_.channel.empty()) channel_ = modules.channel(factor_.channel);
    is_read_ = std::ranges::count(modules.names(), factor_.reader) > 0;
  }
  void enact(const Order& order, Rules& rules) const override {
    auto& factors = rules.*factor_.table;
    fill_if_empty(order.scene.world, factors, 1.0);
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      factors(citizenship, place) *= 1 + (value_ - 1) * order.share();
    });
  }
  std::string warning() const override {
    return is_read_ ? "" : has_no_effect("its " + factor_.key, factor_.reader);
  }

 private:
  Factor factor_;
  double value_;
  ChannelId channel_;
  bool is_read_ = false;
};

}  // namespace

std::unique_ptr<PolicyLever> read_factor(Settings& settings, const PolicyScope& scope,
                                         const Factor& factor, Range range,
                                         const std::string& meaning) {
  const double value = settings.real(factor.key, "1", range, 1, meaning);
  if (value == 1) return nullptr;
  require_places(settings, factor.key, scope);
  require_nationals(settings, factor.key, scope);
  return std::make_unique<FactorLever>(factor, value);
}

}  // namespace sojourn::models
