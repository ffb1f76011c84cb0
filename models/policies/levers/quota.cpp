#include <fmt/format.h>

#include "models/policies/channel_group.hpp"
#include "models/policies/lever_list.hpp"

namespace sojourn::models {

namespace {

/// Places of one channel that are kept for the nationals of the policy; none is a refusal.
class KeptPlaces final : public PolicyLever {
 public:
  /// `share` of the places are for people of this world (Place::quota_share).
  KeptPlaces(std::string channel, double persons, double share, bool exclusive, bool any_area)
      : channel_name_(std::move(channel)),
        has_area_(any_area),
        persons_(share * persons),
        share_(share),
        exclusive_(exclusive) {}

  bool acts_when_announced(const PolicyScope& /*scope*/) const override { return refuses(); }
  bool gives_places(ChannelId channel) const override {
    return is_contended_ && persons_ > 0 && channel == channel_;
  }
  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    if (!exclusive_) return {};
    return {{"an exclusive quota by " + channel_name_}};
  }
  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    using enum Gateway::Effect;
    if (persons_ <= 0 && !exclusive_) return {};
    return {gateway(scope, "quota", refuses() ? kCloses : kOpens, set_of(channel_))};
  }
  void bind(const ModuleSet& modules) override {
    channel_ = modules.channel(channel_name_);
    is_contended_ = channel_.valid() && modules.of<Channel>()[channel_.index()]->is_contended();
    areas_form_ =
        std::ranges::count(modules.of<Negotiation>(), "free_movement_areas", &Module::name) > 0;
  }
  void announce(const Order& order, double closeness, Rules& rules) const override {
    if (!channel_.valid() || !refuses()) return;
    declare_closed(order.scope.who, {}, order.scope.in, set_of(channel_), closeness, rules);
  }
  void enact(const Order& order, Rules& rules) const override {
    if (!channel_.valid()) return;
    if (refuses()) {
      rules.refusals.push_back({.who = order.scope.who,
                                .from = {},
                                .to = order.scope.in,
                                .channels = set_of(channel_),
                                .when = order.when,
                                .by = order.by});
      return;
    }
    rules.allotments.push_back({.citizenships = order.scope.who.citizenships,
                                .to = order.scope.in,
                                .channel = channel_,
                                .skills = order.scope.who.skills,
                                .when = order.when,
                                .persons_per_year = persons_,
                                .exclusive = exclusive_,
                                .by = order.by});
  }
  std::string warning() const override {
    if (!channel_.valid()) {
      return fmt::format("its quota has no effect: nobody comes by the channel \"{}\"",
                         channel_name_);
    }
    if (refuses()) return {};
    if (!is_contended_) {
      return fmt::format(
          "its quota has no effect: nobody contends for places of the channel \"{}\"",
          channel_name_);
    }
    if (channel_name_ == "free_movement" && !has_area_ && !areas_form_) {
      return "its quota has no effect: there is no area of free movement";
    }
    if (persons_ <= 0) return "its quota has no effect: there are no places beside those of all";
    return others();
  }

 private:
  bool refuses() const { return persons_ <= 0 && exclusive_; }
  std::string others() const {
    if (share_ >= 1) return {};
    const int digits = persons_ < 10 ? 1 : 0;
    return fmt::format(
        "of its quota {:.{}f} are left, for `quota_share` leaves the others to people "
        "who are not in this world",
        persons_, digits);
  }

  std::string channel_name_;
  bool has_area_;            // of free movement, at the start
  bool areas_form_ = false;  // later
  double persons_;           // a year
  double share_;
  bool exclusive_;
  ChannelId channel_;
  bool is_contended_ = false;
};

/// More or fewer of the places that a channel has for all.
class QuotaFactor final : public PolicyLever {
 public:
  QuotaFactor(std::string channel, double factor)
      : channel_name_(std::move(channel)), factor_(factor) {}

  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    using enum Gateway::Effect;
    if (factor_ > 0 && factor_ <= 1) return {};
    return {gateway(scope, channel_name_, factor_ > 1 ? kOpens : kCloses, set_of(channel_))};
  }
  void bind(const ModuleSet& modules) override { channel_ = modules.channel(channel_name_); }
  void enact(const Order& order, Rules& rules) const override {
    if (!channel_.valid()) return;
    for (const PlaceId place : order.scope.places) {
      for (const Skill skill : kAllSkills) {
        if (!order.scope.who.skills[position(skill)]) continue;
        rules.quota(channel_, place, skill) *= 1 + (factor_ - 1) * order.share();
      }
    }
  }
  std::string warning() const override {
    if (channel_.valid()) return {};
    return fmt::format("it has no effect on places: nobody comes by the channel \"{}\"",
                       channel_name_);
  }

 private:
  std::string channel_name_;
  double factor_;
  ChannelId channel_;
};

/// Of places for all the part that people of this world contend for, by the people of each place.
/// Those of named nationals are all theirs.
double share_of_this_world(const World& world, const PolicyScope& scope) {
  double people = 0, weighted = 0;
  for (const PlaceId place : scope.places) {
    people += world.baseline.population[place];
    weighted += world.baseline.population[place] * world.places[place.index()].quota_share;
  }
  return scope.nationals.empty() && people > 0 ? weighted / people : 1;
}

}  // namespace

std::unique_ptr<PolicyLever> read_quota(Settings& settings, const World& world,
                                        const PolicyScope& scope) {
  const double persons = settings.real(
      "quota", "persons / year", {0, 2e10, -1}, -1,
      "places of `quota_channel` that all places of the policy share among its nationals; -1: "
      "none are kept");
  const std::string channel = settings.choice("quota_channel", channel_names(), "labour",
                                              "way of entering that the quota is about");
  const bool exclusive = settings.boolean(
      "quota_exclusive", true, "whether those nationals have no claim on the places of all");
  if (persons < 0) return nullptr;
  require_places(settings, "quota", scope);
  if (!scope.who.is_of_kinds()) {
    settings.fault("quota",
                   "places are kept by nationality and schooling: it cannot go with "
                   "`sexes`, `ages` or `years_since_arrival`");
  }
  return std::make_unique<KeptPlaces>(channel, persons, share_of_this_world(world, scope),
                                      exclusive, !world.areas.empty());
}

std::unique_ptr<PolicyLever> read_study(Settings& settings, const World& /*world*/,
                                        const PolicyScope& scope) {
  const double factor =
      settings.real("study", "1", {0, 100}, 1, "factor on the places for students");
  if (factor == 1) return nullptr;
  require_places(settings, "study", scope);
  if (!scope.nationals.empty() || !scope.who.is_of_kinds()) {
    settings.fault("study",
                   "it is about the places of all: expected `quota` with `quota_channel = "
                   "\"study\"` for some nationals");
  }
  return std::make_unique<QuotaFactor>("study", factor);
}

}  // namespace sojourn::models
