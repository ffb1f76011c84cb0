#include "models/policies/corridor_group.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/base/rates.hpp"

namespace sojourn::models {

namespace {

/// Without its route.
std::string short_name(const World& world, const Corridor& edge) {
  constexpr std::array<const char*, 3> kModes{"land", "sea", "air"};
  return fmt::format("{}-{} {}", world.places[edge.from.index()].id,
                     world.places[edge.to.index()].id, kModes[position(edge.mode)]);
}

}  // namespace

std::string corridor_name(const World& world, CorridorId corridor) {
  const Corridor& edge = world.corridors[corridor.index()];
  return short_name(world, edge) + (edge.route.empty() ? "" : " " + edge.route);
}

IdSet<CorridorId> read_corridors(Settings& settings, const World& world, const std::string& key,
                                 const std::string& meaning) {
  const std::vector<std::string> names = settings.texts(key, {}, meaning);
  IdSet<CorridorId> found = names.empty() ? IdSet<CorridorId>() : IdSet<CorridorId>::none();
  for (const std::string& name : names) {
    std::vector<std::string> known;
    bool is_known = false;
    for (const CorridorId c : world.corridor_ids()) {
      const Corridor& edge = world.corridors[c.index()];
      known.push_back(corridor_name(world, c));
      const bool meant =
          name == known.back() || name == short_name(world, edge) || name == edge.route;
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
