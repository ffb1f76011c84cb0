#pragma once

#include <map>
#include <vector>

#include "models/areas/area_gain.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/foresight/what_if.hpp"

namespace sojourn::models {

/// What open borders among a set of states would lead to (ODD 7.14): A_ij, the people of
/// i who would live in j after some years, is the yearly flow that the choice model expects by the
/// channel `free_movement` times the mean time that those who came within the years stay. Today's
/// wages, networks and populations are taken for lasting; people abroad already are left out.
///
/// A row of the choice model per member and set asked for, kept until this is destroyed.
class OpenBorders {
 public:
  /// `now` is the scene of which prospects are known; it must outlive this. `otherwise` is without
  /// the agreement in question. `states` are those that may be members.
  OpenBorders(const Scene& now, WhatIf otherwise, std::vector<StateId> states, double years);

  /// [persons] Citizens of the row's member living in the column's; `members` are positions in
  /// `states`, ascending.
  const Eigen::ArrayXXd& stocks(const std::vector<MemberIndex>& members);
  /// The integral over `years` of the chance of not having gone home, under the hazard ReturnHome
  /// itself [years]: it makes the stock after `years` of a constant yearly inflow; `years` where
  /// nobody returns.
  double mean_stay(StateId citizenship, PlaceId residence);

 private:
  Eigen::ArrayXXd stocks_among(const std::vector<MemberIndex>& members);
  void add_places(const Scene& open, const std::vector<MemberIndex>& members, std::size_t row,
                  PlaceId home, Eigen::ArrayXXd& stocks);
  double integrate_stay(StateId citizenship, PlaceId residence) const;

  const Scene& now_;
  std::vector<StateId> states_;
  double years_;
  ChannelId channel_;
  WhatIf otherwise_;  // without the agreement in question
  Outlook outlook_;
  std::map<std::vector<MemberIndex>, Eigen::ArrayXXd> known_;
  PairArray stays_;  // NaN where not yet asked for
};

}  // namespace sojourn::models
