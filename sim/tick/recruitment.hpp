#pragma once

#include <functional>
#include <vector>

#include "sim/foresight/choice.hpp"
#include "sim/tick/contest/gate.hpp"
#include "sim/tick/moves.hpp"

namespace sojourn {

using RowOf = std::function<const ChoiceRow&(const Viewpoint&)>;

/// Puts a sponsor's places (Rules::recruitment) before those it reaches of the people who have
/// decided to go. They set them beside their own plans and choose among both (WeighedOffer): with
/// dissimilarity 1 someone whose plans have the inclusive value L and the sponsor's places the
/// value S accepts with probability e^S/(e^S + e^L); without a plan for sure. Places go by lot; who
/// gets none keeps the plan. `gate` says who may accept.
void recruit(const Scene& scene, const Gate& gate, const RowOf& plans, Moves& moves, Flows& flows,
             Crew& crew);

/// Adds to the prospects of residents what the chance of being reached is worth to them:
/// reckoned*p*g, p the mean reach over what they would choose, g what the places add to the
/// inclusive value, with dissimilarity 1 ln(1 + e^(S - L)).
void add_invitations(const Scene& scene, const std::vector<Viewpoint>& residents,
                     const ChoiceTable& plans, Prospects& prospects, Crew& crew);

/// Some of the recruited are taught one step of schooling (Recruitment::trained).
void teach(const Scene& scene, const Bid& bid, Person& person);

}  // namespace sojourn
