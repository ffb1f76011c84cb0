#include "models/catalog/agreements.hpp"

#include "models/agency/development_aid.hpp"
#include "models/agency/placement_agreement.hpp"
#include "models/areas/free_movement_agreement.hpp"
#include "models/compacts/compact_agreement.hpp"
#include "models/conventions/convention_agreement.hpp"
#include "models/deals/containment/containment_agreement.hpp"
#include "models/deals/labour_agreement.hpp"
#include "models/emigration/exit_agreement.hpp"
#include "models/forums/effects/forum_agreement.hpp"
#include "models/unions/union_agreement.hpp"

namespace sojourn::models {

StatefulKinds agreement_kinds() {
  return {stateful_kind<ContainmentAgreement>("containment"),
          stateful_kind<LabourAgreement>("labour"),
          stateful_kind<FreeMovementAgreement>("free movement"),
          stateful_kind<ConventionAgreement>("convention"),
          stateful_kind<CompactAgreement>("compact"),
          stateful_kind<AidAgreement>("aid"),
          stateful_kind<PlacementAgreement>("placement"),
          stateful_kind<ForumAgreement>("forum"),
          stateful_kind<ExitAgreement>("exit"),
          stateful_kind<UnionAgreement>("union")};
}

}  // namespace sojourn::models
