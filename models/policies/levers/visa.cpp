#include <fmt/format.h>

#include <algorithm>

#include "models/policies/channel_group.hpp"
#include "models/policies/eligibility.hpp"
#include "models/policies/lever_list.hpp"
#include "models/policies/policy.hpp"
#include "models/policies/visa_layers.hpp"
#include "sim/stages/module_set.hpp"
#include "sim/world/entry.hpp"

namespace sojourn::models {

namespace {

/// Sets what the people of a policy need to enter, whatever held before. Free: a passport is enough
/// for a visit. Required: a visa, which those who mean to stay do not get. Refused: nobody who asks
/// for leave is let in.
class VisaLever final : public PolicyLever {
 public:
  VisaLever(Entry needed, const World& world, const PolicyScope& scope)
      : needed_(needed), world_(world), scope_(scope) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override { return {{"visa"}}; }
  /// That a visa is required stands against nothing but another visa.
  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    using enum Gateway::Effect;
    if (needed_ == Entry::kRequired) return {};
    const bool free = needed_ == Entry::kFree;
    return {gateway(scope, "visa", free ? kOpens : kCloses, free ? visit_ : by_leave_)};
  }
  bool acts_when_announced(const PolicyScope& scope) const override {
    return needed_ != Entry::kFree && scope.who.is_of_kinds();
  }
  void bind(const ModuleSet& modules) override {
    others_ = modules.all<Policy>();
    visit_ = set_of(modules.channel("visit"));
    by_leave_ = IdSet<ChannelId>::none();
    for (const ChannelId channel : modules.channel_ids()) {
      if (modules.of<Channel>()[channel.index()]->by_leave()) by_leave_.insert(channel);
    }
  }
  void enact(const Order& order, Rules& rules) const override {
    std::vector<Refusal> lifted = lift_visas(order, rules);
    for (const EntryGroup& group : ease_entry(order, needed_, rules)) {
      close_otherwise(order, group, rules);
      lifted.push_back(eased(order, group));
    }
    if (needed_ == Entry::kFree) return count(order, lifted, rules);
    rules.refusals.push_back(
        refusal(order.scope.who, order.scope.in, closed_by(needed_), order.when, order.by));
    if (order.when.whole() && means_nationalities(order.scope.who)) tighten(order, rules);
  }
  void announce(const Order& order, double closeness, Rules& rules) const override {
    if (needed_ == Entry::kFree) return;
    declare_closed(order.scope.who, {}, order.scope.in, closed_by(needed_), closeness, rules);
  }
  std::string warning() const override {
    if (needed_ != Entry::kRefused && visit_.empty()) {
      return "its visa has no effect: nobody comes by the channel \"visit\"";
    }
    if (!holds_already()) return {};
    const char* held = needed_ == Entry::kFree       ? "nobody whom it means needs a visa there"
                       : needed_ == Entry::kRequired ? "all whom it means need a visa there"
                                                     : "all whom it means are refused entry there";
    return fmt::format(
        "it changes nothing: {} without it (a visa is required where no row of "
        "`world.visas` says otherwise)",
        held);
  }

 private:
  /// Whether the table says the same on all days of the run, and no other policy on visas of these
  /// people.
  bool holds_already() const {
    const auto acts = [&](const Policy* other) {
      return &other->scope() != &scope_ && other->sets("visa") &&
             may_mean_the_same(world_, scope_, other->scope());
    };
    if (std::ranges::any_of(others_, acts)) return false;
    const int first = std::max(0, std::min(scope_.term.begins(), world_.n_ticks - 1));
    if (!is_in_force_on(entry_at(world_, first))) return false;
    const Date begin = std::max(scope_.term.from(), world_.calendar.start());
    const Date end = std::min(scope_.term.until(), world_.calendar.date(world_.n_ticks));
    return std::ranges::all_of(world_.visas, [&](const VisaRow& row) {
      const bool during = begin < row.from && row.from < end;
      return !during || row.requirement == needed_ || !means(row.citizenship, row.destination);
    });
  }
  bool is_in_force_on(const Grid<Entry, StateId, PlaceId>& entry) const {
    bool any = false;
    for (const PlaceId place : world_.place_ids()) {
      for (const StateId state : world_.states()) {
        const bool meant = scope_.in.contains(place) && scope_.who.citizenships.contains(state) &&
                           world_.state_of(place) != state;
        if (meant && entry(state, place) != needed_) return false;
        any |= meant;
      }
    }
    return any;
  }
  bool means(StateId citizenship, StateId destination) const {
    return scope_.who.citizenships.contains(citizenship) &&
           std::ranges::any_of(world_.places_of(destination),
                               [&](PlaceId place) { return scope_.in.contains(place); });
  }
  static bool means_nationalities(const TargetGroup& who) {
    return who.is_of_kinds() && std::ranges::count(who.skills, false) == 0;
  }
  static Refusal refusal(TargetGroup who, IdSet<PlaceId> to, IdSet<ChannelId> channels,
                         PartOfTick when, PolicyId by) {
    return {.who = std::move(who),
            .from = {},
            .to = std::move(to),
            .channels = std::move(channels),
            .when = when,
            .by = by,
            .of_visa = true};
  }
  const IdSet<ChannelId>& closed_by(Entry needed) const {
    return needed == Entry::kRequired ? visit_ : by_leave_;
  }
  /// What a group needed is asked of whom the policy does not mean, and when it is not in force.
  void close_otherwise(const Order& order, const EntryGroup& group, Rules& rules) const {
    const auto close = [&](TargetGroup who, PartOfTick when) {
      who.citizenships = group.citizenships;
      rules.refusals.push_back(refusal(std::move(who), IdSet<PlaceId>::of(std::array{group.place}),
                                       closed_by(group.needed), when, {}));
    };
    for (const TargetGroup& others : others_than(order.scope.who)) close(others, {});
    for (const PartOfTick& part : without(PartOfTick{}, order.when)) close(order.scope.who, part);
  }
  Refusal eased(const Order& order, const EntryGroup& group) const {
    TargetGroup who = order.scope.who;
    who.citizenships = group.citizenships;
    return refusal(std::move(who), IdSet<PlaceId>::of(std::array{group.place}),
                   closed_by(group.needed), order.when, {});
  }
  /// Whom it lets in are those to whom visits were closed.
  void count(const Order& order, const std::vector<Refusal>& lifted, Rules& rules) const {
    for (const Refusal& one : lifted) {
      rules.openings.push_back(
          {.who = one.who, .to = one.to, .channels = visit_, .when = one.when, .by = order.by});
    }
  }
  /// Everyone of the nationality knows for the whole tick.
  void tighten(const Order& order, Rules& rules) const {
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      Entry& entry = rules.entry(citizenship, place);
      if (is_stricter(needed_, entry)) entry = needed_;
    });
  }

  Entry needed_;
  const World& world_;
  const PolicyScope& scope_;
  std::vector<const Policy*> others_;
  IdSet<ChannelId> visit_, by_leave_;
};

}  // namespace

std::unique_ptr<PolicyLever> read_visa(Settings& settings, const World& world,
                                       const PolicyScope& scope) {
  const std::string visa = settings.choice(
      "visa", {"unchanged", "free", "required", "refused"}, "unchanged",
      "free: a passport is enough for a visit; required: a visa, which nobody gets who means to "
      "stay; refused: nobody is let in by any way that asks for leave");
  if (visa == "unchanged") return nullptr;
  require_places(settings, "visa", scope);
  if (visa == "required") return std::make_unique<VisaLever>(Entry::kRequired, world, scope);
  if (visa == "refused") return std::make_unique<VisaLever>(Entry::kRefused, world, scope);
  require_nationals(settings, "visa", scope);
  return std::make_unique<VisaLever>(Entry::kFree, world, scope);
}

}  // namespace sojourn::models
