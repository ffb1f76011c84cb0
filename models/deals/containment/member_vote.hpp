#pragma once

#include <vector>

#include "models/deals/containment/containment_proposal.hpp"
#include "models/deals/containment/union_payment.hpp"

namespace sojourn::models {

/// What each member of the party that asks would pay of a proposal [int. $ / year].
std::vector<double> parts_of_members(const Scene& scene, const Party& asker,
                                     const ContainmentProposal& proposal);

/// A union's members vote on their parts of the payment. Where these follow their gains nobody
/// objects, since a deal gains more than it costs.
UnionVote vote_of_members(const Scene& scene, const Party& asker,
                          const ContainmentProposal& proposal);

}  // namespace sojourn::models
