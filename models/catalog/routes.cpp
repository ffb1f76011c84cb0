#include "models/catalog/stages.hpp"

#include "models/movement/corridor_cost.hpp"

namespace sojourn::models {

void add_routes(Catalog& c) {
  // clang-format off
  c.add<CorridorCost>("corridor_cost", "generalised cost of a corridor");
  // clang-format on
}

}  // namespace sojourn::models
