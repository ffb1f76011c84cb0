#pragma once

#include "models/forums/proposals/positions.hpp"

namespace sojourn::models {

/// What a forum with these members decides, issue by issue (issue-by-issue equilibrium: Shepsle
/// 1979, DOI 10.2307/2110770), within [q, 1]^3:
/// - majority: the largest demand that more than half of the heads carry, that of the median
///   (Black 1948);
/// - weighted: the largest demand that the forum's quota of the power carries;
/// - tripartite: the same over two votes of each government, one of its employers, who want open
///   admission, and one of its workers, who want full rights;
/// - consensus: the mean by leverage, as in a deal of two: states that could do without the forum
///   set its terms (Steinberg 2002, DOI 10.1162/002081802320005504); who funds it counts twice.
/// No members: the status quo.
IssuePoint forum_text(const Positions& positions, const Forum& forum);

States members_of(const Forum& forum);

}  // namespace sojourn::models
