#pragma once

#include "models/forums/records.hpp"
#include "models/forums/scene.hpp"

namespace sojourn::models {

/// Once a year: where matters were taken, and what that does to forums. Authority moves, members
/// leave, forums die or merge.
Business review_forums(const ForumScene& scene, std::vector<Forum>& forums, ForumRecords& records,
                       Draws& draws, ForumNews& news);

}  // namespace sojourn::models
