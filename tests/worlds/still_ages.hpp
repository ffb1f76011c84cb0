#pragma once

#include "models/demography/life_table.hpp"

namespace sojourn::testing {

/// Ages of a stationary population: births replace deaths at every age.
struct StillAges {
  double birth_rate = 0;  // [births / 1000 persons / year]
  double share_0_14 = 0, share_65_plus = 0;
};

inline StillAges still_ages(double life_expectancy) {
  const models::LifeTable table(life_expectancy);
  double young = 0, old = 0, all = 0;
  for (int age = 0; age <= models::LifeTable::kOldest; ++age) {
    const double alive = table.survival(age);
    all += alive;
    if (age < 15) young += alive;
    if (age >= 65) old += alive;
  }
  return {1000 / all, young / all, old / all};
}

}  // namespace sojourn::testing
