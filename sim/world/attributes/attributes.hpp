#pragma once

#include "sim/base/id_array.hpp"

namespace sojourn {

/// Baseline attributes, one value per place (ODD 2).
struct Attributes {
  PlaceArray population;      // [persons]
  PlaceArray gdp_per_capita;  // [2021 int. $ PPP / year]
  PlaceArray hdi;
  PlaceArray unemployment;
  PlaceArray stability;
  PlaceArray rule_of_law;
  PlaceArray capacity;
  PlaceArray rights;
  PlaceArray openness;
  PlaceArray workforce_growth;  // [1 / year]
  PlaceArray birth_rate;        // [births / 1000 persons / year]
  PlaceArray life_expectancy;   // [years]
  PlaceArray share_0_14;
  PlaceArray share_65_plus;
  PlaceArray tertiary_share;
  PlaceArray labour_demand;    // factor on its trend; 1 at the start, a history tells it
  PlaceArray conflict_deaths;  // [deaths / year] by country; 0 at the start, a history tells them
};

}  // namespace sojourn
