#include "models/movement/resettlement.hpp"
#include "models/policies/channel_group.hpp"
#include "models/policies/lever_list.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

/// Of the refugees an offer is made to.
struct Part {
  IdSet<StateId> nationals = IdSet<StateId>::none(), others = IdSet<StateId>::none();
  double share = 0;  // the nationals' of the offer, by their refugees where they are
};

/// The part of an offer that falls to the nationals whom the policy means.
Part part_of(const Order& order, const Resettlement& offer) {
  const World& world = order.scene.world;
  Part part;
  std::int64_t meant = 0, all = 0;
  for (const StateId state : world.states()) {
    if (!offer.citizenships.contains(state)) continue;
    const bool is_meant = order.scope.who.citizenships.contains(state);
    (is_meant ? part.nationals : part.others).insert(state);
    const std::int64_t refugees = order.scene.ledger.stock(offer.from, state, Status::kRefugee);
    meant += is_meant ? refugees : 0;
    all += refugees;
  }
  part.share = all > 0 ? static_cast<double>(meant) / static_cast<double>(all)
                       : static_cast<double>(part.others.empty());
  return part;
}

/// A ceiling that is filled: what agreements promise the nationals comes first, the rest is taken
/// over from all other states. Where agreements promise them more it is cut in proportion; what
/// falls to others stays.
class ResettlementCeiling final : public PolicyLever {
 public:
  explicit ResettlementCeiling(double persons) : persons_(persons) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    return {{"resettlement"}};
  }
  std::vector<Gateway> gateways(const PolicyScope& scope) const override {
    using enum Gateway::Effect;
    return {gateway(scope, "resettlement", persons_ > 0 ? kOpens : kCloses, sponsored_)};
  }
  void bind(const ModuleSet& modules) override {
    sponsored_ = set_of(modules.channel("sponsored"));
    is_carried_out_ = modules.find<Resettled>() != nullptr;
  }
  std::string warning() const override {
    return is_carried_out_ ? "" : has_no_effect("its resettlement", "resettlement");
  }
  void enact(const Order& order, Rules& rules) const override {
    const IdSet<PlaceId> ours = IdSet<PlaceId>::of(order.scope.places);
    double promised = 0;
    for (const Resettlement& one : rules.resettlement) {
      if (ours.contains(one.to)) promised += part_of(order, one).share * one.persons_per_year;
    }
    const double most = order.share() * persons_ + (1 - order.share()) * promised;
    const double kept = promised > most ? most / promised : 1;
    if (kept < 1) cut(order, kept, ours, rules);
    take_over(order, most - kept * promised, ours, rules);
  }

 private:
  static void cut(const Order& order, double kept, const IdSet<PlaceId>& ours, Rules& rules) {
    std::vector<Resettlement> left;
    for (const Resettlement& one : rules.resettlement) {
      const Part part = ours.contains(one.to) ? part_of(order, one) : Part{};
      Resettlement cut = one, rest = one;
      cut.persons_per_year *= part.share * kept;
      rest.persons_per_year *= 1 - part.share;
      if (part.share > 0 && part.share < 1) {
        cut.citizenships = part.nationals;
        rest.citizenships = part.others;
      }
      if (part.share < 1) left.push_back(std::move(rest));
      if (part.share > 0) left.push_back(std::move(cut));
    }
    rules.resettlement = std::move(left);
  }
  static void take_over(const Order& order, double persons, const IdSet<PlaceId>& ours,
                        Rules& rules) {
    const World& world = order.scene.world;
    Counts<PlaceId> waiting(world.place_ids());
    std::int64_t all = 0;
    for (const PlaceId from : world.place_ids()) {
      if (ours.contains(from)) continue;
      for (const StateId state : world.states()) {
        if (!order.scope.who.citizenships.contains(state)) continue;
        waiting[from] += order.scene.ledger.stock(from, state, Status::kRefugee);
      }
      all += waiting[from];
    }
    if (!(persons > 0) || all == 0) return;
    const auto n = static_cast<double>(order.scope.places.size());
    for (const PlaceId from : world.place_ids()) {
      if (waiting[from] == 0) continue;
      const double part = static_cast<double>(waiting[from]) / static_cast<double>(all);
      for (const PlaceId to : order.scope.places) {
        rules.resettlement.push_back(
            {from, to, persons * part / n, order.scope.who.citizenships, order.by});
      }
    }
  }

  double persons_;
  IdSet<ChannelId> sponsored_;
  bool is_carried_out_ = false;
};

}  // namespace

std::unique_ptr<PolicyLever> read_resettlement(Settings& settings, const World& /*world*/,
                                               const PolicyScope& scope) {
  const double persons = settings.real("resettlement", "persons / year", {0, 1e7, -1}, -1,
                                       "refugees whom the places of the policy take over from "
                                       "other states, those of agreements among "
                                       "them; -1: as agreements say");
  if (persons < 0) return nullptr;
  require_places(settings, "resettlement", scope);
  require_nationals(settings, "resettlement", scope);
  return std::make_unique<ResettlementCeiling>(persons);
}

}  // namespace sojourn::models
