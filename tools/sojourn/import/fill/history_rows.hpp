#pragma once

#include "tools/sojourn/import/fill/country_rows.hpp"
#include "tools/sojourn/import/fill/table_text.hpp"

namespace sojourn::intake {

/// What the files tell of the years from the one before the start on: rates in the middle of a
/// year, deaths in conflict from its first day on. A publisher's list of deaths counts for the
/// years that it covers; of years that no list covers nothing is told, and what follows such a gap
/// is left out.
TableText history_table(Intake& intake, const CountryRows& rows, const Wanted& wanted);

/// Deaths of a country in a year: of the first list that covers the year, 0 where it is not on that
/// list; nothing where no list covers it.
std::optional<double> deaths_in(const Collected& data, const std::string& country, int year);

}  // namespace sojourn::intake
