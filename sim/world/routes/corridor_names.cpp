#include "sim/world/routes/corridor_names.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/base/lookup.hpp"

namespace sojourn {

namespace {

constexpr std::array<const char*, 3> kModes{"land", "sea", "air"};  // by Mode

std::string named(const World& world, CorridorId corridor, const std::string& route) {
  const Corridor& edge = world.corridors[corridor.index()];
  return corridor_name(world.places[edge.from.index()].id, world.places[edge.to.index()].id,
                       mode_name(edge.mode), route);
}

}  // namespace

std::string mode_name(Mode mode) {
  return kModes[position(mode)];
}

Mode mode_called(const std::string& name) {
  return kind_named<Mode>(kModes, name).value_or(Mode::kLand);
}

std::string corridor_name(const std::string& from, const std::string& to, const std::string& mode,
                          const std::string& route) {
  return fmt::format("{}-{} {}{}{}", from, to, mode, route.empty() ? "" : " ", route);
}

std::string corridor_name(const World& world, CorridorId corridor) {
  return named(world, corridor, world.corridors[corridor.index()].route);
}

std::string short_corridor_name(const World& world, CorridorId corridor) {
  return named(world, corridor, "");
}

}  // namespace sojourn
