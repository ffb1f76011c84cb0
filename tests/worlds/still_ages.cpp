#include "tests/worlds/still_ages.hpp"

#include "models/demography/life_table.hpp"

namespace sojourn::testing {

StillAges still_ages(double life_expectancy) {
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
