#pragma once

#include "models/forums/records.hpp"
#include "models/forums/scene.hpp"

namespace sojourn::models {

/// Attempts at new forums and reforms in one tick. A state tables at a rate that grows with the
/// world's demand, and who does is drawn by its own; a secretariat or envoy tables what is
/// tolerated for a state that wants it. The sponsor weighs a forum beside those there are, another
/// use of one, a replacement, and nothing, by expected gain. `demand` is current_demand() of the
/// forums as they are, and is kept so.
void table_forums(const ForumScene& scene, ForumDemand& demand, std::vector<Forum>& forums,
                  ForumRecords& records, Draws& draws, ForumNews& news);

/// What states would give for a new forum now.
ForumDemand current_demand(const ForumScene& scene, const std::vector<Forum>& forums);

}  // namespace sojourn::models
