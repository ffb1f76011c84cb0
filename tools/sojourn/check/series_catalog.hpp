#pragma once

#include <vector>

#include "tools/sojourn/outcomes/series_index.hpp"

namespace sojourn::command {

/// Series over time that run files can hold: those of a small world with every observer, a policy,
/// a route and a compact. Their axes are told without that of time.
std::vector<KnownSeries> recorded_series();

}  // namespace sojourn::command
