#pragma once

#include <string>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// Every column of a table: {"name": [...], "founded": [...]}; null if there is none.
Json table(const RunFile& file, const std::string& name);
/// {"axes", "labels", "units", "long_name", "shape", "values"} of a dataset, row-major; null if
/// there is none.
Json series(const RunFile& file, const std::string& name);

/// Five significant digits, and all that stand before the point; null for NaN.
Json rounded(double value);
/// A number of people, null for NaN.
Json whole(double persons);

}  // namespace sojourn::command
