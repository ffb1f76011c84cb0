#pragma once

#include <map>
#include <vector>

#include "models/parties/position.hpp"

namespace sojourn::models {

/// What ties a member to the others of a union, each in [0, 1].
struct Attachment {
  double abroad = 0;  // its citizens settled in the others, as a diaspora counts
  double years = 0;   // y/(y + half) of y years of membership
  double ties = 0;    // share of its ties with other states that it has with members
};

/// How attachment is made up.
struct AttachmentWeights {
  double abroad = 1, years = 1, ties = 1;
  double half = 20;  // [years] of membership that make half of what they can make
  Diaspora diaspora;

  AttachmentWeights() = default;
  explicit AttachmentWeights(Settings& settings);
  /// The weighted mean, in [0, 1]; 0 where nothing weighs.
  double of(const Attachment& one) const;
};

/// Since which year states have been members, from lines "1973 DNK GBR IRL".
std::map<StateId, int> read_member_since(Settings& settings, const World& world);

/// Share of the ties of `state` with others that it has with `members`: ties grow with the other's
/// GDP and with proximity (by distance, language and colonial past), as trade does in a gravity
/// equation. 0 where it has none.
double share_of_ties(const Scene& scene, StateId state, const std::vector<StateId>& members);

}  // namespace sojourn::models
