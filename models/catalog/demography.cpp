#include "models/catalog/stages.hpp"

#include "models/demography/vital_rates.hpp"

namespace sojourn::models {

void add_demography(Catalog& c) {
  // clang-format off
  c.add<VitalRates>("vital_rates", "births, deaths and the people of the start");
  // clang-format on
}

}  // namespace sojourn::models
