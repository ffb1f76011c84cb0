#include "models/policies/corridor_group.hpp"
#include "models/policies/lever_list.hpp"
#include "sim/base/rates.hpp"

namespace sojourn::models {

namespace {

/// Control of corridors, of one mode or of any, into the places of the policy from other states.
class Control final : public PolicyLever {
 public:
  Control(std::optional<Mode> mode, IdSet<PlaceId> from, double chance)
      : mode_(mode), from_(std::move(from)), chance_(chance) {}

  bool is_of_corridors() const override { return true; }
  void enact(const Order& order, Rules& rules) const override {
    const World& world = order.scene.world;
    for (const CorridorId c : world.corridor_ids()) {
      const Corridor& edge = world.corridors[c.index()];
      const bool meant = (!mode_ || edge.mode == *mode_) && order.scope.in.contains(edge.to) &&
                         from_.contains(edge.from) && !world.same_state(edge.from, edge.to);
      if (meant) rules.enforcement[c] = either(rules.enforcement[c], chance_ * order.share());
    }
  }

 private:
  std::optional<Mode> mode_;
  IdSet<PlaceId> from_;
  double chance_;
};

/// Who has got across into the places of the policy is sent back over the corridor.
class Readmission final : public PolicyLever {
 public:
  Readmission(IdSet<PlaceId> by, IdSet<CorridorId> over, double chance)
      : by_(std::move(by)), over_(std::move(over)), chance_(chance) {}

  void enact(const Order& order, Rules& rules) const override {
    const World& world = order.scene.world;
    for (const CorridorId c : world.corridor_ids()) {
      const Corridor& edge = world.corridors[c.index()];
      const bool meant = order.scope.in.contains(edge.to) && by_.contains(edge.from) &&
                         over_.contains(c) && !world.same_state(edge.from, edge.to);
      if (meant) send_back(world, c, order.scope.who.citizenships, chance_ * order.share(), rules);
    }
  }

 private:
  IdSet<PlaceId> by_;
  IdSet<CorridorId> over_;
  double chance_;
};

/// Faults of a scope that no corridor fits.
void require_corridors(Settings& settings, const std::string& key, const World& world,
                       const PolicyScope& scope, const IdSet<PlaceId>& from,
                       std::optional<Mode> mode) {
  require_places(settings, key, scope);
  for (const Corridor& edge : world.corridors) {
    const bool fits = scope.in.contains(edge.to) && from.contains(edge.from) &&
                      !world.same_state(edge.from, edge.to) && (!mode || edge.mode == *mode);
    if (fits) return;
  }
  settings.fault(key, "no corridor leads there from another state by that way");
}

std::unique_ptr<PolicyLever> control(Settings& settings, const World& world,
                                     const PolicyScope& scope, std::optional<Mode> mode,
                                     const std::string& key, double chance) {
  require_everyone(settings, key, scope);
  require_corridors(settings, key, world, scope, scope.coming_from, mode);
  return std::make_unique<Control>(mode, scope.coming_from, chance);
}

std::unique_ptr<PolicyLever> read_control(Settings& settings, const World& world,
                                          const PolicyScope& scope, Mode mode,
                                          const std::string& key, const std::string& meaning) {
  const double chance = settings.real(key, "1", {0, 1}, 0, meaning);
  if (chance <= 0) return nullptr;
  return control(settings, world, scope, mode, key, chance);
}

}  // namespace

std::unique_ptr<PolicyLever> effort_at_some(Settings& settings, const World& world,
                                            const PolicyScope& scope, double effort) {
  return control(settings, world, scope, std::nullopt, "effort", effort);
}

std::unique_ptr<PolicyLever> read_carrier_sanctions(Settings& settings, const World& world,
                                                    const PolicyScope& scope) {
  return read_control(settings, world, scope, Mode::kAir, "carrier_sanctions",
                      "chance that a carrier, made to pay for whom it brings without papers, keeps "
                      "one off a flight, where other controls have not");
}

std::unique_ptr<PolicyLever> read_interdiction(Settings& settings, const World& world,
                                               const PolicyScope& scope) {
  return read_control(settings, world, scope, Mode::kSea, "interdiction",
                      "chance that a boat is stopped at sea, where other controls have not");
}

std::unique_ptr<PolicyLever> read_readmission(Settings& settings, const World& world,
                                              const PolicyScope& scope) {
  const double chance = settings.real("readmission", "1", {0, 1}, 0,
                                      "chance that who has got across is sent back over the "
                                      "corridor");
  const auto by = listed_or_all(read_places(settings, world, "readmitting",
                                            "who takes them back: countries, places, areas, unions "
                                            "or regions; empty: all neighbours"));
  const auto over = read_corridors(settings, world, "readmission_over",
                                   "names of corridors, or routes, over which they are sent back; "
                                   "empty: all");
  if (chance <= 0) return nullptr;
  require_nationals(settings, "readmission", scope);
  require_corridors(settings, "readmission", world, scope, by, std::nullopt);
  return std::make_unique<Readmission>(by, over, chance);
}

}  // namespace sojourn::models
