#pragma once

#include "models/forums/records.hpp"
#include "models/forums/scene.hpp"

namespace sojourn::models {

/// Attempts at new forums and reforms in one tick. The rate of attempts grows with the demand of
/// the world; the state that tables is drawn in proportion to its own demand. A secretariat or
/// envoy tables a form that is tolerated, for a state that wants it. The sponsor chooses by
/// expected gain: a new forum beside the old ones, another use of an old one, a replacement, or
/// nothing. `demand` must be current_demand() of `forums` and is kept up to date.
void table_forums(const ForumScene& scene, ForumDemand& demand, std::vector<Forum>& forums,
                  ForumRecords& records, Draws& draws, ForumNews& news);

/// What states would give for a new forum now.
ForumDemand current_demand(const ForumScene& scene, const std::vector<Forum>& forums);

}  // namespace sojourn::models
