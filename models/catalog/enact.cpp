#include "models/catalog/stages.hpp"

#include "models/areas/declared_areas.hpp"
#include "models/channels/perceived_admission.hpp"
#include "models/channels/perceived_room.hpp"
#include "models/home_front/border_effort.hpp"
#include "models/home_front/non_refoulement.hpp"

namespace sojourn::models {

void add_enact(Catalog& c) {
  // clang-format off
  c.add<DeclaredAreas>("declared_areas", "free movement where the scenario declares it");
  c.add<PerceivedAdmission>("perceived_admission", "last year's chance of a contested place");
  c.add<PerceivedRoom>("perceived_room", "free room of a place that can be full");
  c.add<BorderEffort>("border_effort", "a state's own effort at its borders");
  c.add<NonRefoulement>("non_refoulement", "custom forbids to send refugees back", kOnRequest);
  // clang-format on
}

}  // namespace sojourn::models
