#pragma once

#include "sim/foresight/choice.hpp"

namespace sojourn {

/// What further options are to someone who has options already.
struct WeighedOffer {
  double log_odds;  // ln(p/(1 - p)), p the probability of choosing one of the further
  double gain;      // of the inclusive value
};

/// The choice over both sets of options, of which `savings` [int. $] limit the own. Both rows are
/// of the same nests. With dissimilarity 1 p = e^S/(e^S + e^L), S and L the inclusive values of the
/// further and the own. Not finite where there are none of either.
WeighedOffer weigh(const ChoiceRow& further, const ChoiceRow& own, double savings);

}  // namespace sojourn
