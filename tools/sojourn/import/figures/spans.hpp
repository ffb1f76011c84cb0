#pragma once

#include "sim/input/source.hpp"
#include "tools/sojourn/import/gather/collected.hpp"

namespace sojourn::intake {

/// Refuses a year that lies more than `reach` years before or after all those that a publisher
/// holds; of people and income, of which no world can do without, and of stocks, a year before or
/// after all of theirs.
void refuse_years_beyond(const Collected& data, int year, int reach, Diagnostics& diagnostics);

}  // namespace sojourn::intake
