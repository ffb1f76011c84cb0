#pragma once

#include <string>

#include "sim/base/ids.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// Statuses that a list names, in the words of a run file; a list that was left out means
/// `fallback`. Residents have no status.
StatusSet read_statuses(Settings& settings, const std::string& key,
                        const std::vector<std::string>& fallback, const std::string& meaning);

/// The status of this name.
Status status_called(const std::string& name);

}  // namespace sojourn::models
