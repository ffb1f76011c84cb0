#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/channels/contract_years.hpp"
#include "models/policies/channel_group.hpp"
#include "models/policies/factor_lever.hpp"
#include "models/policies/lever_list.hpp"
#include "models/policies/policy.hpp"
#include "models/policies/recruitment_fees.hpp"

namespace sojourn::models {

namespace {

/// What recruiters may take from those whom they place, in the place of what they ask otherwise.
class RecruitmentFee final : public PolicyLever {
 public:
  RecruitmentFee(std::string channel, double dollars, const World& world, const PolicyScope& scope)
      : channel_name_(std::move(channel)), dollars_(dollars), world_(world), scope_(scope) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    return {{fee_of(channel_name_)}};
  }
  void bind(const ModuleSet& modules) override {
    modules_ = &modules;
    channel_ = modules.channel(channel_name_);
    asked_ = channel_.valid() ? modules.of<Channel>()[channel_.index()]->fee() : 0;
    is_paid_ = channel_.valid() && modules.of<Channel>()[channel_.index()]->is_chosen();
  }
  void enact(const Order& order, Rules& rules) const override {
    if (!channel_.valid()) return;
    if (rules.fees.empty()) {
      rules.fees = Grid<double, ChannelId, StateId, PlaceId>(order.scene.modules.channel_ids(),
                                                             order.scene.world.states(),
                                                             order.scene.world.place_ids());
    }
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      rules.fees(channel_, citizenship, place) = dollars_ - asked_;
    });
  }
  std::string warning() const override {
    const bool open = is_open(*modules_, channel_);
    if (open && is_paid_) return dollars_ == asked_ ? as_before() : std::string();
    return fmt::format("its fee has no effect: nobody {} by the channel \"{}\"",
                       open ? "pays to come" : "comes", channel_name_);
  }

 private:
  /// An earlier policy may have set another fee, and a deal, which comes before all policies, less.
  std::string as_before() const {
    const auto sets = [&](const Policy* one) {
      return &one->scope() != &scope_ && one->sets(fee_of(channel_name_)) &&
             may_mean_the_same(world_, scope_, one->scope());
    };
    const auto caps = [&](const FeeCap* one) { return one->caps_fees(channel_); };
    const bool alone = std::ranges::none_of(modules_->all<Policy>(), sets) &&
                       std::ranges::none_of(modules_->all<FeeCap, Negotiation>(), caps);
    return alone ? fmt::format("it changes nothing: {} int. $ is the fee without it", dollars_)
                 : "";
  }

  std::string channel_name_;
  double dollars_;
  const World& world_;
  const PolicyScope& scope_;
  double asked_ = 0;  // by the channel itself [int. $]
  bool is_paid_ = false;
  ChannelId channel_;
  const ModuleSet* modules_ = nullptr;
};

/// Terms of contracts of work.
class Contract final : public PolicyLever {
 public:
  /// `has_workers`: people work for a term when the run begins.
  Contract(ContractTerms terms, bool has_workers) : terms_(terms), has_workers_(has_workers) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    std::vector<Claim> all;
    if (!std::isnan(terms_.years)) all.push_back({"permit_years"});
    if (!std::isnan(terms_.renewal)) all.push_back({"renewal"});
    if (terms_.tied) all.push_back({"tied"});
    return all;
  }
  void bind(const ModuleSet& modules) override { modules_ = &modules; }
  void enact(const Order& order, Rules& rules) const override {
    fill_if_empty(order.scene.world, rules.contracts, ContractTerms{});
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      ContractTerms& terms = rules.contracts(citizenship, place);
      if (!std::isnan(terms_.years)) terms.years = terms_.years;
      if (!std::isnan(terms_.renewal)) terms.renewal = terms_.renewal;
      if (terms_.tied) terms.tied = terms_.tied;
    });
  }
  std::string warning() const override {
    const ChannelId channel = modules_->channel("contract");
    const bool used = is_open(*modules_, channel) || (channel.valid() && has_workers_);
    return used ? "" : "its terms of work have no effect: nobody comes by the channel \"contract\"";
  }

 private:
  ContractTerms terms_;
  bool has_workers_;
  const ModuleSet* modules_ = nullptr;
};

bool has_workers_for_a_term(const World& world) {
  return std::ranges::any_of(world.stocks, [](const StockRow& stock) {
    return stock.status == Status::kTemporary && stock.persons > 0;
  });
}

/// What holds for whoever comes in a tick can begin and end with one alone. A fee at its mean would
/// bar people on days that have none.
void require_ticks(Settings& settings, const std::string& what, const PolicyScope& scope) {
  require_change_with_ticks(settings, scope.term, settings.has("duration") ? "duration" : "until",
                            what);
}

ContractTerms read_terms(Settings& settings) {
  const double years = settings.real("permit_years", "years", kContractYearsOrNone, -1,
                                     "how long a contract lasts; -1: as the channel says");
  const double renewal = settings.real("renewal", "1", {0, 1, -1}, -1,
                                       "chance that a contract is renewed; -1: as the channel "
                                       "says");
  const std::string tied =
      settings.choice("tied", {"unchanged", "yes", "no"}, "unchanged",
                      "whether a contract ties to the employer who sponsors it");
  ContractTerms terms;
  if (years >= 0) terms.years = years;
  if (renewal >= 0) terms.renewal = renewal;
  if (tied != "unchanged") terms.tied = tied == "yes";
  return terms;
}

}  // namespace

std::unique_ptr<PolicyLever> read_fee(Settings& settings, const World& world,
                                      const PolicyScope& scope) {
  const double dollars =
      settings.real("recruitment_fee", "int. $", {0, 1e6, -1}, -1,
                    "what one pays to recruiters who comes by `fee_channel`, in the place of its "
                    "own fee; -1: that fee");
  const std::string channel = settings.choice("fee_channel", channel_names(), "contract",
                                              "way of entering that the fee is about");
  if (dollars < 0) return nullptr;
  require_places(settings, "recruitment_fee", scope);
  require_nationals(settings, "recruitment_fee", scope);
  require_ticks(settings, "fees", scope);
  return std::make_unique<RecruitmentFee>(channel, dollars, world, scope);
}

std::unique_ptr<PolicyLever> read_contract(Settings& settings, const World& world,
                                           const PolicyScope& scope) {
  const ContractTerms terms = read_terms(settings);
  if (std::isnan(terms.years) && std::isnan(terms.renewal) && !terms.tied) return nullptr;
  const char* key = !std::isnan(terms.years) ? "permit_years" : terms.tied ? "tied" : "renewal";
  require_places(settings, key, scope);
  require_nationals(settings, key, scope);
  require_ticks(settings, "terms of contracts", scope);
  return std::make_unique<Contract>(terms, has_workers_for_a_term(world));
}

std::unique_ptr<PolicyLever> read_family(Settings& settings, const World& /*world*/,
                                         const PolicyScope& scope) {
  return read_factor(settings, scope, {"family", &Rules::family, "kin_calls", "family"}, {0, 100},
                     "factor on the kin whom settled people call");
}

}  // namespace sojourn::models
