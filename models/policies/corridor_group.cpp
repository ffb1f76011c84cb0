#include "models/policies/corridor_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/base/rates.hpp"
#include "sim/world/routes/corridor_names.hpp"

namespace sojourn::models {

IdSet<CorridorId> read_corridors(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning) {
  const std::vector<std::string> names = settings.texts(key, {}, meaning);
  IdSet<CorridorId> found = names.empty() ? IdSet<CorridorId>() : IdSet<CorridorId>::none();
  for (const std::string& name : names) {
    std::vector<std::string> known;
    bool is_known = false;
    for (const CorridorId c : world.corridor_ids()) {
      const std::array called{corridor_name(world, c), short_corridor_name(world, c),
                              world.corridors[c.index()].route};
      std::ranges::copy_if(called, std::back_inserter(known),
                           [](const std::string& one) { return !one.empty(); });
      const bool meant = std::ranges::count(called, name) > 0;
      if (meant) found.insert(c);
      is_known = is_known || meant;
    }
    if (is_known) continue;
    settings.fault(key, fmt::format("no corridor or route is called \"{}\"{}", name,
                                    nearest_hint(name, known)));
  }
  return found;
}

void send_back(const World& world, CorridorId corridor, const IdSet<StateId>& citizenships,
               double chance, Rules& rules) {
  if (citizenships.all()) {
    rules.readmission[corridor] = either(rules.readmission[corridor], chance);
    return;
  }
  if (rules.readmission_of.empty()) {
    rules.readmission_of = Grid<double, CorridorId, StateId>(world.corridor_ids(), world.states());
  }
  for (const StateId state : world.states()) {
    double& back = rules.readmission_of(corridor, state);
    if (citizenships.contains(state)) back = either(back, chance);
  }
}

}  // namespace sojourn::models
