#pragma once

#include "tools/sojourn/import/fill/country_rows.hpp"
#include "tools/sojourn/import/fill/table_text.hpp"

namespace sojourn::intake {

/// Visas of the start and their changes from then on. A visa is required where no row says
/// something else, so such rows are left out at the start.
TableText visa_table(Intake& intake, const CountryRows& rows, const Wanted& wanted);

/// Counts by month from the start on, for `sojourn report --observed`. Where two tables tell of the
/// same, the first counts, and what differs is noted.
TableText observed_table(Intake& intake, const CountryRows& rows, const Wanted& wanted);

/// Recorded flows of periods that begin at the start or later.
TableText flow_table(Intake& intake, const CountryRows& rows, const Wanted& wanted);

}  // namespace sojourn::intake
