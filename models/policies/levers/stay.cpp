#include "models/policies/factor_lever.hpp"
#include "models/policies/lever_list.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

namespace {

/// Chance of protection of some nationals in some places, whatever the usual one.
class RecognitionOf final : public PolicyLever {
 public:
  enum class Cause { kAny, kDisplacement, kUnrest };
  RecognitionOf(double chance, Cause cause) : chance_(chance), cause_(cause) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    std::vector<Claim> all;
    if (cause_ != Cause::kUnrest) all.push_back({"recognition of those who are driven out"});
    if (cause_ != Cause::kDisplacement) {
      all.push_back({"recognition of those who are not driven out"});
    }
    return all;
  }
  void enact(const Order& order, Rules& rules) const override {
    const Scene& scene = order.scene;
    if (rules.recognition.empty()) {
      rules.recognition =
          Grid<double, StateId, PlaceId>(scene.world.states(), scene.world.place_ids());
      for (const StateId state : scene.world.states()) {
        for (const PlaceId place : scene.world.place_ids()) {
          rules.recognition(state, place) = usual_recognition(scene, state, place);
        }
      }
    }
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      if (!flees(scene, citizenship)) return;
      double& chance = rules.recognition(citizenship, place);
      chance += (chance_ - chance) * order.share();
    });
  }

 private:
  /// Whether citizens flee from what the policy names.
  bool flees(const Scene& scene, StateId citizenship) const {
    const bool driven = scene.conditions.displacement[citizenship] > 0;
    return cause_ == Cause::kAny || (cause_ == Cause::kDisplacement) == driven;
  }

  double chance_;
  Cause cause_;
};

}  // namespace

std::unique_ptr<PolicyLever> read_recognition(Settings& settings, const World& /*world*/,
                                              const PolicyScope& scope) {
  const double chance = settings.real("recognition", "1", {0, 1, -1}, -1,
                                      "chance of protection for applicants; -1: the usual");
  const std::string cause = settings.choice(
      "cause", {"any", "displacement", "unrest"}, "any",
      "for whom: displacement: citizens of countries that people are driven out of; unrest: of all "
      "others");
  if (chance < 0) return nullptr;
  require_places(settings, "recognition", scope);
  require_nationals(settings, "recognition", scope);
  using Cause = RecognitionOf::Cause;
  return std::make_unique<RecognitionOf>(chance, cause == "any"            ? Cause::kAny
                                                 : cause == "displacement" ? Cause::kDisplacement
                                                                           : Cause::kUnrest);
}

std::unique_ptr<PolicyLever> read_naturalisation(Settings& settings, const World& /*world*/,
                                                 const PolicyScope& scope) {
  return read_factor(settings, scope,
                     {"naturalisation", &Rules::naturalisation, "naturalisation", ""}, {0, 100},
                     "factor on the rate at which people become citizens");
}

}  // namespace sojourn::models
