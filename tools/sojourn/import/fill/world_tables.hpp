#pragma once

#include <string>
#include <vector>

#include "tools/sojourn/import/fill/geography_rows.hpp"
#include "tools/sojourn/import/fill/stock_rows.hpp"

namespace sojourn::intake {

/// Everything that a folder is made of.
struct WorldTables {
  std::string title;
  int year = 0, years = 0;
  int persons_per_agent = 1;
  double people = 0, abroad = 0;
  std::size_t n_countries = 0;
  std::vector<TableText> tables;  // those that are not empty
  Areas areas;
};

/// Makes the tables of what was read. Faults go to the intake's diagnostics, what was filled,
/// divided, judged or left out to its notes.
WorldTables world_tables(Intake& intake, const Wanted& wanted, int years);

}  // namespace sojourn::intake
