#include "models/policies/lever_list.hpp"

namespace sojourn::models {

namespace {

/// A ceiling that is filled: what agreements promise comes first, the rest is taken over from all
/// other states by their refugees. Where agreements promise more they are cut in proportion.
class ResettlementCeiling final : public PolicyLever {
 public:
  explicit ResettlementCeiling(double persons) : persons_(persons) {}

  void enact(const Order& order, Rules& rules) const override {
    const IdSet<PlaceId> ours = IdSet<PlaceId>::of(order.scope.places);
    double promised = 0;
    for (const Resettlement& one : rules.resettlement) {
      if (ours.contains(one.to)) promised += one.persons_per_year;
    }
    const double most = order.share() * persons_ + (1 - order.share()) * promised;
    const double kept = promised > most ? most / promised : 1;
    for (Resettlement& one : rules.resettlement) {
      if (ours.contains(one.to)) one.persons_per_year *= kept;
    }
    take_over(order, most - kept * promised, ours, rules);
  }

 private:
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
};

}  // namespace

std::unique_ptr<PolicyLever> read_resettlement(Settings& settings, const World& /*world*/,
                                               const PolicyScope& scope) {
  const double persons = settings.real("resettlement", "persons / year", {-1, 1e7}, -1,
                                       "refugees whom the places of the policy take over from "
                                       "other states, those of agreements among "
                                       "them; below 0: as agreements say");
  if (persons < 0) return nullptr;
  require_places(settings, "resettlement", scope);
  require_nationals(settings, "resettlement", scope);
  return std::make_unique<ResettlementCeiling>(persons);
}

}  // namespace sojourn::models
