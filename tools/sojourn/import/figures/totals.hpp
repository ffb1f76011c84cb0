#pragma once

#include "tools/sojourn/import/gather/intake.hpp"
#include "tools/sojourn/import/gather/wanted.hpp"

namespace sojourn::intake {

/// Compares sums over countries with the publishers' own totals of the year, or of the years beside
/// it: the world's people, the people from abroad of each destination, those abroad of each origin.
/// What differs by more than half a percent is noted. It looks at what was read, before states are
/// divided.
/// @return how many differ
int compare_totals(Intake& intake, const Wanted& wanted);

}  // namespace sojourn::intake
