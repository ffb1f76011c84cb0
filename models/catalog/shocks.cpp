#include "models/catalog/stages.hpp"

#include "models/agency/refugee_agency.hpp"
#include "models/areas/exit_from_area.hpp"
#include "models/areas/suspension.hpp"
#include "models/policies/policy.hpp"
#include "models/shocks/accession.hpp"
#include "models/shocks/boom.hpp"
#include "models/shocks/border_closure.hpp"
#include "models/shocks/change_of_government.hpp"
#include "models/shocks/conflict.hpp"
#include "models/shocks/conflict_deaths.hpp"
#include "models/shocks/disaster.hpp"
#include "models/shocks/enforcement_shock.hpp"
#include "models/shocks/media_event.hpp"
#include "models/shocks/price_shock.hpp"
#include "models/shocks/recession.hpp"
#include "models/shocks/refugee_definition.hpp"

namespace sojourn::models {

void add_shocks(Catalog& c) {
  c.add<ConflictDeaths>("conflict_deaths", "violence of which the history tells drives people out");
  c.add<Conflict>("conflict", "war or persecution drives people out", kOnRequest);
  c.add<Disaster>("disaster", "drought, flood or earthquake drives people out", kOnRequest);
  c.add<Recession>("recession", "income and labour demand fall", kOnRequest);
  c.add<Boom>("boom", "income and labour demand rise", kOnRequest);
  c.add<PriceShock>("price_shock", "smuggling on corridors gets dearer or cheaper", kOnRequest);
  c.add<EnforcementShock>("enforcement_shock", "control of corridors gets looser or stricter",
                          kOnRequest);
  c.add<BorderClosure>("border_closure", "corridors close", kOnRequest);
  c.add<ChangeOfGovernment>("change_of_government", "openness and rights shift with the government",
                            kOnRequest);
  c.add<MediaEvent>("media_event", "attention moves sentiment", kOnRequest);
  c.add<RefugeeDefinition>("refugee_definition", "whom states mean by a refugee", kOnRequest);
  c.add<RefugeeAgency>("refugee_agency", "an organisation helps refugees as far as its money goes",
                       kOnRequest);
  c.add<Accession>("accession", "states join an area of free movement", kOnRequest);
  c.add<Policy>("policy", "what governments order, by place, nationality, person and date",
                kOnRequest);
  c.add<ExitFromArea>("exit_from_area", "states leave an area of free movement", kOnRequest);
  c.add<Suspension>("suspension", "members suspend an area's free movement for some time",
                    kOnRequest);
}

}  // namespace sojourn::models
