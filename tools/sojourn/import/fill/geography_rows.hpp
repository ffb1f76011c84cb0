#pragma once

#include "tools/sojourn/import/fill/country_rows.hpp"
#include "tools/sojourn/import/fill/table_text.hpp"

namespace sojourn::intake {

/// Parties by area in the year.
using Areas = std::map<std::string, std::set<std::string>>;
Areas areas_in(const Collected& data, const CountryRows& rows, int year);

/// Distance and nearness of every pair that GeoDist tells of: nearness as the catalog's defaults
/// have it, by distance, common official language and colonial tie.
TableText pair_table(const Collected& data, const CountryRows& rows);

/// Ways over land where two countries border on each other, and over sea to the nearest. Empty
/// where nothing tells of distances.
TableText corridor_table(Intake& intake, const CountryRows& rows, const Areas& areas);

}  // namespace sojourn::intake
