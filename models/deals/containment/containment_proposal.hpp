#pragma once

#include "models/deals/containment/containment_agreement.hpp"
#include "models/deals/containment/containment_case.hpp"
#include "models/deals/containment/deal_making.hpp"

namespace sojourn::models {

/// What two would agree on today, and why.
struct ContainmentProposal {
  ContainmentCase facts;
  ContainmentDeal deal;
  ContainmentTerms terms;
  Offer offer;
};

}  // namespace sojourn::models
