#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/json.hpp"
#include "tools/sojourn/report/page/page_values.hpp"
#include "tools/sojourn/report/run_view.hpp"

namespace sojourn::command {

// The data of a page, as docs/REPORT.md describes it. Every function gives null or leaves a member
// out where the file lacks the datasets. Countries, statuses, years are indices.

/// The page of the first run, with the series of all where there are several, and with what is
/// observed in the table `observed_file`, if that is given.
/// @throws ReadError: runs of different worlds; InputError: what is wrong with the table
Json page_of_runs(const std::vector<RunFile>& runs, const std::filesystem::path& observed_file);
/// @param observed_file empty: none. The series are those of the runs that lie beside the
/// comparison.
/// @throws ReadError, InputError
Json page_of_comparison(const RunFile& comparison, const std::filesystem::path& observed_file);
/// Series by country of a comparison: means, and paired differences with intervals, of the last
/// year and of all years; the corridors that differ most. Null where the file has none.
Json place_differences(const RunFile& comparison);
Json page_of_sensitivity(const RunFile& sensitivity);

/// {"toml", "rows"}: the scenario without its modules, which a page shows apart, and without long
/// tables, of which it says how many rows they have.
Json outline(const Node& scenario);

/// How much of what was asked for the file holds (`state`), where that is not all.
void tell_unfinished(const RunFile& file, Json& page);

/// Title, file and program of a page.
Json page_head(const RunFile& file);
void copy_attributes(const RunFile& file, const std::vector<const char*>& names, Json& page);

/// By way of counting, pairs of countries with most people, sums by country and by pair of regions,
/// by year. Of moves the first of a pair is where people lived.
Json flows(const RunView& run);
/// The same by citizenship and where people came to live, or live.
Json citizens(const RunView& run);
/// People with a new place, by country and year: {"entered", "left"}; their difference is what
/// moves made of the country's people.
Json balance(const RunView& run);
/// People abroad, arrivals, departures, and what states do, by country and period.
Json country_series(const RunView& run);
/// What happened on the way, by corridor and year.
Json corridors(const RunView& run);
/// Deals in the order in which they were struck: parties, dates, payment, terms and what became of
/// them.
Json deals(const RunView& run);
/// Dated policies of the scenario: where, for whom, when, its levers, and how many people they met.
Json policies(const RunView& run);

}  // namespace sojourn::command
