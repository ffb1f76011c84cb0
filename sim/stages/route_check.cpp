#include "sim/stages/route_check.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "sim/input/source.hpp"
#include "sim/world/routes/route_solution.hpp"

namespace sojourn {

void require_routes(const World& world, const RouteCost& cost) {
  try {
    require_solution(*world.graph, cost.lower_bound(world), cost.mu());
  } catch (const std::domain_error& error) {
    throw InputError(Source{}, fmt::format("modules.{}: {}", cost.name(), error.what()));
  }
}

}  // namespace sojourn
