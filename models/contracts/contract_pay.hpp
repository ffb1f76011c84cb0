#pragma once

#include "models/contracts/contract_channel.hpp"
#include "models/payoffs/wage_beliefs.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// What a contract makes of the wage and of the cost: b_wage*ln(pay) - b_debt*borrowed/(w_j*pay),
/// pay the share of the wage that is paid. Savings weigh in years of income at home, a debt in
/// years of income at the destination, from which it is paid back.
class ContractPay final : public PayoffTerm {
 public:
  ContractPay(Settings& settings, const World&)
      : b_debt_(settings.real("b_debt", "1", {0, 5}, 1.0,
                              "weight of a debt in years of income at the destination")) {}

  void bind(const ModuleSet& modules) override {
    wages_.bind(modules);
    contracts_.clear();
    for (const auto& [id, contract] : modules.channels<ContractChannel>()) {
      contracts_.push_back({id, &contract->law()});
    }
  }
  void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const override {
    for (const auto& [channel, law] : contracts_) {
      for (const PlaceId j : scene.world.place_ids()) {
        if (!std::isfinite(row.cost(channel, j))) continue;
        const double pay = law->pay(scene, who.citizenship, j);
        const double income = std::max(1.0, scene.labour.wage[j] * pay);
        row.utility(channel, j) +=
            wages_.b_wage() * fixed::log(pay) -
            b_debt_ * law->borrowed(scene, channel, who.citizenship, j) / income;
      }
    }
  }

 private:
  double b_debt_;
  WageBeliefs wages_;
  std::vector<std::pair<ChannelId, const ContractLaw*>> contracts_;
};

}  // namespace sojourn::models
