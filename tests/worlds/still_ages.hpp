#pragma once

namespace sojourn::testing {

/// Ages of a stationary population: births replace deaths at every age.
struct StillAges {
  double birth_rate = 0;  // [births / 1000 persons / year]
  double share_0_14 = 0, share_65_plus = 0;
};
StillAges still_ages(double life_expectancy);

}  // namespace sojourn::testing
