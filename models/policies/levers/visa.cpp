#include "models/policies/channel_group.hpp"
#include "models/policies/lever_list.hpp"

namespace sojourn::models {

namespace {

/// Nationals, or the group of them that is meant, may not come by these channels.
Refusal refusal(const Order& order, IdSet<ChannelId> channels) {
  return {.who = order.scope.who,
          .from = {},
          .to = order.scope.in,
          .channels = std::move(channels),
          .when = order.when,
          .by = order.by};
}

/// What a visit, or any way by leave of the state, asks of a nationality.
class VisaLever : public PolicyLever {
 public:
  std::string sets() const override { return "visa"; }
  void bind(const ModuleSet& modules) override {
    visit_ = IdSet<ChannelId>::none();
    by_leave_ = IdSet<ChannelId>::none();
    has_visit_ = modules.channel("visit").valid();
    if (has_visit_) visit_.insert(modules.channel("visit"));
    for (const ChannelId channel : modules.channel_ids()) {
      if (modules.of<Channel>()[channel.index()]->by_leave()) by_leave_.insert(channel);
    }
  }

 protected:
  const IdSet<ChannelId>& visit() const { return visit_; }
  const IdSet<ChannelId>& by_leave() const { return by_leave_; }
  std::string without_visit() const {
    return has_visit_ ? "" : "its visa has no effect: nobody comes by the channel \"visit\"";
  }
  static void announce(const Order& order, double closeness, const IdSet<ChannelId>& channels,
                       Rules& rules) {
    tell(order.scope.who, {}, order.scope.in, channels, closeness, rules);
  }

 private:
  IdSet<ChannelId> visit_, by_leave_;
  bool has_visit_ = false;
};

/// A passport is enough. Who acts outside the term, within a tick that it shares, is turned back.
class FreeVisit final : public VisaLever {
 public:
  void enact(const Order& order, Rules& rules) const override {
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      if (rules.entry(citizenship, place) == Entry::kFree) return;
      rules.entry(citizenship, place) = rules.entry_sought(citizenship, place) = Entry::kFree;
      close(citizenship, place, {0, order.when.begin}, rules);
      close(citizenship, place, {order.when.end, 1}, rules);
    });
    rules.openings.push_back({order.scope.who.citizenships, order.scope.in, visit(), order.by});
  }
  std::string warning() const override { return without_visit(); }

 private:
  void close(StateId citizenship, PlaceId place, PartOfTick when, Rules& rules) const {
    if (when.share() <= 0) return;
    Refusal refusal;
    refusal.who.citizenships = IdSet<StateId>::of(std::array{citizenship});
    refusal.to = IdSet<PlaceId>::of(std::array{place});
    refusal.channels = visit();
    refusal.when = when;
    rules.refusals.push_back(std::move(refusal));
  }
};

/// A visa is needed that nobody gets who means to stay: visits are refused.
class VisaRequired final : public VisaLever {
 public:
  void enact(const Order& order, Rules& rules) const override {
    rules.refusals.push_back(refusal(order, visit()));
    if (!order.when.whole() || !means_nationalities(order.scope.who)) return;
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      Entry& entry = rules.entry(citizenship, place);
      if (entry == Entry::kFree) entry = Entry::kRequired;
    });
  }
  void announce(const Order& order, double closeness, Rules& rules) const override {
    VisaLever::announce(order, closeness, visit(), rules);
  }
  std::string warning() const override { return without_visit(); }

 private:
  friend class EntryRefused;
  static bool means_nationalities(const TargetGroup& who) {
    return who.is_of_kinds() && who.skills == std::array{true, true, true};
  }
};

/// Nobody is let in who asks for leave.
class EntryRefused final : public VisaLever {
 public:
  void enact(const Order& order, Rules& rules) const override {
    rules.refusals.push_back(refusal(order, by_leave()));
    if (!order.when.whole() || !VisaRequired::means_nationalities(order.scope.who)) return;
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      rules.entry(citizenship, place) = Entry::kRefused;
    });
  }
  void announce(const Order& order, double closeness, Rules& rules) const override {
    VisaLever::announce(order, closeness, by_leave(), rules);
  }
};

}  // namespace

std::unique_ptr<PolicyLever> read_visa(Settings& settings, const World& /*world*/,
                                       const PolicyScope& scope) {
  const std::string visa = settings.choice(
      "visa", {"unchanged", "free", "required", "refused"}, "unchanged",
      "free: a passport is enough for a visit; required: a visa, which nobody gets who means to "
      "stay; refused: nobody is let in by any way that asks for leave");
  if (visa == "unchanged") return nullptr;
  require_places(settings, "visa", scope);
  if (visa == "required") return std::make_unique<VisaRequired>();
  if (visa == "refused") return std::make_unique<EntryRefused>();
  require_nationals(settings, "visa", scope);
  return std::make_unique<FreeVisit>();
}

}  // namespace sojourn::models
