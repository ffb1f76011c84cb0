#pragma once

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How long a text is negotiated [years]: T(h) = hard*(1 + slope*h)/(1 + slope). With the defaults
/// a soft text (h = 0.1) takes two years, as the Global Compact from the New York Declaration of
/// 2016 on, a fully hard one ten, as the Convention on Migrant Workers from the working group of
/// 1980 on.
struct NegotiationTime {
  double hard = 10;   // [years]
  double slope = 10;  // of a fully hard text's time over that of one without hardness, less 1

  NegotiationTime() = default;
  explicit NegotiationTime(Settings& s)
      : hard(s.real("negotiation", "years", {0, 100}, NegotiationTime{}.hard,
                    "from the tabling of a fully hard text to the vote")),
        slope(s.real("negotiation_slope", "1", {0, 1000}, NegotiationTime{}.slope,
                     "by how many times longer than one without hardness it is negotiated")) {}

  double of(double hardness) const { return hard * (1 + slope * hardness) / (1 + slope); }
};

}  // namespace sojourn::models
