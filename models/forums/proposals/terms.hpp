#pragma once

#include "models/forums/proposals/proposal.hpp"
#include "models/forums/upkeep.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How often states act, and with how steady a hand.
struct PaceTerms {
  double tabling = 0.5;  // attempts where demand is usual [1 / year]
  double entrepreneurs =
      0.1;               // attempts by each who has a mandate, where demand is usual [1 / year]
  double calling = 0.1;  // how often each state weighs calling a consultation [1 / year]
  double taste = 0.01;   // scale of what proposals are worth to a sponsor unseen [utility]
  double answer = 10;    // after a reform its pathway is measured [years]
  double intact = 0.7;   // share of its authority that a forum keeps which has not drifted
  double answers = 0.5;  // share of an old forum's members in what answers it
  double usual_demand = 0.05;  // mean over states at which `tabling` holds [utility]
};

/// Settings of the politics of forums, each introduced once.
struct ForumTerms {
  ForumTerms() = default;
  explicit ForumTerms(Settings& settings);

  PaceTerms pace;
  DemandTerms demand;
  ProposalTerms proposal;
  UpkeepTerms upkeep;
};

}  // namespace sojourn::models
