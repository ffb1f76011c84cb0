#include "models/catalog/stages.hpp"

#include "models/channels/open_channels.hpp"
#include "models/channels/selected_channels.hpp"
#include "models/channels/visit.hpp"
#include "models/channels/walking_channels.hpp"
#include "models/contracts/contract_channel.hpp"

namespace sojourn::models {

void add_channels(Catalog& c) {
  // clang-format off
  c.add<FreeMovementChannel>("free_movement", "settling by right");
  c.add<LabourChannel>("labour", "work visas within quotas");
  c.add<FamilyChannel>("family", "joining kin");
  c.add<StudyChannel>("study", "studying abroad");
  c.add<AsylumChannel>("asylum", "travelling to ask for protection");
  c.add<IrregularChannel>("irregular", "travelling and staying without papers");
  c.add<ReturnChannel>("return", "going back to one's own country");
  c.add<SponsoredChannel>("sponsored", "being taken over from a state of refuge");
  c.add<VisitChannel>("visit", "arriving without a visa, to stay");
  c.add<ContractChannel>("contract", "work for a term, where labour is short");
  // clang-format on
}

}  // namespace sojourn::models
