#include "models/shocks/refugee_definition.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/settings.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn::models {

RefugeeDefinition::RefugeeDefinition(Settings& settings, const World& world)
    : parties_(read_states(settings, world, "parties",
                           "states that apply it: countries, areas, unions or regions")),
      term_(read_from_until(settings, world.calendar, world.calendar.start())),
      n_ticks_(world.n_ticks) {
  if (parties_.empty()) settings.fault("parties", "expected at least one state that applies it");
  require_whole_ticks(settings, "from", term_, world.calendar);
  const auto read = [&](Cause cause, double fallback, const char* whom) {
    means_[position(cause)] =
        settings.real(std::string(kCauseNames[position(cause)]), "1", {0, 1}, fallback,
                      std::string("share of ") + whom + " whom it means");
  };
  read(Cause::kPersecution, 1, "the persecuted");
  read(Cause::kViolence, 0, "those who flee violence");
  read(Cause::kDisaster, 0, "those who flee a disaster");
  read(Cause::kCollapse, 0, "those who flee the collapse of state and economy");
}

void RefugeeDefinition::apply(const Scene& scene, Conditions& conditions) const {
  if (term_.share(scene.tick) <= 0) return;
  constexpr double kNone = -1;
  auto& protects = conditions.protects;
  if (protects.empty()) {
    protects = Grid<double, StateId, Cause>(scene.world.states(), kAllCauses);
    std::fill(protects.begin(), protects.end(), kNone);
  }
  for (const StateId host : parties_) {
    for (const Cause cause : kAllCauses) {
      double& widest = protects(host, cause);
      widest = std::max(widest, means_[position(cause)]);
    }
  }
}

void RefugeeDefinition::announce(const Scene& scene, EventLog& log) const {
  const bool at_the_start = scene.tick == 0;
  if (!at_the_start && term_.begins_in(scene.tick)) {
    log.add(term_.from(), "refugee law",
            fmt::format("{}: {} states apply it", name(), parties_.size()));
  }
}

std::string RefugeeDefinition::warning() const {
  return term_.outside_run(n_ticks_);
}

}  // namespace sojourn::models
