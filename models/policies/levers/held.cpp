#include <algorithm>

#include "models/home_front/border_effort.hpp"
#include "models/home_front/declared_policy.hpp"
#include "models/policies/lever_list.hpp"
#include "sim/stages/module_set.hpp"
#include "sim/stages/rules_for.hpp"

namespace sojourn::models {

namespace {

constexpr double kNotHeld = -1;

/// Either a value or a change; both are a fault.
struct Setting {
  double value = kNotHeld, change = 0;
  bool is_set() const { return value >= 0 || change != 0; }
};

/// One of the state's own levers: its name, and what the scenario's tables and history declare.
struct OwnLever {
  std::string name;
  HeldLever Conditions::*held;
  PlaceArray Attributes::*declared = nullptr;
};

/// Holds one of the state's own levers at a value, or at what is declared today plus a change.
class HeldAt final : public PolicyLever {
 public:
  HeldAt(OwnLever lever, Setting setting) : lever_(std::move(lever)), setting_(setting) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    if (setting_.value < 0) return {};
    return {{lever_.name}};
  }
  void bind(const ModuleSet& modules) override {
    const bool is_of_borders = lever_.held == &Conditions::held_effort;
    off_ = modules.find<DeclaredPolicy>() == nullptr                  ? "declared_policy"
           : is_of_borders && modules.find<BorderEffort>() == nullptr ? "border_effort"
                                                                      : "";
  }
  std::string warning() const override {
    return off_.empty() ? "" : has_no_effect("its " + lever_.name, off_);
  }
  void hold(const Order& order, Conditions& conditions) const override {
    HeldLever& held = conditions.*lever_.held;
    if (setting_.value >= 0) {
      for (const PlaceId place : order.scope.places) held.hold(place, setting_.value, order.when);
      return;
    }
    const PlaceArray declared = declared_now(order.scene);
    for (const PlaceId place : order.scope.places) {
      held.change(place, declared[place], setting_.change, order.when);
    }
  }

 private:
  PlaceArray declared_now(const Scene& scene) const {
    return scene.world.history.at(scene.tick, lever_.declared, scene.world.baseline);
  }

  OwnLever lever_;
  Setting setting_;
  std::string off_;  // a module that it needs
};

/// Rights of some nationals, beside those of all: a value takes the place of what rules have made
/// of them, a change adds to it.
class RightsOfNationals final : public PolicyLever {
 public:
  RightsOfNationals(double value, double change) : value_(value), change_(change) {}

  std::vector<Claim> sets(const PolicyScope& /*scope*/) const override {
    if (value_ < 0) return {};
    return {{"the rights of nationals"}};
  }
  void enact(const Order& order, Rules& rules) const override {
    fill_if_empty(order.scene.world, rules.rights_of, 0.0);
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      const double now = rights_for(rules, citizenship, place);
      const double then = value_ < 0 ? std::clamp(now + change_, 0.0, 1.0) : value_;
      rules.rights_of(citizenship, place) =
          now + (then - now) * order.share() - rules.rights[place];
    });
  }

 private:
  double value_, change_;
};

Setting read_setting(Settings& settings, const std::string& key, const std::string& what) {
  Setting setting;
  setting.value = settings.real(key, "1", {0, 1, kNotHeld}, kNotHeld,
                                "at which " + what + " is held; -1: not held");
  setting.change = settings.real(key + "_change", "1", {-1, 1}, 0,
                                 "by which " + what + " is held above what the scenario declares");
  if (setting.value >= 0 && setting.change != 0) {
    settings.fault(key, "expected `" + key + "` or `" + key + "_change`, found both");
  }
  return setting;
}

}  // namespace

std::unique_ptr<PolicyLever> read_openness(Settings& settings, const World& /*world*/,
                                           const PolicyScope& scope) {
  const Setting setting = read_setting(settings, "openness", "openness");
  if (!setting.is_set()) return nullptr;
  require_places(settings, "openness", scope);
  require_everyone(settings, "openness", scope);
  return std::make_unique<HeldAt>(
      OwnLever{"openness", &Conditions::held_openness, &Attributes::openness}, setting);
}

std::unique_ptr<PolicyLever> read_rights(Settings& settings, const World& /*world*/,
                                         const PolicyScope& scope) {
  const Setting setting = read_setting(settings, "rights", "the rights of migrants");
  if (!setting.is_set()) return nullptr;
  require_places(settings, "rights", scope);
  require_nationals(settings, "rights", scope);
  if (!scope.nationals.empty()) {
    return std::make_unique<RightsOfNationals>(setting.value, setting.change);
  }
  return std::make_unique<HeldAt>(OwnLever{"rights", &Conditions::held_rights, &Attributes::rights},
                                  setting);
}

std::unique_ptr<PolicyLever> read_effort(Settings& settings, const World& world,
                                         const PolicyScope& scope) {
  const double effort = settings.real(
      "effort", "1", {0, 1, kNotHeld}, kNotHeld,
      "at which the effort of the state's own at corridors into it is held; with `coming_from`: "
      "effort at these corridors beside its own; -1: none");
  if (effort < 0) return nullptr;
  require_places(settings, "effort", scope);
  require_everyone(settings, "effort", scope);
  if (!scope.coming_from.all()) return effort_at_some(settings, world, scope, effort);
  return std::make_unique<HeldAt>(OwnLever{"effort", &Conditions::held_effort}, Setting{effort});
}

}  // namespace sojourn::models
