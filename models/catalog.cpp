#include "models/catalog.hpp"

#include "models/catalog/stages.hpp"

namespace sojourn::models {

Catalog standard_catalog() {
  Catalog c;
  add_shocks(c);
  add_demography(c);
  add_home_front(c);
  add_negotiation(c);
  add_enact(c);
  add_routes(c);
  add_channels(c);
  add_payoffs(c);
  add_departure(c);
  add_hazards(c);
  add_observers(c);
  return c;
}

}  // namespace sojourn::models
