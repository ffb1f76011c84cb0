#include "models/catalog/stages.hpp"

#include "models/agency/agency.hpp"
#include "models/agency/development_aid.hpp"
#include "models/areas/free_movement_areas.hpp"
#include "models/compacts/compact.hpp"
#include "models/conventions/conventions.hpp"
#include "models/deals/containment/containment_deals.hpp"
#include "models/deals/labour_deals.hpp"
#include "models/deals/scripted_deal.hpp"
#include "models/emigration/emigration.hpp"
#include "models/forums/effects/forum_effects.hpp"
#include "models/forums/politics.hpp"
#include "models/unions/union_politics.hpp"

namespace sojourn::models {

void add_negotiation(Catalog& c) {
  c.add<UnionPolitics>(
      "union", "members of an area act as one, share applicants, and stay or leave", kOnRequest);
  c.add<ContainmentDeals>("containment_deals", "states pay others to hold people back", kOnRequest);
  c.add<FreeMovementAreas>("free_movement_areas",
                           "states open their borders to each other where all gain", kOnRequest);
  c.add<LabourDeals>("labour_deals", "states short of labour admit others' workers", kOnRequest);
  c.add<ScriptedDeal>("deal", "two states or unions agree as the scenario says", kOnRequest);
  c.add<ForumPolitics>("forum_politics",
                       "forums are tabled, vetoed, watered down, multiply, merge and die",
                       kOnRequest);
  c.add<ForumEffects>("forum_effects",
                      "forums lower costs, build trust, move capacity and bind their members",
                      kOnRequest);
  c.add<Conventions>("conventions",
                     "states draft, vote on and join conventions on migrants' rights", kOnRequest);
  c.add<Compact>("compact", "states vote on, join, comply with and leave a compact on migration",
                 kOnRequest);
  c.add<Agency>("agency", "an organisation trains people and places them where labour is short",
                kOnRequest);
  c.add<Emigration>("emigration",
                    "states of origin look after citizens abroad, or do not let them go",
                    kOnRequest);
  c.add<DevelopmentAid>("development_aid", "rich states give aid, which raises incomes",
                        kOnRequest);
}

}  // namespace sojourn::models
