#pragma once

#include "tools/sojourn/import/fill/country_row.hpp"
#include "tools/sojourn/import/gather/intake.hpp"
#include "tools/sojourn/import/gather/wanted.hpp"

namespace sojourn::intake {

/// Countries with people and income; income may follow from the index. What else a publisher does
/// not tell of the year is taken from the nearest, modelled from what else is told, or the median
/// of the region, and noted; an attribute of which nothing is told at all is left to the catalog's
/// default. No population, or no income, of anybody is a fault.
CountryRows country_rows(Intake& intake, const Wanted& wanted);

}  // namespace sojourn::intake
